"""What is set up here, as a file holds it: no ids, no names of people, no association, no family."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from allemed.commitments.queries import list_own_lines
from allemed.database import db
from allemed.followup.queries import list_steps
from allemed.gatherings.models import DugnadTheme
from allemed.passing_on.rules import Item, Part
from allemed.referrals.models import LocalKind
from allemed.referrals.queries.routines import find_routine
from allemed.referrals.rules import PartnerKind
from allemed.support.queries import list_schemes

FEE_FIELDS = (
    "name", "applicants", "covers", "amount", "period", "is_card", "answer_days", "link", "valid_from", "valid_until",
)  # fmt: skip


def plain(value: Any) -> Any:
    """As JSON has it: amounts and days as text, codes as words."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _commitments() -> list[Item]:
    return [
        {"texts": dict(one.texts), "level": str(one.level), "evidence": plain(one.evidence), "due_rule": one.due_rule}
        for one in list_own_lines()
    ]  # fmt: skip


def _fee_schemes() -> list[Item]:
    return [{name: plain(getattr(one, name)) for name in FEE_FIELDS} for one in list_schemes()]


def _themes() -> list[Item]:
    rows = db.session.scalars(select(DugnadTheme).order_by(DugnadTheme.code))
    return [
        {
            "code": one.code, "titles": dict(one.titles), "questions": dict(one.questions), "is_hidden": one.is_hidden,
        }
        for one in rows
    ]  # fmt: skip


def _kinds() -> list[Item]:
    ours = set(PartnerKind)
    rows = db.session.scalars(select(LocalKind).order_by(LocalKind.code))
    return [
        {
            "code": one.code if one.code in ours else "", "name": "" if one.code in ours else one.name,
            "names": {} if one.code in ours else dict(one.names), "fields": plain(one.fields), "text": one.text,
        }
        for one in rows
        if one.is_active
    ]  # fmt: skip


def _routine() -> list[Item]:
    routine = find_routine()
    return [{"text": routine.text}] if routine else []


def _schedule() -> list[Item]:
    """Only what the municipality has changed."""
    rows = sorted(list_steps(), key=lambda one: one.code)
    return [{"code": one.code, "days": one.offset_days, "is_on": one.is_active} for one in rows]


_READERS: dict[Part, Callable[[], list[Item]]] = {
    Part.COMMITMENTS: _commitments, Part.FEE_SCHEMES: _fee_schemes, Part.THEMES: _themes, Part.KINDS: _kinds,
    Part.ROUTINE: _routine, Part.SCHEDULE: _schedule,
}  # fmt: skip


def read_set_up() -> dict[Part, list[Item]]:
    """Every part, in its order."""
    return {part: _READERS[part]() for part in Part}
