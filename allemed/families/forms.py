"""Input about families: phones, first names, birth years, and texts that must not hold an identity number."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from allemed import clock
from allemed.access.rules import Role
from allemed.config import settings
from allemed.families.queries import list_schools
from allemed.families.rules import SHARING, AgreementHow, AgreementItem, Channel, ChildHeard, Gender
from allemed.forms import CodeField, Form, PhoneField, TextField, VersionField
from allemed.locales import _, _l, _sl

OLDEST = 19  # years: who turns nineteen this year is the oldest we look for
CHANNEL_LABELS = {Channel.CALL: _l("A call"), Channel.SMS: _l("SMS"), Channel.VOICE: _l("A voice message")}
GENDER_LABELS = {Gender.GIRL: _l("Girl"), Gender.BOY: _l("Boy"), Gender.OTHER: _l("Other")}
ITEM_LABELS = {
    AgreementItem.FIRST_NAME: _l("The child's first name"),
    AgreementItem.BIRTH_YEAR: _l("The child's birth year"),
    AgreementItem.WISH: _l("What the child wants"),
    AgreementItem.PRACTICAL_NEED: _l("What the coach should know"),
    AgreementItem.GUARDIAN_CONTACT: _l("The parent's first name and phone"),
    AgreementItem.INTERPRETER: _l("That an interpreter helps the first time"),
    AgreementItem.LANGUAGE: _l("Which language the family speaks"),
    AgreementItem.ASK_CHILD: _l("That somebody neutral asks your child how it is"),
    AgreementItem.CHILD_VOICE: _l("What your child answered to somebody neutral"),
}
SHARED_LABELS = {item: ITEM_LABELS[item] for item in SHARING}  # what a club may learn
HOW_LABELS = {
    AgreementHow.SPOKEN: _l("Spoken"),
    AgreementHow.WRITTEN: _l("Written"),
    AgreementHow.ON_SCREEN: _l("On the phone or screen"),
}
HEARD_LABELS = {
    ChildHeard.YES: _l("Yes, the child was asked too"),
    ChildHeard.NO: _l("Not yet"),
    ChildHeard.NOT_APPLICABLE: _l("The child is too young"),
}
READER_LABELS = {
    Role.COORDINATOR: _l("The coordinator"),
    Role.ASSOCIATION: _l("A club"),
    Role.PARTNER: _l("Those who sent us on"),
    Role.FAMILY: _l("The family"),
}


class FirstNameField(TextField):
    """A first name or nickname, never a surname."""

    def __init__(self, label=None, **options):
        options.setdefault("render_kw", {})["autocomplete"] = "off"
        super().__init__(label, most=60, required=True, **options)


class BirthYearField(IntegerField):
    """The year only: of somebody who turns nineteen this year at most. Read in the digits of any keyboard."""

    widget = TextInput()  # a number box would swallow Arabic digits

    def __init__(self, label=None, **options):
        options.setdefault("render_kw", {}).update({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label, [InputRequired(), _check_birth_year], **options)


def _check_birth_year(_form, field) -> None:
    year = clock.today(settings().zone).year
    if field.data is not None and not year - OLDEST <= field.data <= year:
        raise ValidationError(_("Write a year between %(first)s and %(last)s.", first=year - OLDEST, last=year))


def choices_of(pairs: Iterable[tuple[str, str]], *, empty: bool = False) -> list[SelectChoice]:
    """Pairs of code and label for a drop-down; with `empty` nothing can be chosen too."""
    return [*([SelectChoice("", "–")] if empty else ()), *(SelectChoice(code, text) for code, text in pairs)]


def _number_or_none(value):
    return int(value) if value else None


class ClassField(SelectField):
    """The class level, 1 to 13; empty: not said."""

    def __init__(self, label=None, **options):
        levels = [str(level) for level in range(1, 14)]
        super().__init__(
            label,
            [Optional()],
            choices=choices_of(zip(levels, levels, strict=True), empty=True),
            coerce=_number_or_none,
            **options,
        )


class SchoolField(SelectField):
    """A school of the municipality; empty: not said. Its choices are read for each form."""

    def __init__(self, label=None, **options):
        super().__init__(
            label, [Optional()], choices=lambda: choices_of(list_schools(), empty=True), coerce=_id_or_none, **options
        )


def _id_or_none(value):
    return UUID(str(value)) if value else None


class GuardianForm(Form):
    """An adult of a family, added by hand."""

    first_name = FirstNameField(_sl("First name"), description=_sl("No surname is needed."))
    phone = PhoneField(_sl("Phone"))
    channel = CodeField(_sl("What is best?"), labels=CHANNEL_LABELS, default=Channel.CALL)


class EditChildForm(Form):
    """What is known of a child besides its wishes."""

    version = VersionField()
    first_name = FirstNameField(_sl("First name or nickname"))
    birth_year = BirthYearField(_sl("Birth year"))
    gender = CodeField(
        _sl("Girl or boy?"), labels=GENDER_LABELS, required=False, description=_sl("Only for groups that ask.")
    )
    school_id = SchoolField(_sl("School"))
    class_level = ClassField(_sl("Class"))
