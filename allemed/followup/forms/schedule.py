"""The municipality's own schedule: for each line how many days, and whether it is asked at all."""

from dataclasses import dataclass

from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from allemed.followup.forms.words import ANCHOR_LABELS, AUDIENCE_LABELS, KIND_LABELS
from allemed.followup.rules import DEFAULT_SCHEDULE, Step
from allemed.forms import Form, VersionField
from allemed.locales import _s, _sl, ngettext_s

MOST_DAYS = 400
_DEFAULTS = {step.code: step for step in DEFAULT_SCHEDULE}


@dataclass(frozen=True)
class ScheduleLine:
    """A line as the page shows it: its two fields, what it is about, and what our default is."""

    step: Step
    days: IntegerField
    is_on: BooleanField
    title: str
    audience: str
    unit: str
    default: str


def _is_before(step: Step) -> bool:
    """A line counted back from its date stays so; only the number of days is the municipality's."""
    return _DEFAULTS[step.code].offset_days < 0


def schedule_form(schedule, version: int):
    """A form with two fields for each line of `schedule`."""
    fields = {"version": VersionField(default=version)}
    for step in schedule:
        checks = [InputRequired(), NumberRange(min=0, max=MOST_DAYS)]
        fields[f"days_{step.code}"] = IntegerField(_sl("Days"), checks, default=abs(step.offset_days))
        fields[f"on_{step.code}"] = BooleanField(KIND_LABELS[step.kind], default=step.is_active)
    return type("ScheduleForm", (Form,), fields)()


def lines_of(form, schedule) -> list[ScheduleLine]:
    """The lines of the page, in the order of the schedule."""
    return [
        ScheduleLine(
            step=step, days=form[f"days_{step.code}"], is_on=form[f"on_{step.code}"], title=KIND_LABELS[step.kind],
            audience=AUDIENCE_LABELS[step.audience], unit=_unit(step), default=_default(step),
        )
        for step in schedule
    ]  # fmt: skip


def _unit(step: Step) -> str:
    if _is_before(step):
        return _s("days before %(date)s", date=ANCHOR_LABELS[step.anchor])
    return _s("days after %(date)s", date=ANCHOR_LABELS[step.anchor])


def _default(step: Step) -> str:
    days = abs(_DEFAULTS[step.code].offset_days)
    return ngettext_s("our default: %(num)s day", "our default: %(num)s days", days)


def values_of(form, schedule) -> dict[str, tuple[int, bool]]:
    """What was filled in, as (offset in days, on) by step code."""
    return {
        step.code: (
            -form[f"days_{step.code}"].data if _is_before(step) else form[f"days_{step.code}"].data,
            form[f"on_{step.code}"].data,
        )
        for step in schedule
    }
