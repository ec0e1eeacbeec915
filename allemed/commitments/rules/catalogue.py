"""The twenty inclusion commitments as data. A municipality picks some for each grant scheme.

The list, its levels and due rules are our default; many ideas come from published municipal grant rules. The
Nynorsk texts are ours. A promise keeps its text as it stood when it was made, so texts may be changed here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allemed.commitments.rules.due import DueRule, parse_due
from allemed.commitments.rules.texts import TEXTS


class Level(StrEnum):
    CONDITION = "condition"
    EXPECTATION = "expectation"
    VOLUNTARY = "voluntary"


class Evidence(StrEnum):
    AUTO = "auto"  # seen in the system
    STATEMENT = "statement"  # a named person says so, with a date
    DOCUMENT = "document"  # a link, without personal data
    REPORT = "report"  # a few sentences
    VISIT = "visit"  # the coordinator has seen it


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One commitment. `evidence`: what may show it, the usual first. `due_in`: where a country's rule differs."""

    code: str
    level: Level
    evidence: tuple[Evidence, ...]
    due: str
    is_for_sport: bool = False  # only for sports clubs
    due_in: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[str, str]:
        """Language code -> text."""
        return TEXTS[self.code]

    def due_rules(self, country: str) -> tuple[DueRule, ...]:
        """The due rule in a country, by its two letters."""
        return parse_due(self.due_text(country))

    def due_text(self, country: str) -> str:
        """The same in the text form that is stored."""
        return self.due_in.get(country, self.due)


_C, _E, _V = Level.CONDITION, Level.EXPECTATION, Level.VOLUNTARY
_AUTO, _SAID, _DOC, _REPORT = Evidence.AUTO, Evidence.STATEMENT, Evidence.DOCUMENT, Evidence.REPORT


CATALOGUE: tuple[CatalogueLine, ...] = (
    CatalogueLine("C01", _C, (_SAID,), "D+30 yearly"),
    CatalogueLine("C02", _E, (_DOC,), "D+90 every_2_years"),
    CatalogueLine("C03", _C, (_AUTO,), "D+14; S+0 each_season"),
    CatalogueLine("C04", _C, (_SAID,), "D+30 yearly", is_for_sport=True),
    CatalogueLine(
        "C05",
        _C,
        (_SAID,),
        "D+30; S+0 each_season; event+0",
    ),
    CatalogueLine("C06", _E, (_AUTO,), "S+14 each_season"),
    CatalogueLine("C07", _C, (_AUTO, _SAID), "D+30"),
    CatalogueLine("C08", _C, (_AUTO, _REPORT), "S+0 each_season"),
    CatalogueLine("C09", _E, (_AUTO, _SAID), "D+30; event+5"),
    CatalogueLine("C10", _E, (_AUTO,), "S-14 each_season"),
    CatalogueLine("C11", _E, (_AUTO,), "rolling+30"),
    CatalogueLine("C12", _V, (_AUTO,), "S+0 each_season"),
    CatalogueLine("C13", _E, (_AUTO,), "rolling+30"),
    CatalogueLine("C14", _E, (_DOC, _AUTO), "D+60"),
    CatalogueLine("C15", _E, (_REPORT,), "Y+0 yearly"),
    CatalogueLine("C16", _E, (_AUTO,), "Y+0 yearly"),
    CatalogueLine("C17", _E, (_AUTO,), "S-14 each_season"),
    CatalogueLine("C18", _E, (_AUTO,), "event+7"),
    CatalogueLine("C19", _C, (_SAID,), "D+60 yearly"),
    CatalogueLine("C20", _C, (_REPORT,), "Y+31 yearly", due_in={"SE": "A+30 yearly"}),
)
_BY_CODE = {line.code: line for line in CATALOGUE}
STARTER_SET: tuple[str, ...] = ("C01", "C03", "C05", "C06", "C07", "C11", "C13", "C20")  # for a small club


def find_line(code: str) -> CatalogueLine | None:
    """The line with this code, or None."""
    return _BY_CODE.get(code)
