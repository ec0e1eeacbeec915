"""Grants of the demo and their commitments, some in each status."""

from datetime import timedelta
from decimal import Decimal

from allemed.associations.models import Association
from allemed.commitments.models import Commitment, Delivery, Grant, GrantScheme, SchemeLine
from allemed.commitments.rules import STARTER_SET, Anchors, CommitmentStatus, Evidence, find_line, first_due, parse_due
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.demo.words import STAFF, SURNAMES

S = CommitmentStatus
MORE = ("C05", "C10", "C14", "C17")
SHARES = {S.NOT_STARTED: 4, S.IN_PROGRESS: 2, S.DELIVERED: 3, S.ACCEPTED: 6, S.DUE_AGAIN: 2, S.NOT_RELEVANT: 1, S.EXEMPT: 1}
AGREED = (S.IN_PROGRESS, S.DELIVERED, S.ACCEPTED, S.DUE_AGAIN)


def build(rows: Rows, town: Town) -> None:
    """Two schemes; about two in three associations get a grant from one of them."""
    small = _scheme(rows, "Driftstilskot til lag og foreiningar", tuple(STARTER_SET))
    large = _scheme(rows, "Tilskudd til inkluderende aktivitet", tuple(dict.fromkeys([*STARTER_SET, *MORE])))
    for number, club in enumerate(rows.of(Association)):
        if number % 3 != 2:
            _grant(rows, town, club, (small, large)[number % 2], early=number == 0)


def _scheme(rows: Rows, name: str, codes: tuple[str, ...]) -> tuple[dict, tuple[str, ...]]:
    scheme = rows.add(GrantScheme, name=name, valid_from=rows.day(-700), valid_to=None)
    for code in codes:
        line = find_line(code)
        rows.add(
            SchemeLine, scheme_id=scheme["id"], code=code, level=line.level, evidence=list(line.evidence), due_rule=line.due_text("NO")
        )
    return scheme, codes


def _grant(rows: Rows, town: Town, club: dict, scheme: tuple[dict, tuple[str, ...]], early: bool) -> None:
    decided = rows.day(-rows.random.randint(20, 330))
    grant = rows.add(
        Grant, association_id=club["id"], scheme_id=scheme[0]["id"], year=decided.year, amount=Decimal(rows.random.randrange(8, 160) * 500),
        decided_on=decided, season_starts_on=decided.replace(month=8, day=15), annual_meeting_on=decided.replace(month=3, day=10),
        created_at=rows.ago((rows.today - decided).days),
    )  # fmt: skip
    for code in scheme[1]:
        _commitment(rows, town, grant, code)


def _commitment(rows: Rows, town: Town, grant: dict, code: str) -> None:
    line = find_line(code)
    rule = line.due_text("NO")
    anchors = Anchors(grant["decided_on"], grant["season_starts_on"], grant["annual_meeting_on"])
    due_on = first_due(parse_due(rule), anchors)
    status = rows.random.choices(list(SHARES), list(SHARES.values()))[0]
    if status in (S.NOT_STARTED, S.IN_PROGRESS) and due_on and rows.chance(0.5):
        due_on = rows.day(rows.random.choice((-12, -3, 1, 6, 13, 30)))
    if status == S.ACCEPTED:
        due_on = rows.day(rows.random.randint(30, 300))
    name = f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}"
    commitment = rows.add(
        Commitment, grant_id=grant["id"], association_id=grant["association_id"], code=code, texts=dict(line.texts), level=line.level,
        evidence=list(line.evidence), due_rule=rule, due_on=due_on, status=status, status_since=rows.ago(rows.random.randint(1, 60)),
        agreed_by_id=None, agreed_by_name=name if status in AGREED else "", agreed_at=rows.ago(20) if status in AGREED else None,
        exempt_until=rows.day(60) if status == S.EXEMPT else None,
        not_relevant_reason="Laget har bare voksne trenere uten ansvar for barn" if status == S.NOT_RELEVANT else "", reminded_on=None,
        version=1,
    )  # fmt: skip
    if status in (S.DELIVERED, S.ACCEPTED) and line.evidence[0] != Evidence.AUTO:
        _delivery(rows, town, commitment, name)


def _delivery(rows: Rows, town: Town, commitment: dict, name: str) -> None:
    accepted = commitment["status"] == S.ACCEPTED
    evidence = Evidence(commitment["evidence"][0])
    rows.add(
        Delivery, commitment_id=commitment["id"], due_on=commitment["due_on"], evidence=evidence,
        stated_by="" if commitment["code"] == "C05" else name,
        stated_on=rows.day(-12), checked_count=8 if commitment["code"] == "C05" else None,
        remaining_count=1 if commitment["code"] == "C05" else None,
        link="https://example.org/inkluderingsplan" if evidence == Evidence.DOCUMENT else "",
        report="Vi tok imot fire nye barn. Sko var vanskelegast." if evidence == Evidence.REPORT else "", delivered_at=rows.ago(12),
        delivered_by=None, reviewed_at=rows.ago(12) + timedelta(days=3) if accepted else None,
        reviewed_by=town.coordinator["id"] if accepted else None, is_accepted=True if accepted else None, answer="",
    )  # fmt: skip
