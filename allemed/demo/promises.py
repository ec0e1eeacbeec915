"""Grants of the demo and their commitments, some in each status, with the dates that the rules give."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from allemed.associations.models import Association, ContactKind, ContactPerson
from allemed.catalogue.models import Activity, Place
from allemed.commitments.models import Commitment, Delivery, Grant, GrantScheme, SchemeLine
from allemed.commitments.rules import (
    DUE_AGAIN_DAYS,
    STARTER_SET,
    Anchors,
    CatalogueLine,
    CommitmentStatus,
    Evidence,
    find_line,
    first_due,
    is_seen,
    next_due,
    parse_due,
    ways_to_send,
)  # fmt: skip
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.demo.words import STAFF, SURNAMES
from allemed.vocabulary import BORROW_LABELS

S = CommitmentStatus
MORE = ("C02", "C10", "C14", "C16", "C17", "C18")
BY_EVENTS = ("C14", "C16", "C18")  # kept by what happened, which the rows of the demo decide
KEPT, OPEN, LATE, SENT, BACK, EXEMPT, ASIDE = "kept", "open", "late", "sent", "back", "exempt", "aside"
SHARES = {KEPT: 11, OPEN: 5, LATE: 1, SENT: 2, BACK: 1, EXEMPT: 1, ASIDE: 1}
SEEN_SHARES = {KEPT: 8, OPEN: 2, EXEMPT: 1}
FIRST = {"C01": KEPT, "C03": KEPT, "C05": LATE, "C06": KEPT, "C07": BACK, "C11": OPEN, "C13": KEPT, "C20": OPEN}
COUNTRY = "NO"


def build(rows: Rows, town: Town) -> None:
    """Two schemes; about two in three associations get a grant from one of them."""
    red = _really_red(rows)
    small = _scheme(rows, "Driftstilskot til lag og foreiningar", STARTER_SET)
    large = _scheme(rows, "Tilskudd til inkluderende aktivitet", (*STARTER_SET, *MORE))
    for number, club in enumerate(rows.of(Association)):
        if number % 3 != 2:
            _grant(rows, town, club, small if number % 2 == 0 and number else large, red, early=number == 0)


def _really_red(rows: Rows) -> set[tuple[UUID, str]]:
    """Associations and codes that ALLEMED would see as not kept, so that the demo doesn't claim otherwise."""
    flags = ("accepts_leisure_card", "accepts_leisure_fund", "accepts_companion_card")
    substitutes = {one["association_id"] for one in rows.of(ContactPerson) if one["kind"] == ContactKind.SUBSTITUTE}
    red = {(club["id"], "C07") for club in rows.of(Association) if not all(club[flag] for flag in flags)}
    red |= {(club["id"], "C03") for club in rows.of(Association) if club["id"] not in substitutes}
    red |= {(club["id"], code) for club in rows.of(Association) for code in BY_EVENTS}
    lent = {code for place in rows.of(Place) for code in place["lends"]}
    return red | {(one["association_id"], code) for one in rows.of(Activity) for code in _red_of_group(one, lent)}


def _red_of_group(group: dict, lent: set[str]) -> list[str]:
    """What ALLEMED would see missing of one group: tries, costs and tasks shown, equipment to borrow."""
    shown = group["cost_per_half_year"] is not None and group["parent_tasks"]
    asked = {code for code in group["bring"] if code in BORROW_LABELS} - set(group["borrow"]) - lent
    return [code for code, bad in (("C06", group["trial_times"] < 3), ("C10", not shown), ("C17", asked)) if bad]


def _scheme(rows: Rows, name: str, codes: tuple[str, ...]) -> tuple[dict, tuple[str, ...]]:
    scheme = rows.add(
        GrantScheme, series_id=rows.new_id(), name=name, valid_from=rows.day(-700), valid_to=None, version=1
    )
    for code in codes:
        line = find_line(code)
        rows.add(
            SchemeLine, scheme_id=scheme["id"], code=code, level=line.level, evidence=list(line.evidence),
            due_rule=line.due_text(COUNTRY), version=1,
        )  # fmt: skip
    return scheme, codes


def _grant(
    rows: Rows, town: Town, club: dict, scheme: tuple[dict, tuple[str, ...]], red: set[tuple[UUID, str]], early: bool
) -> None:
    decided = rows.day(-36 if early else -rows.random.randint(20, 330))
    grant = rows.add(
        Grant, association_id=club["id"], scheme_id=scheme[0]["id"], year=decided.year, amount=Decimal(rows.random.randrange(8, 160) * 500),
        decided_on=decided, season_starts_on=decided.replace(month=8, day=15), annual_meeting_on=decided.replace(month=3, day=10),
        created_at=rows.ago((rows.today - decided).days), version=1,
    )  # fmt: skip
    is_agreed = early or rows.chance(0.85)
    name = f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}"
    for code in scheme[1]:
        line = find_line(code)
        shares = SEEN_SHARES if is_seen(code, line.evidence) else SHARES
        kind = rows.random.choices(list(shares), list(shares.values()))[0]
        kind = FIRST.get(code, OPEN) if early else kind if is_agreed else OPEN
        shown = Evidence.AUTO if is_seen(code, line.evidence) else ways_to_send(code, line.evidence)[0]
        if kind == KEPT and (club["id"], code) in red:
            shown = line.evidence[-1]
            kind = OPEN if shown == Evidence.AUTO else KEPT
        _commitment(rows, town, grant, line, kind, name if is_agreed else "", shown)


