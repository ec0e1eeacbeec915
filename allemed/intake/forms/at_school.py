"""A short conversation around one phone: a teacher, a family and an interpreter. The school's part of the guide."""

from wtforms import DateField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from allemed.families.forms import CHANNEL_LABELS, BirthYearField, ClassField, FirstNameField, SchoolField, choices_of
from allemed.families.rules import Channel
from allemed.formatting import weekday_name
from allemed.forms import CodeField, CodesField, Form, PhoneField, refuse_identity_numbers
from allemed.intake.forms import labels
from allemed.locales import _sl
from allemed.referrals.forms import PICTURES
from allemed.referrals.rules import AgreedHow
from allemed.vocabulary import LANGUAGE_LABELS


class TalkForm(Form):
    """What a school may note together with the family. There is no field for a reason, money or health."""

    language = SelectField(labels.QUESTIONS["language"], [InputRequired()], choices=choices_of(LANGUAGE_LABELS.items()))
    interpreter = CodeField(_sl("Is an interpreter here?"), labels=labels.INTERPRETER_LABELS)
    kinds = CodesField(labels.QUESTIONS["kinds"], labels=PICTURES, most=3, required=True)
    child_first_name = FirstNameField(_sl("The child's first name"), description=_sl("No surname."))
    birth_year = BirthYearField(_sl("Birth year"))
    wish_days = CodesField(labels.QUESTIONS["times"], labels={})
    phone = PhoneField(_sl("Phone of a parent"))
    channel = CodeField(_sl("What is best?"), labels=CHANNEL_LABELS, default=Channel.CALL)
    school_id = SchoolField(_sl("School"))
    class_level = ClassField(_sl("Class"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.wish_days.choices = [SelectChoice(str(day), weekday_name(day).capitalize()) for day in range(7)]

    def values(self) -> dict:
        """As `add_referral` takes them: the family has said yes on the screen."""
        known = super().values()
        return known | {"channel": Channel(known["channel"]), "agreed_how": AgreedHow.WRITTEN}


class RoutineForm(Form):
    """How schools talk about leisure with new families, in a few lines."""

    text = TextAreaField(_sl("The routine"), [InputRequired(), Length(max=4000), refuse_identity_numbers])


class TakeUpForm(Form):
    """Since when a school works by the routine; empty: not yet."""

    routine_on = DateField(_sl("Works by the routine since"), [Optional()])


class NewPupilsForm(Form):
    """A number, no names."""

    new_pupils = IntegerField(_sl("New pupils this term"), [InputRequired(), NumberRange(min=0, max=2000)])
