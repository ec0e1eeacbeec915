"""The kinds of partner: ours as the municipality has changed them, and its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from allemed.database import db
from allemed.referrals.models import LocalKind, Partner
from allemed.referrals.rules import HAND_OVER, HandOverField, PartnerKind


@dataclass(frozen=True)
class KindRow:
    """A kind as it holds now. `built_in`: one of ours, whose name is translated."""

    code: str
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  # in other languages
    fields: tuple[HandOverField, ...] = ()
    text: str = ""
    is_active: bool = True
    version: int = 0
    built_in: PartnerKind | None = None
    partners: int = 0


def list_kinds() -> list[KindRow]:
    """Ours in our order, then the municipality's own by name. Three queries, however many there are."""
    local = {one.code: one for one in db.session.scalars(select(LocalKind).order_by(LocalKind.name))}
    counts = _count_partners()
    ours = [_row(kind.value, local.pop(kind.value, None), counts) for kind in PartnerKind]
    return ours + [_row(code, one, counts) for code, one in local.items()]


def find_kind(code: str) -> KindRow | None:
    return next((one for one in list_kinds() if one.code == code), None)


def find_local_kind(code: str) -> LocalKind | None:
    return db.session.scalar(select(LocalKind).where(LocalKind.code == code))


def kind_of_partner(partner: Partner | None) -> KindRow:
    """What the form of this partner asks and says."""
    code = partner.kind_code if partner else PartnerKind.OTHER.value
    return _row(code, find_local_kind(code), Counter())


def has_partners(kind_id: UUID) -> bool:
    """Closed ones too: they may be opened again."""
    return db.session.scalar(select(Partner.id).where(Partner.own_kind_id == kind_id).limit(1)) is not None


def _row(code: str, local: LocalKind | None, counts: Counter[str]) -> KindRow:
    built_in = PartnerKind(code) if code in set(PartnerKind) else None
    if local is None:
        return KindRow(code, fields=HAND_OVER[PartnerKind(code)], built_in=built_in, partners=counts[code])
    fields = tuple(one for one in HandOverField if one in local.fields)
    return KindRow(
        code, local.name, local.names, fields, local.text, local.is_active, local.version, built_in, counts[code]
    )


def _count_partners() -> Counter[str]:
    query = select(LocalKind.code, Partner.kind, func.count()).select_from(Partner).outerjoin(Partner.own_kind)
    return Counter(
        {
            own or kind.value: number
            for own, kind, number in db.session.execute(query.group_by(LocalKind.code, Partner.kind))
        }
    )
