"""Which goal of the municipality something serves: a field of every form that makes a measure (V2)."""

from uuid import UUID

from wtforms import ValidationError

from allemed import clock
from allemed.catalogue.forms.season import register_goals
from allemed.commitments.queries import list_goals
from allemed.config import settings
from allemed.forms import Form, ListField
from allemed.locales import _s, _sl


def goal_choices() -> list[tuple[str, str]]:
    """Goals that are not over, each with the decision behind it."""
    today = clock.today(settings().zone)
    return [
        (str(one.id), f"{one.name} · {one.decision}" if one.decision else one.name)
        for one in list_goals()
        if one.ends_on is None or one.ends_on >= today
    ]


class ServesPart(Form):
    """The part of a form: nothing is planned by the municipality without saying which decision it serves."""

    serves = ListField(_sl("Which goal does it serve?"), coerce=str)

    def offer_goals(self, *, is_asked: bool, chosen: UUID | None = None) -> None:
        """`is_asked`: the municipality makes it. `chosen`: a goal that was said already, also when it is over by now."""
        if not is_asked:
            del self.serves
            return
        goals = goal_choices()
        if chosen is not None and str(chosen) not in dict(goals):
            goals += [(str(one.id), one.name) for one in list_goals() if one.id == chosen]
        self.serves.choices = [("", "–"), *goals]
        if self.serves.raw_data is None:
            self.serves.data = str(chosen or "")

    def validate_serves(self, field) -> None:
        if not field.data:
            raise ValidationError(_s("Choose the goal this serves. If it is missing, write the goal first."))

    def serves_columns(self) -> dict[str, UUID]:
        return {"serves_id": UUID(self.serves.data)} if "serves" in self else {}


register_goals(goal_choices)