def _dates(rows: Rows, grant: dict, line: CatalogueLine) -> tuple[date | None, date | None]:
    """The last due date that has passed, and the one to come; each None where there is none."""
    rules = line.due_rules(COUNTRY)
    anchors = Anchors(grant["decided_on"], grant["season_starts_on"], grant["annual_meeting_on"])
    past, coming = None, first_due(rules, anchors)
    while coming is not None and coming < rows.today:
        past, coming = coming, next_due(rules, anchors, coming)
    return past, coming


def _commitment(
    rows: Rows, town: Town, grant: dict, line: CatalogueLine, kind: str, name: str, shown: Evidence
) -> None:
    past, coming = _dates(rows, grant, line)
    rule = line.due_text(COUNTRY)
    due_on, kept_due_on = coming, past
    if kind == LATE or (coming is None and kind != KEPT):
        due_on, kept_due_on = past or coming, None
    if kind == KEPT and past is None and coming is not None:  # kept early
        anchors = Anchors(grant["decided_on"], grant["season_starts_on"], grant["annual_meeting_on"])
        due_on, kept_due_on = next_due(parse_due(rule), anchors, coming), coming
    if kind == EXEMPT:
        due_on = rows.day(60 + DUE_AGAIN_DAYS)
    status = _status(kind, due_on, rows.today, bool(name))
    is_kept = kind == KEPT
    commitment = rows.add(
        Commitment, grant_id=grant["id"], association_id=grant["association_id"], code=line.code, texts=dict(line.texts),
        level=line.level, evidence=list(line.evidence), due_rule=rule, due_on=due_on, status=status,
        status_since=rows.ago(rows.random.randint(1, 60)), agreed_by_id=None, agreed_by_name=name,
        agreed_at=rows.ago(18) if name else None, exempt_until=rows.day(60) if kind == EXEMPT else None,
        not_relevant_reason="Laget har bare voksne utøvere i denne gruppen" if kind == ASIDE else "", reminded_on=None, called_on=None,
        need="", kept_on=rows.day(-9) if is_kept else None, kept_due_on=kept_due_on if is_kept else None,
        kept_by=shown if is_kept else "", version=1,
    )  # fmt: skip
    if kind in (KEPT, SENT, BACK):
        _delivery(rows, town, commitment, kind, name)


def _status(kind: str, due_on: date | None, today: date, is_agreed: bool) -> CommitmentStatus:
    if kind == KEPT:
        soon = due_on is not None and due_on <= today + timedelta(days=DUE_AGAIN_DAYS)
        return S.DUE_AGAIN if soon else S.ACCEPTED
    fixed = {SENT: S.DELIVERED, EXEMPT: S.EXEMPT, ASIDE: S.NOT_RELEVANT}
    return fixed.get(kind, S.IN_PROGRESS if is_agreed else S.NOT_STARTED)


def _delivery(rows: Rows, town: Town, commitment: dict, kind: str, name: str) -> None:
    """Of certificates only a date and two numbers; what the system saw is accepted at once."""
    code, seen = commitment["code"], commitment["kept_by"] == Evidence.AUTO
    evidence = Evidence.AUTO if seen else ways_to_send(code, commitment["evidence"])[0]
    numbers, said = code == "C05", evidence == Evidence.STATEMENT and code != "C05"
    rows.add(
        Delivery, commitment_id=commitment["id"], due_on=commitment["kept_due_on"] or commitment["due_on"], evidence=evidence,
        stated_by=name if said else "", stated_on=rows.day(-12) if said or numbers else None, checked_count=8 if numbers else None,
        remaining_count=1 if numbers else None, link="https://example.org/inkluderingsplan" if evidence == Evidence.DOCUMENT else "",
        report="Vi tok imot fire nye barn. Sko var vanskelegast." if evidence == Evidence.REPORT else "", delivered_at=rows.ago(12),
        delivered_by=None, reviewed_at=None if kind == SENT else rows.ago(9), reviewed_by=None if kind == SENT or seen else town.coordinator["id"],
        is_accepted={KEPT: True, BACK: False}.get(kind), answer=_answer(kind, numbers),
    )  # fmt: skip


def _answer(kind: str, numbers: bool) -> str:
    if kind != BACK:
        return ""
    return "remaining" if numbers else "Fint! Skriv gjerne også om ledsagerbeviset, så er alt på plass."
