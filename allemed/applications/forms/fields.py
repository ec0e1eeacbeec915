"""An amount, read strictly: what is not plainly one amount is asked about, never guessed."""

from wtforms import DecimalField, TextAreaField, ValidationError
from wtforms.widgets import TextInput

from allemed.applications.rules import amount_text
from allemed.commitments.rules.amounts import NotPlain, read_amount
from allemed.countries import profile
from allemed.forms import DataRequired, InputRequired, Length, refuse_identity_numbers
from allemed.locales import _l, _sl

NOT_PLAIN = {
    NotPlain.WORDS: _sl("Write one amount with digits, for example 25 000."),
    NotPlain.UNCLEAR: _sl("Is this thousands or a fraction? Write 10 000 or 10,50."),
    NotPlain.OTHER_CURRENCY: _sl("Write the amount in the currency of this country."),
    NotPlain.NOTHING: _sl("Write an amount above 0."),
    NotPlain.TOO_LARGE: _sl("This amount is too large."),
}


class AmountField(DecimalField):
    """As people of the country write it: 25 000, 25.000, kr 25 000,-, 12 500,50 NOK."""

    widget = TextInput()

    def __init__(self, label=None, *, required: bool = False, **options):
        super().__init__(label, [InputRequired()] if required else [], **options)

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else amount_text(self.data)

    def process_formdata(self, valuelist):
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        read = read_amount(valuelist[0], profile().currency)
        if isinstance(read, NotPlain):
            raise ValueError(str(NOT_PLAIN[read]))
        self.data = read


def refuse_above(field, most, message: str) -> None:
    """More than the most there is."""
    if field.data is not None and most is not None and field.data > most:
        raise ValidationError(message)


class WordsField(TextAreaField):
    """A few lines without an identity number, at most `most` characters."""

    def __init__(self, label=None, *, most: int, required: bool = False, **options):
        checks = [
            *([DataRequired()] if required else []),
            Length(max=most, message=_l("At most %(max)d characters.")),
            refuse_identity_numbers,
        ]
        super().__init__(label, checks, render_kw={"maxlength": most}, **options)
