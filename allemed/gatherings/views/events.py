"""Planning gatherings, and the page of each."""

from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.config import settings
from allemed.forms import mark_ids
from allemed.gatherings import actions, notices, queries
from allemed.gatherings.forms.agreeing import ShortActionForm
from allemed.gatherings.forms.network import DecisionForm
from allemed.gatherings.forms.planning import AgendaForm, GatheringForm
from allemed.gatherings.forms.words import (
    ANSWER_ICONS,
    ANSWER_LABELS,
    KIND_HINTS,
    KIND_ICONS,
    KIND_LABELS,
    SECTOR_LABELS,
    STATUS_ICONS,
    STATUS_LABELS,
    STATUS_TONES,
)
from allemed.gatherings.models import AgendaItem, Gathering
from allemed.gatherings.rules import GatheringKind
from allemed.gatherings.rules.figures import missing_sectors, never_invited
from allemed.gatherings.views.blueprint import MAILS, views
from allemed.htmx import render
from allemed.limits import limiter
from allemed.locales import _s, language
from allemed.once import commit_and_go


def today():
    return clock.today(settings().zone)


def words() -> dict:
    """What templates of gatherings call kinds, sectors, answers and states."""
    return {
        "kinds": KIND_LABELS, "kind_icons": KIND_ICONS, "sectors": SECTOR_LABELS, "answers": ANSWER_LABELS,
        "answer_icons": ANSWER_ICONS, "statuses": STATUS_LABELS, "tones": STATUS_TONES, "status_icons": STATUS_ICONS,
        "owner_of": queries.agreed.owner_of, "name_of": queries.events.name_of, "today": today(),
    }  # fmt: skip


@views.get("/gatherings")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def list_gatherings():
    user = current_user()
    coming, past = queries.events.list_gatherings(user, today())
    counts = queries.events.count_invited([one.id for one in coming])
    return render(
        "gatherings/list_gatherings.html", coming=coming, past=past, counts=counts, hints=KIND_HINTS, **words()
    )  # fmt: skip


