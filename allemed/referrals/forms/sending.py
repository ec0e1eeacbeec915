"""Input of partners that send a family on, of visitors who want an activity, and of families that are signed in."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from allemed import clock
from allemed.catalogue.queries import list_places
from allemed.catalogue.rules import PlaceKind
from allemed.config import settings
from allemed.families.forms import CHANNEL_LABELS, BirthYearField, ClassField, FirstNameField, SchoolField, choices_of
from allemed.families.rules import Channel
from allemed.formatting import weekday_name, weekdays
from allemed.forms import CodeField, CodesField, Form, PhoneField, TextField
from allemed.locales import _, _l, _sl, language
from allemed.referrals.forms.words import COMMON_FIRST, HOW_LABELS, PART_LABELS, PICTURES
from allemed.referrals.rules import AgreedHow, HandOverField, read_return_code
from allemed.vocabulary import LANGUAGE_LABELS


class PlaceField(SelectField):
    """A school or place where groups meet; empty: anywhere. Its choices are read for each form."""

    def __init__(self, label=None, **options):
        super().__init__(
            label, [Optional()], choices=_places, coerce=lambda value: UUID(str(value)) if value else None, **options
        )


def _places() -> dict[str, list[tuple[str, str]]]:
    places = [place for place in list_places() if place.kind != PlaceKind.LENDER]
    groups = {_("Schools"): PlaceKind.SCHOOL, _("Places"): PlaceKind.VENUE}
    listed = {title: [(str(one.id), one.name) for one in places if one.kind == kind] for title, kind in groups.items()}
    return {_("Anywhere"): [("", _("Anywhere"))], **{title: names for title, names in listed.items() if names}}


def ask_only(form: Form, asked: Iterable[HandOverField]) -> None:
    """Take out of `form` what this kind of partner is not asked; it is then not read either."""
    for name in set(HandOverField) - set(asked):
        if name in form:
            del form[name]


LONGEST_PLAN = timedelta(days=366)


class AddReferralForm(Form):
    """What a partner may hand over. There is no field for a reason."""

    agreed_how = CodeField(_sl("Has the family said yes to being called?"), labels=HOW_LABELS)
    child_first_name = FirstNameField(_sl("The child's first name"), description=_sl("No surname."))
    birth_year = BirthYearField(_sl("Birth year"))
    phone = PhoneField(_sl("Phone of a parent"))
    channel = CodeField(_sl("What is best?"), labels=CHANNEL_LABELS, default=Channel.CALL)
    language = SelectField(
        _sl("Which language do they speak?"),
        [InputRequired()],
        choices=choices_of(LANGUAGE_LABELS.items(), empty=True),
    )
    school_id = SchoolField(_sl("School"))
    class_level = ClassField(_sl("Class"))
    kinds = CodesField(_sl("What does the child want? Point at the pictures."), labels=PICTURES, most=3)
    wish_days = CodesField(_sl("Which days are possible?"), labels={})
    plan_until = DateField(
        _sl("Leisure is part of a plan with the family, until"), [Optional()],
        description=_sl("Only the last day of the plan. Never why, and nothing on absence."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.wish_days.choices = [SelectChoice(str(day), weekday_name(day).capitalize()) for day in weekdays()]

    def validate_plan_until(self, field) -> None:
        today = clock.today(settings().zone)
        if field.data and not today <= field.data <= today + LONGEST_PLAN:
            raise ValidationError(_sl("Write a day from today to a year ahead."))

    def values(self) -> dict:
        """The handed-over facts, as `add_referral` takes them."""
        known = super().values()
        return known | {"channel": Channel(known["channel"]), "agreed_how": AgreedHow(known["agreed_how"])}


class InterestForm(Form):
    """Public: "I want this". `website` is a trap that people don't see and machines fill in."""

    child_first_name = FirstNameField(_l("What is the child's first name?"))
    birth_year = BirthYearField(_l("Which year was the child born?"))
    phone = PhoneField(_l("What is your phone number?"), render_kw={"autocomplete": "tel"})
    channel = CodeField(_l("How shall we reach you?"), labels=CHANNEL_LABELS, default=Channel.CALL)
    language = SelectField(
        _l("Which language do you want to speak?"), [InputRequired()], choices=choices_of(LANGUAGE_LABELS.items()),
        default=lambda: "nb" if language().code == "nn" else language().code,
    )  # fmt: skip
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})

    def is_from_a_machine(self) -> bool:
        return bool(self.website.data)

    def values(self) -> dict:
        known = super().values()
        del known["website"]
        return known | {"channel": Channel(known["channel"])}


class WishForm(Form):
    """Public: "tell us what you wish for". Pictures, place and time; the phone only for those who want an answer."""

    kinds = CodesField(_l("What do you wish for?"), labels=COMMON_FIRST, most=3, required=True)
    place_id = PlaceField(_l("Close to which place?"))
    days = CodesField(_l("Which days can you?"), labels={})
    part = CodeField(_l("When on the day?"), labels=PART_LABELS, required=False, default="")
    birth_year = BirthYearField(_l("Which year was the child born?"))
    phone = PhoneField(_l("Your phone number, if we may call you"), required=False, render_kw={"autocomplete": "tel"})
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.days.choices = [SelectChoice(str(day), weekday_name(day).capitalize()) for day in range(7)]

    def is_from_a_machine(self) -> bool:
        return bool(self.website.data)

    def values(self) -> dict:
        known = super().values()
        del known["website"]
        return known | {"phone": known["phone"] or "", "part": known["part"] or ""}


class ReturnForm(Form):
    """The code from the thanks page."""

    once = None
    code = TextField(
        _l("Your code"), most=20, required=True,
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"},
    )  # fmt: skip

    def validate_code(self, field) -> None:
        if read_return_code(field.data or "") is None:
            raise ValidationError(_l("A code has nine letters and numbers."))


class FamilyInterestForm(Form):
    """A family that is signed in chooses which child wants it."""

    child_id = CodeField(_l("Who wants this?"), labels={})

    def offer(self, children) -> None:
        """Only the family's own children."""
        self.child_id.choices = choices_of((str(child.id), child.first_name) for child in children)
        if len(self.child_id.choices) == 1 and not self.child_id.data:
            self.child_id.data = self.child_id.choices[0].value
