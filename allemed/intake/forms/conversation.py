"""The form of the conversation. Seven fields are enough; no field asks for what must not be collected."""

from datetime import timedelta
from functools import partial

import wtforms
from flask_wtf import FlaskForm
from wtforms import DateField, FormField, HiddenField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from allemed import clock
from allemed.config import settings
from allemed.families.forms import (
    CHANNEL_LABELS,
    GENDER_LABELS,
    HEARD_LABELS,
    HOW_LABELS,
    SHARED_LABELS,
    BirthYearField,
    ClassField,
    FirstNameField,
    SchoolField,
    choices_of,
)
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard, TextWarning, warns_about
from allemed.forms import CodeField, CodesField, Form, ListField, PhoneField, TextField, refuse_identity_numbers
from allemed.intake.forms import labels
from allemed.intake.queries import list_pictures
from allemed.intake.rules import (
    MOST_KINDS,
    OWN_WORDS_LENGTH,
    WISH_LENGTH,
    NextStep,
    StartQuestion,
    Tried,
    encode,
    time_choices,
)
from allemed.locales import _, _sl
from allemed.vocabulary import BORROW_LABELS, KIND_LABELS, LANGUAGE_LABELS

SIGNED = ("nsl", "swl")  # spoken with the hands, not written
COMMON_LANGUAGES = ("nb", "uk", "ar", "ti", "so", "pl", "ru", "fa_AF", "en")
WALKS = (5, 10, 15, 20, 30, 45)
OpenCodes = partial(CodesField, required=False)
OpenCode = partial(CodeField, required=False)


def _today():
    return clock.today(settings().zone)


def picture_labels() -> list[tuple[str, str]]:
    return [(code, KIND_LABELS[code]) for code in list_pictures()]


class PicturesField(CodesField):
    """Up to three pictures; what is offered here comes first."""

    def __init__(self, label=None, **options):
        super().__init__(label, labels=KIND_LABELS, most=MOST_KINDS, **options)
        self.choices = choices_of(picture_labels())


class TriedForm(wtforms.Form):
    """One thing done before, and how it was."""

    kind = ListField(_sl("What"), [Optional()], choices=lambda: choices_of(picture_labels(), empty=True))
    was = RadioField(
        _sl("How was it?"), [Optional()], choices=choices_of(labels.TRIED_LABELS.items()),
        validate_choice=False,
    )  # fmt: skip


class NewChild(FlaskForm):
    """The fields of a child that is not known yet."""

    first_name = FirstNameField(_sl("What is your name?"), description=_sl("First name or nickname. No surname."))
    birth_year = BirthYearField(_sl("Which year were you born?"))
    gender = OpenCode(_sl("Girl or boy?"), labels=GENDER_LABELS, description=_sl("Only for groups that ask."))
    school_id = SchoolField(_sl("School"), description=_sl("It tells how far things are. No address is needed."))
    class_level = ClassField(_sl("Class"))

    def child_values(self) -> dict:
        names = ("first_name", "birth_year", "gender", "school_id", "class_level")
        return {name: self[name].data or None for name in names}


class NewGuardian(FlaskForm):
    """The adult who is called."""

    guardian_name = FirstNameField(_sl("The parent's first name"))
    phone = PhoneField(_sl("Phone"))
    channel = CodeField(_sl("What is best?"), labels=CHANNEL_LABELS, default=Channel.CALL)

    def guardian_values(self) -> dict:
        return {"first_name": self.guardian_name.data, "phone": self.phone.data, "channel": Channel(self.channel.data)}


