"""Input and words of rounds and open wishes."""

from uuid import UUID

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import Optional

from allemed.formatting import weekday_name
from allemed.forms import Form, VersionField
from allemed.locales import _s, _sl
from allemed.rounds.models import OpenWish
from allemed.rounds.rules.open_wishes import ages_of
from allemed.rounds.rules.stages import Stage
from allemed.vocabulary import KIND_LABELS

STAGE_LABELS = {
    Stage.WAITING: _sl("Begins in a moment"),
    Stage.STATING: _sl("Looking at what fits whom"),
    Stage.PLACING: _sl("Giving as many children as possible a place"),
    Stage.FITTING: _sl("Finding the best fit for them"),
    Stage.DONE: _sl("Planned"),
    Stage.FAILED: _sl("The planning failed"),
}
LIST_LABELS = {
    "open": _sl("To decide"),
    "without": _sl("Without a place"),
    "by_hand": _sl("Moved by hand"),
    "sent": _sl("Families asked"),
}
REASON_LABELS = {
    "": _sl("The groups that fit are full"),
    "too_far": _sl("The groups of this age are too far on foot"),
    "times_do_not_fit": _sl("No group meets on a day the family can"),
    "not_girls_only": _sl("No group for girls only has room"),
    "other_gender_group": _sl("Only groups for the other sex have room"),
    "not_confirmed": _sl("Open places have not been confirmed lately"),
    "no_group_of_this_age": _sl("No group for this age has room"),
}
OTHER_REASON = _sl("No group fits")
PROBLEM_LABELS = {
    "taken": _sl("This could not be proposed: the place is taken, or it no longer fits."),
    "on_the_way": _sl("The child is on its way there already."),
}


def say_reason(code: str) -> str:
    """Why a child has no place."""
    return str(REASON_LABELS.get(code, OTHER_REASON))


def say_wish(wish: OpenWish, year: int) -> str:
    """A wish without whose it is: "Dance or choir, 9–10 years, Tuesday, girls only"."""
    kinds = _s(" or ").join(str(KIND_LABELS[kind]) for kind in wish.kinds if kind in KIND_LABELS)
    youngest, oldest = ages_of(wish.birth_year_from, wish.birth_year_to, year)
    said = [kinds, _s("%(ages)s years", ages=f"{youngest}–{oldest}")]
    if wish.days:
        said.append(", ".join(weekday_name(int(day), "abbreviated") for day in wish.days))
    if wish.is_girls_only:
        said.append(_s("for girls only"))
    return " · ".join(said)


class _Ids(SelectMultipleField):
    """Ids of rows; those that are none are left out."""

    def process_formdata(self, values):
        self.data = [one for value in values if (one := _uuid(value))]

    def pre_validate(self, form):
        return


class _Id(HiddenField):
    """The id of a row; of several the one that is filled in (a button beside an empty hidden field)."""

    def process_formdata(self, values):
        self.data = next((one for value in values if (one := _uuid(value))), None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class SendForm(Form):
    """The ticked lines, or the one whose button was pressed."""

    lines = _Ids(validators=[Optional()])
    only = _Id()

    def chosen(self) -> list[UUID]:
        return [self.only.data] if self.only.data else list(self.lines.data or ())


class MoveLineForm(Form):
    """To which group; empty: to none."""

    version = VersionField()
    to = _Id()


class AnswerWishForm(Form):
    """`yes`: there is room, or there could be."""

    answer = HiddenField()
