"""The usual schemes of each country as a beginning. Amounts stand only where the country sets them."""

from datetime import date
from decimal import Decimal
from typing import Any

from allemed.support.rules.codes import Applicant, Covers, Period

_ALL = [Covers.FEE, Covers.EQUIPMENT, Covers.TRAVEL, Covers.CAMP]
_OPEN: dict[str, Any] = {"amount": None, "is_card": False, "answer_days": None, "valid_from": None, "valid_until": None}

# Norway: schemes of municipalities, each with rules of its own. https://www.bufdir.no/tilskudd/fritidskasser/
# Sweden: Fritidskortet, 8–16 years, 500 kr a year (2 000 kr with housing allowance the year before), used by
# 30 November. https://www.fritidskortet.se
STARTERS: dict[str, list[dict[str, Any]]] = {
    "NO": [
        _OPEN | {
            "name": "Fritidskasse", "applicants": [Applicant.MUNICIPALITY, Applicant.ASSOCIATION], "covers": _ALL,
            "period": Period.HALF_YEAR, "answer_days": 14, "link": "https://www.bufdir.no/tilskudd/fritidskasser/",
        },
        _OPEN | {
            "name": "Fritidskort", "applicants": [Applicant.FAMILY, Applicant.MUNICIPALITY], "covers": [Covers.FEE],
            "period": Period.HALF_YEAR, "is_card": True, "link": "",
        },
    ],
    "SE": [
        _OPEN | {
            "name": "Fritidskortet", "applicants": [Applicant.FAMILY], "covers": [Covers.FEE], "amount": Decimal(500),
            "period": Period.YEAR, "is_card": True, "link": "https://www.fritidskortet.se",
            "valid_from": date(2025, 9, 15),
        },
        _OPEN | {
            "name": "Fond för fritid", "applicants": [Applicant.MUNICIPALITY, Applicant.ASSOCIATION], "covers": _ALL,
            "period": Period.HALF_YEAR, "link": "",
        },
    ],
}  # fmt: skip