class ConversationForm(Form):
    """What every conversation holds, the first and the later ones."""

    talk_language = SelectField(_sl("Speaks"), [InputRequired()], choices=choices_of(LANGUAGE_LABELS.items()))
    read_language = SelectField(
        _sl("Reads best"), [InputRequired()],
        choices=choices_of(pair for pair in LANGUAGE_LABELS.items() if pair[0] not in SIGNED),
    )  # fmt: skip
    interpreter = CodeField(_sl("Interpreter today"), labels=labels.INTERPRETER_LABELS)
    kinds = PicturesField(labels.QUESTIONS["kinds"])
    kinds_order = HiddenField()
    own_words = TextField(
        _sl("In the child's own words"), most=OWN_WORDS_LENGTH,
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    times = OpenCodes(labels.QUESTIONS["times"], labels={code.replace(":", "-"): code for code in time_choices()})
    items = OpenCodes(labels.QUESTIONS["agreement"], labels=SHARED_LABELS)
    how = CodeField(_sl("How did they say yes?"), labels=HOW_LABELS, default=AgreementHow.SPOKEN, required=False)
    child_heard = OpenCode(_sl("Was the child asked too?"), labels=HEARD_LABELS)
    bring = OpenCode(labels.QUESTIONS["bring"], labels=labels.BRING_LABELS)
    max_walk_minutes = OpenCode(_sl("How far can you walk?"), labels={str(m): m for m in WALKS})
    may_use_bus = OpenCode(_sl("Can you take the bus?"), labels={"yes": _sl("Yes"), "no": _sl("No")})
    money = OpenCode(labels.QUESTIONS["money"], labels=labels.MONEY_LABELS)
    equipment = OpenCodes(
        labels.QUESTIONS["equipment"], labels={k: v for k, v in BORROW_LABELS.items() if k != "everything"}
    )
    with_whom = OpenCode(labels.QUESTIONS["with_whom"], labels=labels.WITH_WHOM_LABELS)
    tried_1, tried_2, tried_3 = (FormField(TriedForm, label="") for _n in range(3))
    practical = OpenCodes(labels.QUESTIONS["practical"], labels=labels.NEED_LABELS)
    barriers = OpenCodes(_sl("What might stop it?"), labels=labels.BARRIER_LABELS)
    parent_wish = TextAreaField(
        _sl("What do the parents want to know, or wish for themselves?"),
        [Optional(), Length(max=WISH_LENGTH), refuse_identity_numbers], render_kw={"maxlength": WISH_LENGTH},
    )  # fmt: skip
    who_else = OpenCodes(_sl("Who else helps the family with this?"), labels=labels.HELPER_LABELS)
    next_step = CodeField(_sl("What happens next?"), labels=labels.NEXT_STEP_LABELS, default=NextStep.FIND_SPOT)
    next_step_on = DateField(_sl("When?"), [InputRequired()], default=lambda: _today() + timedelta(days=7))
    held_on = DateField(_sl("Date of the conversation"), [InputRequired()], default=_today)
    place_kind = OpenCode(_sl("Where do you talk?"), labels=labels.PLACE_LABELS)
    started = HiddenField(default=lambda: str(int(clock.now().timestamp())))
    warned = HiddenField()

    def validate_held_on(self, field) -> None:
        if field.data and field.data > _today():
            raise ValidationError(_("This day has not come yet."))

    def validate(self, **options) -> bool:
        """Also: whoever says yes has told whether the child was asked."""
        is_valid = super().validate(**options)
        if self.items.data and not self.child_heard.data:
            self.child_heard.errors = [_("Choose one.")]
            return False
        return is_valid

    def warnings(self) -> list[tuple[wtforms.Field, TextWarning]]:
        """What the texts seem to hold that does not belong here; the writer decides."""
        return [(field, one) for field in (self.own_words, self.parent_wish) for one in warns_about(field.data or "")]

    def tried(self) -> dict[str, list[str]]:
        rows = [part.form for part in (self.tried_1, self.tried_2, self.tried_3) if part.form.kind.data]
        return {
            "tried_before": [row.kind.data for row in rows],
            "liked": [row.kind.data for row in rows if row.was.data == Tried.LIKED],
            "disliked": [row.kind.data for row in rows if row.was.data == Tried.DID_NOT_LIKE],
        }

    def pointed_at(self) -> list[str]:
        """The pictures in the order of pointing, where the browser told it; else in the order of the page."""
        told = [code for code in (self.kinds_order.data or "").split() if code in self.kinds.data]
        ordered = list(dict.fromkeys(told))
        return ordered + [code for code in self.kinds.data if code not in ordered]

    def minutes(self) -> int | None:
        """How long the page was open; None if that says nothing."""
        began = int(self.started.data) if (self.started.data or "").isdecimal() else 0
        passed = (int(clock.now().timestamp()) - began) // 60
        return max(passed, 1) if 0 <= passed <= 240 else None

    def conversation_values(self) -> dict:
        """The columns of the conversation, in the words of the rules."""
        same = ("interpreter", "bring", "money", "with_whom", "next_step", "next_step_on", "held_on", "place_kind")
        texts = {name: self[name].data or None for name in (*same, "own_words", "parent_wish")}
        lists = {name: list(self[name].data or ()) for name in ("equipment", "practical", "barriers", "who_else")}
        return {
            **texts, **lists, **self.tried(), "kinds": self.pointed_at(),
            "times": [code.replace("-", ":") for code in self.times.data or ()],
            "max_walk_minutes": int(self.max_walk_minutes.data) if self.max_walk_minutes.data else None,
            "may_use_bus": {"yes": True, "no": False}.get(self.may_use_bus.data), "minutes": self.minutes(),
        }  # fmt: skip

    def agreement_values(self) -> dict:
        """What was said yes to; without items there is nothing to record."""
        if not self.items.data:
            return {}
        return {
            "items": [AgreementItem(code) for code in self.items.data],
            "how": AgreementHow(self.how.data or AgreementHow.SPOKEN),
            "child_heard": ChildHeard(self.child_heard.data),
        }


class SiblingConversationForm(ConversationForm, NewChild):
    """Another child of a family that is known. Two picture questions are asked once, before anything begins."""

    friend = OpenCode(labels.START_QUESTIONS[StartQuestion.FRIEND], labels=labels.COMING_LABELS)
    look_forward = OpenCode(labels.START_QUESTIONS[StartQuestion.LOOK_FORWARD], labels=labels.COMING_LABELS)

    def conversation_values(self) -> dict:
        faces = [(question, self[question].data) for question in StartQuestion if self[question].data]
        return super().conversation_values() | {"said": encode(faces)}


class FirstConversationForm(SiblingConversationForm, NewGuardian):
    """A family that nobody has met yet."""


def known_answers(conversation) -> dict:
    """What an earlier conversation holds, as the form shows it again. What was agreed is asked anew."""
    again = (
        "own_words",
        "bring",
        "money",
        "equipment",
        "with_whom",
        "practical",
        "barriers",
        "who_else",
        "parent_wish",
    )
    known = {name: getattr(conversation, name) for name in again}
    was = {**dict.fromkeys(conversation.liked, Tried.LIKED), **dict.fromkeys(conversation.disliked, Tried.DID_NOT_LIKE)}
    tried = [{"kind": code, "was": str(was[code]) if code in was else None} for code in conversation.tried_before[:3]]
    bus = conversation.may_use_bus
    return {
        **known, "kinds": conversation.kinds, "kinds_order": " ".join(conversation.kinds),
        "times": [code.replace(":", "-") for code in conversation.times],
        "max_walk_minutes": conversation.max_walk_minutes, "may_use_bus": None if bus is None else "yes" if bus else "no",
        **{f"tried_{number}": row for number, row in enumerate(tried, start=1)},
    }  # fmt: skip