@views.route("/gatherings/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def plan_gathering():
    """The coordinator any kind (`?kind=`), an association a dugnad of its own."""
    user, asked = current_user(), request.args.get("kind", GatheringKind.DUGNAD)
    kind = GatheringKind(asked) if asked in list(GatheringKind) and not user.association_id else GatheringKind.DUGNAD
    form = GatheringForm.of(kind, user=user)
    if form.validate_on_submit():
        gathering = actions.planning.plan_gathering(kind, form.columns(user), by=user, now=clock.now())
        return commit_and_go(url_for("gatherings.show_gathering", gathering_id=gathering.id), _s("Planned."))
    return _form_page(form, kind, None)


def _form_page(form: GatheringForm, kind: GatheringKind, gathering: Gathering | None):
    return render(
        "gatherings/edit_gathering.html", status=422 if form.errors else 200, form=form, kind=kind, gathering=gathering,
        **words(),
    )  # fmt: skip


@views.route("/gatherings/<uuid:own_gathering_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ASSOCIATION)
@limiter.limit(MAILS, methods=["POST"])
def edit_gathering(own_gathering_id: UUID):
    user, gathering = current_user(), queries.events.get_gathering(own_gathering_id)
    chosen = {"place": str(gathering.place_id or ""), "association": str(gathering.association_id or "")}
    form = GatheringForm.of(gathering.kind, user=user, obj=gathering, data=chosen)
    if form.validate_on_submit():
        values, version, now, before = form.columns(user), form.version.data, clock.now(), _when_and_where(gathering)
        actions.planning.edit_gathering(gathering, values, version=version, by=user, now=now)
        if _when_and_where(gathering) != before and queries.letters.may_invite(gathering, today()):
            notices.tell_of_move(gathering, by=user, now=now)
        return commit_and_go(_page_of(gathering), _s("Saved."))
    return _form_page(form, gathering.kind, gathering)


def _when_and_where(gathering: Gathering) -> tuple:
    return gathering.held_on, gathering.starts, gathering.ends, gathering.place_id


def _page_of(gathering: Gathering) -> str:
    return url_for("gatherings.show_gathering", gathering_id=gathering.id)


@views.get("/gatherings/<uuid:gathering_id>")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def show_gathering(gathering_id: UUID):
    return show(queries.events.get_gathering(gathering_id))


def _decision_form(item: AgendaItem, failed: DecisionForm | None, decided: UUID | None) -> DecisionForm:
    """The form of one point of the agenda; `failed` is the one that came back with a mistake."""
    if failed is not None and decided == item.id:
        return failed
    return mark_ids(DecisionForm(formdata=None, obj=item), f"decision-{item.id}")


def show(gathering: Gathering, status: int = 200, **forms):
    """The page: of whoever runs it with all of it, of whoever is invited with what, where and when."""
    user = current_user()
    runs = user.role == Role.COORDINATOR or (
        bool(user.association_id) and gathering.association_id == user.association_id
    )
    invited = queries.events.list_invitations(gathering.id) if runs else []
    sectors = [one.sector for one in invited]
    is_meeting = gathering.kind in (GatheringKind.NETWORK, GatheringKind.MEETING_PLACE)
    code = language().code
    return render(
        "gatherings/show_gathering.html", status=status, gathering=gathering, runs=runs, invited=invited,
        missing=missing_sectors(sectors, gathering.people), forgotten=never_invited(sectors) if runs else [],
        agreed=queries.agreed.list_of_gathering(gathering.id) if runs else [],
        before=queries.agreed.list_from_before(gathering) if runs else [],
        agenda=queries.events.list_agenda(gathering) if gathering.kind == GatheringKind.NETWORK else [],
        failed_decision=forms.get("decision_form"), decided=forms.get("decided"), decision_form_of=_decision_form,
        themes=[one for one in queries.events.list_themes() if one.code in gathering.themes], code=code,
        cards=len(queries.events.list_cards(user, gathering.id)), is_meeting=is_meeting,
        agenda_form=mark_ids(forms.get("agenda_form") or AgendaForm(formdata=None), "agenda"),
        action_form=forms.get("action_form") or (ShortActionForm.of(user, gathering, formdata=None) if runs and is_meeting else None),
        **words(),
    )  # fmt: skip


@views.post("/gatherings/<uuid:own_gathering_id>/cancel")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def cancel_gathering(own_gathering_id: UUID):
    gathering = queries.events.get_gathering(own_gathering_id)
    by, now = current_user(), clock.now()
    if not queries.letters.may_invite(gathering, today()) or not actions.planning.cancel_gathering(
        gathering, by=by, now=now
    ):
        return commit_and_go(_page_of(gathering), _s("It is over or cancelled. Nothing was sent."))
    notices.tell_of_cancellation(gathering, by=by, now=now)
    return commit_and_go(_page_of(gathering), _s("Cancelled. Whoever is invited is told."))


@views.post("/gatherings/<uuid:own_gathering_id>/next")
@allow(Role.COORDINATOR)
def plan_next(own_gathering_id: UUID):
    """The same once more: the network a month later, with the same people."""
    gathering = queries.events.get_gathering(own_gathering_id)
    following = actions.planning.plan_next(gathering, by=current_user(), now=clock.now())
    return commit_and_go(_page_of(following), _s("Planned."))


@views.post("/gatherings/<uuid:own_gathering_id>/agenda")
@allow(Role.COORDINATOR)
def add_agenda_item(own_gathering_id: UUID):
    gathering, form = queries.events.get_gathering(own_gathering_id), AgendaForm()
    if not form.validate():
        return show(gathering, 422, agenda_form=form)
    actions.planning.add_agenda_item(form.title.data, by=current_user(), now=clock.now())
    return commit_and_go(f"{_page_of(gathering)}#agenda")


@views.post("/gatherings/<uuid:own_gathering_id>/agenda/<uuid:agenda_item_id>")
@allow(Role.COORDINATOR)
def turn_agenda_item(own_gathering_id: UUID, agenda_item_id: UUID):
    gathering = queries.events.get_gathering(own_gathering_id)
    item = next((one for one in queries.events.list_agenda(gathering) if one.id == agenda_item_id), None)
    actions.planning.turn_agenda_item(item or abort(404), gathering)
    return commit_and_go(f"{_page_of(gathering)}#agenda")
