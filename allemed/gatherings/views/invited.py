"""The page of whoever is invited: what, when, where; the answer; and a contact card. No sign-in, only its link."""

import hmac
from contextlib import closing
from uuid import UUID

from flask import Response, abort, make_response

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import PUBLIC, Role
from allemed.config import settings
from allemed.database import db
from allemed.gatherings import actions, queries
from allemed.gatherings.forms.agreeing import CardForm
from allemed.gatherings.models import Invitation
from allemed.gatherings.notices import path_of
from allemed.gatherings.rules import Answer
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import today, words
from allemed.htmx import redirect_to, render
from allemed.limits import accepts_upload, limiter
from allemed.locales import _
from allemed.media.actions import UnreadablePicture
from allemed.once import commit_and_go

ENOUGH = "20 per minute; 100 per hour"
LARGEST_FACE = 1024 * 1024


def my_invitations() -> list[dict]:
    """For the start page of an association or partner: what it is invited to and has not answered."""
    found = queries.events.list_my_invitations(current_user(), today())
    return [{"gathering": one.gathering, "url": path_of(one)} for one in found if one.answer is None]


def find_invitation(key: UUID, code: str) -> Invitation:
    """The invitation of this link. 404 for any other."""
    invitation = db.session.get(Invitation, key)
    if invitation is None or not hmac.compare_digest(queries.events.code_of(invitation).encode(), code.encode()):
        abort(404)
    return invitation


@views.get("/our-invitations/<uuid:invitation_id>")
@allow(Role.ASSOCIATION, Role.PARTNER, Role.COORDINATOR)
def open_invitation(invitation_id: UUID):
    """From a message to the page with the answers."""
    return redirect_to(path_of(queries.events.get_invitation(invitation_id)))


@views.get("/invited/<uuid:key>/<code>")
@allow(PUBLIC)
def show_invitation(key: UUID, code: str):
    return _page(find_invitation(key, code))


def _page(invitation: Invitation, form: CardForm | None = None) -> Response:
    card = queries.events.find_card_of(invitation.id)
    page = render(
        "gatherings/show_invitation.html", status=422 if form and form.errors else 200, invitation=invitation,
        gathering=invitation.gathering, card=card, form=form or CardForm(formdata=None, obj=card),
        may_come=invitation.gathering.held_on >= today() and not invitation.gathering.cancelled_at,
        key=invitation.id, code=queries.events.code_of(invitation), months=settings().keep_contact_months, **words(),
    )  # fmt: skip
    page.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"})
    return page


@views.post("/invited/<uuid:key>/<code>/<answer>")
@allow(PUBLIC)
@limiter.limit(ENOUGH)
def answer_invitation(key: UUID, code: str, answer: str):
    invitation = find_invitation(key, code)
    if answer not in list(Answer):
        abort(404)
    actions.planning.answer_invitation(invitation, Answer(answer), now=clock.now())
    return commit_and_go(path_of(invitation), _("Thank you! We have got it."))


def _face_too_large(key: UUID, code: str):
    form = CardForm(formdata=None)
    form.picture.errors = [_("At most 1 MB, please.")]
    return _page(find_invitation(key, code), form), 413


@views.post("/invited/<uuid:key>/<code>/card")
@allow(PUBLIC)
@accepts_upload(LARGEST_FACE, _face_too_large)
@limiter.limit(ENOUGH)
def make_card(key: UUID, code: str):
    invitation, form = find_invitation(key, code), CardForm()
    if not form.validate():
        return _page(invitation, form)
    data = None
    if form.picture.data:
        with closing(form.picture.data) as upload:
            data = upload.read()
    try:
        actions.cards.make_card(
            invitation, name=form.name.data, work=form.work.data, ask_about=form.ask_about.data,
            phone=form.phone.data, picture=data, by=current_user(), now=clock.now(),
        )  # fmt: skip
    except UnreadablePicture as error:
        form.picture.errors = [str(error)]
        return _page(invitation, form)
    return commit_and_go(path_of(invitation) + "#card", _("Thank you!"))


@views.post("/invited/<uuid:key>/<code>/card/withdraw")
@allow(PUBLIC)
@limiter.limit(ENOUGH)
def withdraw_card(key: UUID, code: str):
    """By the person itself, at any time."""
    invitation = find_invitation(key, code)
    if card := queries.events.find_card_of(invitation.id):
        actions.cards.withdraw_card(card, by=current_user(), now=clock.now())
    return commit_and_go(path_of(invitation), _("Noted."))


@views.get("/gatherings/<uuid:gathering_id>/cards")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def list_cards(gathering_id: UUID):
    """Faces and "ask me about", for those who were invited."""
    return render(
        "gatherings/list_cards.html", gathering=queries.events.get_gathering(gathering_id),
        cards=queries.events.list_cards(current_user(), gathering_id),
    )  # fmt: skip


@views.get("/cards/<uuid:card_id>.jpg")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def show_face(card_id: UUID):
    card = queries.events.get_card(card_id)
    if not card.picture:
        abort(404)
    response = make_response(card.picture)
    response.mimetype = "image/jpeg"
    return response
