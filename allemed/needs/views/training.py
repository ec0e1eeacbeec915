"""The three-minute cards: read by whoever works with children, and noted by name if they want."""

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import STAFF, Role
from allemed.config import settings
from allemed.countries import profile
from allemed.htmx import render
from allemed.locales import _s, language
from allemed.needs import actions, queries
from allemed.needs.forms import CardReadForm
from allemed.needs.rules.training import CARDS, CODES
from allemed.needs.views.blueprint import views
from allemed.once import commit_and_go


def _cards() -> list[dict]:
    code, home = language().code, profile().default_language
    return [
        {"code": card.code, "icon": card.icon, "family": card.family, "title": title, "lines": lines}
        for card in CARDS
        for title, lines in [card.in_language(code, home)]
    ]


def _read() -> dict:
    user = current_user()
    return queries.list_read(user.association_id) if user.role == Role.ASSOCIATION else {}


@views.get("/three-minutes")
@allow(*STAFF)
def list_training():
    return render("needs/list_training.html", cards=_cards(), read=_read())


@views.route("/three-minutes/<card>", methods=["GET", "POST"])
@allow(*STAFF)
def show_training(card: str):
    """One card, big enough for a phone that is passed around; and who has read it."""
    if card not in CODES:
        abort(404)
    form, user = CardReadForm(), current_user()
    if form.validate_on_submit() and user.role == Role.ASSOCIATION:
        actions.note_card_read(card, form.name.data, by=user, today=clock.today(settings().zone))
        return commit_and_go(url_for("needs.show_training", card=card), _s("Saved."))
    cards = _cards()
    at = CODES.index(card)
    return render(
        "needs/show_training.html", status=422 if form.errors else 200, card=cards[at], form=form, number=at + 1,
        total=len(cards), following=cards[at + 1] if at + 1 < len(cards) else None, read=_read().get(card, []),
        may_note=user.role == Role.ASSOCIATION,
    )  # fmt: skip
