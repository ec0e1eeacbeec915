"""What an association posts and changes itself, and what the coordinator does for it."""

from uuid import UUID

from flask import request

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.queries import list_hosts
from allemed.catalogue import actions
from allemed.catalogue.forms import ActivityForm, values_of
from allemed.catalogue.forms.hosts import HOST_ROWS
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import (
    get_activity,
    list_groups_of,
    list_known_kinds,
    list_last_season,
    own_activities_visible_to,
)
from allemed.catalogue.rules import KINDS
from allemed.catalogue.rules.kinds import COMMON
from allemed.catalogue.rules.seasons import Span, next_year
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.groups import group_rows, own_page_of
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.errors import StaleVersion
from allemed.htmx import render
from allemed.locales import _s
from allemed.vocabulary import KIND_LABELS

FIRST_KINDS = 12
FIRST_BRING = 9


@views.get("/our-activities")
@allow(Role.ASSOCIATION)
def list_own_activities():
    association_id, days = current_user().association_id, settings().spot_days
    again = list_last_season(association_id, now=clock.now(), today=clock.today(settings().zone), spot_days=days)
    groups = group_rows(list_groups_of(association_id))
    return render("catalogue/list_own_activities.html", groups=groups, spot_days=days, again_count=len(again))


@views.route("/our-activities/new", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def post_spot():
    return _post_for(current_user().association_id)


@views.route("/associations/<uuid:association_id>/activities/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def post_spot_for(association_id: UUID):
    return _post_for(association_id)


def _post_for(association_id: UUID):
    user = current_user()
    form = _form(association_id, _values_to_start_from(user, association_id), list_groups_of(association_id))
    if form.validate_on_submit():
        posted = actions.post_activity(
            association_id, form.facts(), free=form.free.data, by=user, now=clock.now(), new_place=form.new_place_name()
        )
        actions.hold_spot(posted, form.is_held.data, by=user, now=clock.now())
        return once.commit_and_go(own_page_of(association_id, user), _s("Families can see the group now."))
    return _show(form, association_id, status=422 if form.is_submitted() else 200)


def _values_to_start_from(user: User, association_id: UUID) -> dict:
    """An earlier group of theirs to post again (`?from=`); else only the free tries that all their groups give."""
    earlier = _earlier(user, request.args.get("from", ""))
    if earlier is None:
        usual = [one.trial_times for one in list_groups_of(association_id) if one.spot and one.spot.is_open]
        return {"trial_times": str(min(usual, default=0))}
    new = {"version": 0, "free": None, "free_seen": None, "starts_on": None, "ends_on": None, "left_out": ""}
    new |= {"pilot_from": None, "pilot_until": None, "pilot_purpose": "", "serves": ""}
    return values_of(earlier) | new | _next_holiday(earlier)


def _next_holiday(earlier: Activity) -> dict:
    """What was held in a holiday is suggested a year later, on the same weekdays."""
    if earlier.holiday is None or earlier.starts_on is None or earlier.ends_on is None:
        return {}
    season = next_year(Span(earlier.starts_on, earlier.ends_on), clock.today(settings().zone))
    return {"starts_on": season.first, "ends_on": season.last}


def _earlier(user: User, text: str) -> Activity | None:
    try:
        key = UUID(text)
    except ValueError:
        return None
    return db.session.scalar(own_activities_visible_to(user).where(Activity.id == key))


def _form(association_id: UUID, values: dict, others: list[Activity]) -> ActivityForm:
    year, kept = clock.today(settings().zone).year, [values.get(f"host_{row}") for row in HOST_ROWS]
    return ActivityForm(
        data=values, year=year, others=others, hosts=list_hosts(association_id, kept),
        is_municipality=current_user().role == Role.COORDINATOR,
    )  # fmt: skip


@views.route("/our-activities/<uuid:own_activity_id>/edit", methods=["GET", "POST"])
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def edit_activity(own_activity_id: UUID):
    activity, user = get_activity(own_activity_id), current_user()
    others = [one for one in list_groups_of(activity.association_id) if one.id != own_activity_id]
    form = _form(activity.association_id, values_of(activity), others)
    if not form.validate_on_submit():
        return _show(form, activity.association_id, activity=activity, status=422 if form.is_submitted() else 200)
    try:
        actions.change_activity(
            activity, form.facts(), version=form.version.data, by=user, now=clock.now(), new_place=form.new_place_name()
        )
        actions.confirm_spot(activity, by=user, now=clock.now(), free=form.free.data, seen=form.free_seen.data)
        actions.hold_spot(activity, form.is_held.data, by=user, now=clock.now())
    except (StaleVersion, actions.SpotsChanged) as error:
        return _show_both(form, own_activity_id, str(error))
    return once.commit_and_go(own_page_of(activity.association_id, user), _s("Saved. Families see the change now."))


def _show_both(form: ActivityForm, activity_id: UUID, message: str):
    """409: what was typed stays in the form, what stands now is listed above it, and saving again writes over it."""
    db.session.rollback()
    activity = get_activity(activity_id)
    now = values_of(activity)
    names = [name for name in form.values() if name not in ("free_seen",) and name in now]
    differing = [
        (form[name].label.text, _as_text(form, name, now[name])) for name in names if now[name] != form[name].data
    ]
    for field, value in ((form.version, activity.version), (form.free_seen, now["free_seen"])):
        field.data, field.raw_data = value, [str(value)]
    return _show(form, activity.association_id, activity=activity, status=409, conflict=message, differing=differing)


def _as_text(form: ActivityForm, name: str, value) -> str:
    """A value as a person reads it: labels instead of codes."""
    field = form[name]
    if isinstance(value, bool):
        return _s("Yes") if value else _s("No")
    if hasattr(field, "iter_choices"):
        known = {str(choice[0]): str(choice[1]) for choice in _flat_choices(field)}
        codes = value if isinstance(value, list) else [value]
        return ", ".join(known.get(str(code), str(code)) for code in codes if code not in ("", None)) or "–"
    return str(value) if value not in (None, "") else "–"


def _flat_choices(field):
    if field.has_groups():
        return [choice for _group, choices in field.iter_groups() for choice in choices]
    return list(field.iter_choices())


def _show(form: ActivityForm, association_id: UUID, *, activity: Activity | None = None, status: int = 200, **more):
    known = list_known_kinds(association_id)
    chosen = [form.kind.data] if form.kind.data in KINDS else []
    first = list(dict.fromkeys([*chosen, *known, *COMMON]))[: max(FIRST_KINDS, len(known))]
    pictures = {code: (kind.icon, kind.family) for code, kind in KINDS.items()}
    rest = sorted(
        (code for code in KINDS if code not in first), key=lambda code: (code == "other", str(KIND_LABELS[code]))
    )
    return render(
        "catalogue/edit_activity.html" if activity else "catalogue/post_spot.html",
        status=status,
        form=form,
        activity=activity,
        pictures=pictures,
        first_kinds=first,
        rest_kinds=rest,
        first_bring=FIRST_BRING,
        currency=profile().currency_sign,
        back=own_page_of(association_id, current_user()),
        **more,
    )
