"""Looking with other wishes: what stands in the address, and the two small posts that keep something."""

from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from allemed.forms import Form
from allemed.intake.models import Conversation
from allemed.intake.rules import MOST_KINDS, time_choices
from allemed.locales import _sl
from allemed.matching.queries import Tried
from allemed.matching.rules import MATTERS, STEPS, Matters
from allemed.vocabulary import KIND_LABELS

MATTERS_LABELS = {
    "near": (_sl("Near"), "person-simple-walk"),
    "after_school": (_sl("Right after school"), "student"),
    "friend": (_sl("With a friend or sibling"), "users"),
    "free": (_sl("Free of charge"), "coins"),
}
STEP_LABELS = (_sl("Does not matter"), _sl("As usual"), _sl("Matters"), _sl("Matters most"))
WALKS = (10, 15, 20, 30, 45, 60)


@dataclass(frozen=True)
class Looked:
    """What the page looks with: priorities, and wishes as said or as tried."""

    matters: Matters
    tried: Tried | None
    kinds: tuple[str, ...]
    times: frozenset[str]
    walk: int | None


def read_try(sent: MultiDict, conversation: Conversation | None, saved: Matters) -> Looked:
    """From the address; what makes no sense there is left out, so any address gives a page."""
    known = conversation or Conversation()
    said = Looked(saved, None, tuple(known.kinds or ()), frozenset(known.times or ()), known.max_walk_minutes)
    if not sent.get("try"):
        return said
    matters = Matters(**{name: _step(sent.get(name), getattr(saved, name)) for name in MATTERS})
    kinds = tuple(dict.fromkeys(code for code in sent.getlist("kinds") if code in KIND_LABELS))[:MOST_KINDS]
    kinds = tuple(sorted(kinds, key=lambda code: said.kinds.index(code) if code in said.kinds else MOST_KINDS))
    times = frozenset(sent.getlist("times")) & frozenset(time_choices())
    walk = sent.get("walk", type=int)
    walk = walk if walk in WALKS or walk == said.walk else None
    tried = Tried(
        kinds if kinds != said.kinds else None, tuple(sorted(times)) if times != said.times else None,
        walk if walk != said.walk else None,
    )  # fmt: skip
    return Looked(matters, tried if tried != Tried() else None, kinds, times, walk)


def _step(text: str | None, usual: int) -> int:
    return int(text) if text in {str(step) for step in STEPS} else usual


class MattersForm(Form):
    """The four steps, as they stand on the page."""

    near = IntegerField(validators=[InputRequired(), NumberRange(min=STEPS[0], max=STEPS[-1])])
    after_school = IntegerField(validators=[InputRequired(), NumberRange(min=STEPS[0], max=STEPS[-1])])
    friend = IntegerField(validators=[InputRequired(), NumberRange(min=STEPS[0], max=STEPS[-1])])
    free = IntegerField(validators=[InputRequired(), NumberRange(min=STEPS[0], max=STEPS[-1])])

    def matters(self) -> Matters:
        return Matters(**{name: self[name].data for name in MATTERS})


class _Id(HiddenField):
    """The id of a row; None for what is none."""

    def process_formdata(self, values):
        try:
            self.data = UUID(values[0]) if values else None
        except ValueError:
            self.data = None


class CompanionForm(Form):
    """Another child, and that both families have said yes (siblings need no such yes)."""

    other_id = _Id()
    both_said_yes = BooleanField()
    forget = BooleanField()
