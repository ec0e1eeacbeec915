"""The base of every form: anti-forgery token, idempotency key, messages in the reader's language."""

import re
import unicodedata
from datetime import date

from flask_babel import get_domain
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from allemed.countries import profile
from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number
from allemed.locales import _, _l
from allemed.once import new_key

__all__ = [
    "CodeField",
    "CodesField",
    "DataRequired",
    "Form",
    "InputRequired",
    "Length",
    "ListField",
    "LongTextField",
    "NumberRange",
    "Optional",
    "PhoneField",
    "TextField",
    "VersionField",
    "mark_ids",
    "refuse_identity_numbers",
]

# C0/C1 controls (but not line breaks) and the marks that reverse the direction of text
_UNSEEN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

OURS = ("csrf_token", "once")  # fields that nobody fills in
FIRST_YEAR, LAST_YEAR = 1900, 2100  # of any date that somebody writes
LARGEST_INTEGER = 2**31 - 1  # of a database column
_LONG_NUMBER = re.compile(r"\d(?:[ \u00a0.+\-]?\d){7,}")


# The messages of WTForms that can appear, listed so that they are extracted for translation.
WTFORMS_MESSAGES = (
    _l("This field is required."), _l("Not a valid choice."), _l("Not a valid integer value."),
    _l("Not a valid decimal value."), _l("Not a valid date value."), _l("Not a valid time value."),
    _l("Invalid email address."), _l("Invalid input."), _l("Invalid URL."),
    _l("Number must be at least %(min)s."), _l("Number must be at most %(max)s."),
    _l("Number must be between %(min)s and %(max)s."),
)  # fmt: skip
# What we say for those that nobody would understand.
SAID_INSTEAD = {
    "'%(value)s' is not a valid choice for this field.": _l("Not a valid choice."),
    "Invalid Choice: could not coerce.": _l("Not a valid choice."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Not a valid choice."),
    "Invalid value, must be one of: %(values)s.": _l("Not a valid choice."),
    "Field cannot be longer than %(max)d character.": _l("At most %(max)d characters."),
}


class _OurTexts:
    """WTForms' own messages come from our catalogue (it has none in several of our languages)."""

    def gettext(self, text):
        return str(SAID_INSTEAD[text]) if text in SAID_INSTEAD else _(text)

    def ngettext(self, singular, plural, n):
        """Without filling in: WTForms does that itself."""
        if singular in SAID_INSTEAD:
            return str(SAID_INSTEAD[singular])
        return get_domain().get_translations().ungettext(singular, plural, n)


def clean(text: str | None) -> str | None:
    """Text as people mean it: composed letters, no control or direction-override characters, no outer spaces."""
    if not isinstance(text, str):
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


def _take_out_identity_number(field) -> None:
    """From what a refused field would show again."""
    sent = field.raw_data or []
    shown = [_LONG_NUMBER.sub("…", text) if _reveals(text) else text for text in sent]
    if shown != sent:
        field.raw_data, field.data = shown, shown[0] if isinstance(field.data, str) else None


def _reveals(sent) -> bool:
    return isinstance(sent, str) and reveals_identity_number(sent, bare_ten_digits=False)


class Form(FlaskForm):
    """Subclass it with the fields of one post. `once` makes a repeated post harmless."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form):
            return _OurTexts()

        def bind_field(self, form, unbound_field, options):
            filters = list(unbound_field.kwargs.pop("filters", ()))
            if issubclass(unbound_field.field_class, (StringField, TextAreaField)) and clean not in filters:
                filters.insert(0, clean)
            return unbound_field.bind(form=form, **options, filters=filters)

    once = HiddenField(default=new_key)

    def process(self, *args, **more) -> None:
        """A year typed with two digits is the year 26 to a browser: a date of another age is as good as none."""
        super().process(*args, **more)
        for field in self:
            sent = field.data if field.raw_data else None
            if isinstance(sent, date) and not FIRST_YEAR <= sent.year <= LAST_YEAR:
                field.data = None
                field.process_errors = [field.gettext("Not a valid date value.")]

    def validate(self, *args, **more) -> bool:
        """What is refused is shown again, but no identity number is, whichever field it was written into."""
        valid = super().validate(*args, **more)
        if not valid:
            self.take_out_identity_numbers()
        return valid

    def take_out_identity_numbers(self) -> None:
        """From everything that would be shown again."""
        for field in self:
            if field.name not in OURS:
                _take_out_identity_number(field)

    def values(self) -> dict:
        """What was filled in, without token and key."""
        return {name: field.data for name, field in self._fields.items() if name not in (*OURS, "version")}


def refuse_identity_numbers(_form, field) -> None:
    """A personal identity number is taken out of the text at once, so that nothing ever shows it again."""
    text = field.data or ""
    if reveals_identity_number(text) or looks_like_identity_number(text):
        field.data = _LONG_NUMBER.sub("…", text)
        raise ValidationError(
            _l("This looked like a personal identity number. We took it out. Read the text and send it again.")
        )


class TextField(StringField):
    """One line of text without an identity number, at most `most` characters; `required`: it may not be empty."""

    def __init__(self, label=None, *, most: int, required: bool = False, validators=(), **options):
        checks = [
            DataRequired() if required else Optional(),
            Length(max=most, message=_l("At most %(max)d characters.")),
            refuse_identity_numbers,
            *validators,
        ]
        options.setdefault("render_kw", {})["maxlength"] = most
        super().__init__(label, checks, **options)


class LongTextField(TextAreaField):
    """A few lines without an identity number, at most `most` characters."""

    def __init__(self, label, *, most: int, required: bool = True, **options):
        checks = [Length(max=most, message=_l("At most %(max)d characters.")), refuse_identity_numbers]
        if required:
            checks.insert(0, DataRequired())
        super().__init__(label, checks, render_kw={"maxlength": most}, **options)


class PhoneField(StringField):
    """A phone number of any country, without country code one of ours; `data` is E.164 once it is valid."""

    def __init__(self, label=None, *, required: bool = True, **options):
        checks = [InputRequired() if required else Optional(), _check_phone]
        options.setdefault("render_kw", {}).update({"inputmode": "tel", "maxlength": 24, "dir": "ltr"})
        super().__init__(label, checks, **options)


def _check_phone(_form, field) -> None:
    text = field.data or ""
    if reveals_identity_number(text, bare_ten_digits=False):
        field.data = ""
        raise ValidationError(_l("This looked like a personal identity number. Write the phone number."))
    valid = profile().phone_number(text)
    if valid is None:
        field.data = "" if looks_like_identity_number(text) else text
        raise ValidationError(_l("This is not a phone number. Look at it once more."))
    field.data = valid


class CodeField(RadioField):
    """One choice of a StrEnum (or of pairs code–label). `labels` maps each code to its translated label.

    No `Optional` here: it takes a blank for nothing chosen, and everything sent after it for valid.
    """

    def __init__(self, label=None, *, labels, required: bool = True, validators=(), **options):
        pairs = [SelectChoice(str(code), text) for code, text in dict(labels).items()]
        checks = [*([InputRequired()] if required else ()), *validators]
        super().__init__(label, checks, choices=pairs, validate_choice=True, **options)

    def process_data(self, value):
        super().process_data(None if value is None else str(value))

    def pre_validate(self, form):
        if self.data or self.flags.required:
            super().pre_validate(form)


class CodesField(SelectMultipleField):
    """Any number of choices, as check boxes; at most `most`."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self, label=None, *, labels, most: int | None = None, required: bool = False, validators=(), **options
    ):
        pairs = [SelectChoice(str(code), text) for code, text in dict(labels).items()]
        checks = [*([InputRequired()] if required else ()), *validators]
        if most:
            checks.append(Length(max=most, message=_l("Choose at most %(max)d.")))
        super().__init__(label, checks, choices=pairs, **options)

    def pre_validate(self, form):
        """WTForms' own message repeats what was sent."""
        if not {str(code) for code in self.data or ()} <= {str(value) for value, *_label in self.iter_choices()}:
            raise ValidationError(self.gettext("Not a valid choice."))


class VersionField(IntegerField):
    """The version the form was made from; a stale one is refused with both texts."""

    widget = HiddenInput()

    def __init__(self, **options):
        super().__init__(validators=[InputRequired(), NumberRange(0, LARGEST_INTEGER)], **options)


class ListField(SelectField):
    """A drop-down of many choices (languages, schools, places)."""

    def process_formdata(self, valuelist):
        super().process_formdata([value.strip() for value in valuelist])


def mark_ids(form: Form, mark: str) -> Form:
    """Give the fields of a form ids of their own, so that several forms can stand on one page. Names stay."""
    for field in form:
        field.id = field.label.field_id = f"{mark}-{field.name}"
    return form
