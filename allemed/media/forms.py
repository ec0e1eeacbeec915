"""Sending a recording or a picture, and what the spoken texts are called."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField

from allemed.forms import CodeField, Form
from allemed.locales import _l, _sl
from allemed.media.rules import Piece, Shows

PIECE_LABELS = {
    Piece.FIRST_DAY: _sl("The first day: what happens"),
    Piece.HELP: _sl("How it works"),
    Piece.PRIVACY: _sl("What we know about you"),
}
# What happens on the first day, in this order: said on the card, and what is read for the recording of it
WHAT_HAPPENS = (
    _l("Come ten minutes early."),
    _l("Somebody says hello and shows you around."),
    _l("Join in, or just look on. Both are fine."),
    _l("Tell the coach about food and medicine, if it matters."),
)
SHOWS_LABELS = {Shows.PLACE: _sl("The place"), Shows.COACH: _sl("The coach")}
ALT_TEXTS = {Shows.PLACE: _l("This is where you come to"), Shows.COACH: _l("The coach")}


class RecordingForm(Form):
    """Without idempotency key: the key doesn't know which file it was, and the same file again changes nothing."""

    once = None
    piece = HiddenField()
    file = FileField(
        _sl("Sound file"), validators=[FileRequired(_sl("Choose a file first."))], render_kw={"accept": ".mp3,.m4a,audio/*"}
    )  # fmt: skip


class PictureForm(Form):
    once = None
    shows = CodeField(_sl("What does it show?"), labels=SHOWS_LABELS, default=Shows.PLACE)
    file = FileField(
        _sl("Picture"),
        validators=[FileRequired(_sl("Choose a file first."))],
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    agreed = BooleanField(_sl("Everybody in the picture has said yes, and no child can be recognised."))

    def validate(self, extra_validators=None) -> bool:
        """Nobody stands on a public page without having said yes."""
        is_valid = super().validate(extra_validators)
        if not self.agreed.data:
            self.agreed.errors = [_sl("Ask first.")]
            return False
        return is_valid
