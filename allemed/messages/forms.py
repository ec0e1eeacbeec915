"""The words of the ready phrases, and the form to send one.

The phrases are in the catalogue of the family pages, which has every language of families and of staff: each side
reads what the other one chose in its own language.
"""

from wtforms import TextAreaField
from wtforms.validators import Length

from allemed.forms import CodeField, Form, refuse_identity_numbers
from allemed.locales import _l
from allemed.messages.rules import MOST_LETTERS, PHRASES, Phrase, Side

_P = Phrase
PHRASE_LABELS = {
    _P.CALL_ME: _l("Please call me."),
    _P.CANNOT_COME: _l("We cannot come."),
    _P.ALL_WELL: _l("It is going well."),
    _P.NOT_WELL: _l("It is not going well."),
    _P.NEED_EQUIPMENT: _l("We need equipment."),
    _P.NEED_RIDE: _l("We cannot get there."),
    _P.WHEN_START: _l("When do we start?"),
    _P.WANT_OTHER: _l("The child wants something else."),
    _P.I_CALL_YOU: _l("I will call you soon."),
    _P.PLEASE_CALL: _l("Please call me when you can."),
    _P.LOOKING: _l("I am looking for a place."),
    _P.SEE_PROPOSAL: _l("There is a proposal on your page."),
    _P.CLUB_ANSWERED: _l("The club has answered."),
    _P.EQUIPMENT_READY: _l("The equipment is ready."),
    _P.HOW_WAS_IT: _l("How was it?"),
    _P.THANK_YOU: _l("Thank you!"),
    _P.YES: _l("Yes."),
    _P.NO: _l("No."),
}
PHRASE_ICONS = {
    _P.CALL_ME: "phone", _P.CANNOT_COME: "calendar-dots", _P.ALL_WELL: "smiley", _P.NOT_WELL: "smiley-sad",
    _P.NEED_EQUIPMENT: "sneaker", _P.NEED_RIDE: "bus", _P.WHEN_START: "clock", _P.WANT_OTHER: "compass",
    _P.I_CALL_YOU: "phone", _P.PLEASE_CALL: "phone", _P.LOOKING: "magnifying-glass", _P.SEE_PROPOSAL: "star",
    _P.CLUB_ANSWERED: "users-three", _P.EQUIPMENT_READY: "sneaker", _P.HOW_WAS_IT: "question", _P.THANK_YOU: "heart",
    _P.YES: "check", _P.NO: "x",
}  # fmt: skip


class MessageForm(Form):
    """One press on a phrase sends it; or a few own words and the button beside them."""

    phrase = CodeField(labels={}, required=False)
    words = TextAreaField(
        _l("In your own words"),
        [Length(max=MOST_LETTERS, message=_l("At most %(max)d characters.")), refuse_identity_numbers],
        render_kw={"maxlength": MOST_LETTERS, "dir": "auto"},
    )

    @classmethod
    def of(cls, side: Side, **options) -> "MessageForm":
        """The form with the phrases of one side."""
        form = cls(**options)
        form.phrase.choices = [(str(one), PHRASE_LABELS[one]) for one in PHRASES[side]]
        return form
