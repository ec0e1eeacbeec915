"""Inviting by sector, and noting who came."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.config import settings
from allemed.delivery.queries import count_letters_left
from allemed.delivery.rules import MOST_LETTERS_A_DAY
from allemed.gatherings import actions, notices, queries
from allemed.gatherings.forms.planning import AddressForm, CameForm, InviteForm, InvitePeopleForm
from allemed.gatherings.forms.words import REACH_LABELS, REACH_TONES
from allemed.gatherings.notices import Occasion, path_of
from allemed.gatherings.rules import Sector
from allemed.gatherings.rules.figures import never_invited
from allemed.gatherings.views.blueprint import MAILS, views
from allemed.gatherings.views.events import today, words
from allemed.htmx import render
from allemed.limits import limiter
from allemed.locales import _s, ngettext_s
from allemed.once import commit_and_go
from allemed.qr_codes import qr_code


@views.route("/gatherings/<uuid:own_gathering_id>/invite", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def invite(own_gathering_id: UUID):
    """All associations, all partners: each once, told at once."""
    gathering, form, by, now = queries.events.get_gathering(own_gathering_id), InviteForm(), current_user(), clock.now()
    if form.validate_on_submit():
        whom = form.whom.data
        made = actions.planning.invite_network(gathering, by=by, now=now) if "network" in whom else []
        made += actions.planning.invite(
            gathering, associations=queries.events.list_reachable_associations() if "associations" in whom else (),
            partners=queries.events.list_active_partners() if "partners" in whom else (), by=by, now=now,
        )  # fmt: skip
        notices.tell_invited(made, by=by, now=now)
        said = ngettext_s("%(num)s is invited now.", "%(num)s are invited now.", len(made))
        return commit_and_go(url_for("gatherings.invite", own_gathering_id=own_gathering_id), said)
    return _page(gathering, form, InvitePeopleForm(formdata=None))


def _page(gathering, form, people):
    reached, now = queries.letters.list_reach(gathering), clock.now()
    status = 422 if form.errors or people.errors else 200
    return render(
        "gatherings/invite.html", status=status, gathering=gathering, form=form, people=people, reached=reached,
        forgotten=never_invited(one.invitation.sector for one in reached), reach_labels=REACH_LABELS, reach_tones=REACH_TONES,
        may_send=queries.letters.may_invite(gathering, today()), unwritten=len(queries.letters.list_unwritten(reached)),
        to_remind=len(queries.letters.list_to_remind(reached, now)), **words(),
    )  # fmt: skip


@views.post("/gatherings/<uuid:own_gathering_id>/invite/people")
@allow(Role.COORDINATOR)
def invite_people(own_gathering_id: UUID):
    """People without a sign-in, many at once: ALLEMED writes to those with an address when the coordinator says so."""
    gathering, people = queries.events.get_gathering(own_gathering_id), InvitePeopleForm()
    if not people.validate():
        return _page(gathering, InviteForm(formdata=None), people)
    made = actions.planning.invite_people(
        gathering,
        Sector(people.sector.data),
        people.found,
        people.language.data or "",
        by=current_user(),
        now=clock.now(),
    )
    return _back(gathering, ngettext_s("%(num)s in the list now.", "%(num)s in the list now.", len(made)))


def _back(gathering, said: str):
    return commit_and_go(url_for("gatherings.invite", own_gathering_id=gathering.id) + "#invited", said)


@views.post("/gatherings/<uuid:own_gathering_id>/invite/send")
@allow(Role.COORDINATOR)
@limiter.limit(MAILS)
def send_invitations(own_gathering_id: UUID):
    """A mail to everybody with an address whom nobody has written to."""
    return _write(own_gathering_id, actions.letters.take_unwritten, Occasion.INVITED)


@views.post("/gatherings/<uuid:own_gathering_id>/invite/remind")
@allow(Role.COORDINATOR)
@limiter.limit(MAILS)
def remind_invited(own_gathering_id: UUID):
    """Once more to whoever got it some days ago and has not answered."""
    return _write(own_gathering_id, actions.letters.take_to_remind, Occasion.REMINDED)


def _write(gathering_id: UUID, take, occasion: Occasion):
    gathering, by, now = queries.events.get_gathering(gathering_id), current_user(), clock.now()
    if not queries.letters.may_invite(gathering, today()):
        return _back(gathering, _s("It is over or cancelled. Nothing was sent."))
    count = notices.write_to(take(gathering, by=by, now=now), occasion, now=now)
    said = [ngettext_s("%(num)s mail is on its way.", "%(num)s mails are on their way.", count)]
    if not count_letters_left(now):
        said.append(_s("At most %(most)s go in a day. Send the rest tomorrow.", most=MOST_LETTERS_A_DAY))
    return _back(gathering, " ".join(said))


@views.route("/invitations/<uuid:invitation_id>/sheet", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def show_invitation_sheet(invitation_id: UUID):
    """For whoever does not sign in: on paper, in the coordinator's own mail, or the address that ALLEMED writes to."""
    invitation = queries.events.get_invitation(invitation_id)
    form = AddressForm(obj=invitation)
    if form.validate_on_submit():
        address, by = form.address.data or None, current_user()
        actions.letters.set_address(invitation, address, form.language.data or "", by=by, now=clock.now())
        return _back(invitation.gathering, _s("Saved."))
    address = settings().base_url.rstrip("/") + path_of(invitation)
    return render(
        "gatherings/show_invitation_sheet.html", status=422 if form.errors else 200, invitation=invitation, form=form,
        gathering=invitation.gathering, address=address, code=qr_code(address),
        may_send=queries.letters.may_invite(invitation.gathering, today()), **words(),
    )  # fmt: skip


@views.post("/invitations/<uuid:invitation_id>/take-back")
@allow(Role.COORDINATOR)
def take_invitation_back(invitation_id: UUID):
    invitation = queries.events.get_invitation(invitation_id)
    back = url_for("gatherings.invite", own_gathering_id=invitation.gathering_id)
    actions.planning.take_invitation_back(invitation, by=current_user(), now=clock.now())
    return commit_and_go(back, _s("Taken back."))


@views.route("/gatherings/<uuid:own_gathering_id>/who-came", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def note_who_came(own_gathering_id: UUID):
    """Ticks for those who were invited, and a count of people for each sector: so that missing ones are seen."""
    gathering = queries.events.get_gathering(own_gathering_id)
    invited = queries.events.list_invitations(own_gathering_id)
    known = {f"people_{sector}": gathering.people.get(str(sector)) for sector in Sector}
    form = CameForm(data={"came": [str(one.id) for one in invited if one.came]} | known)
    form.came.choices = [(str(one.id), queries.events.name_of(one)) for one in invited]
    if form.validate_on_submit():
        people = {sector: form[f"people_{sector}"].data or 0 for sector in Sector}
        came = {UUID(one) for one in form.came.data}
        actions.planning.note_who_came(gathering, came, people, by=current_user(), now=clock.now())
        return commit_and_go(url_for("gatherings.show_gathering", gathering_id=own_gathering_id), _s("Saved."))
    return render(
        "gatherings/note_who_came.html", status=422 if form.errors else 200, gathering=gathering, form=form,
        invited=invited, all_sectors=list(Sector), **words(),
    )  # fmt: skip
