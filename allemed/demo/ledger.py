"""Last year's grants under the version of then, goals of the municipality, and what was learned: for the council."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from allemed.commitments.models import Commitment, CouncilNote, Delivery, Goal, Grant, GrantScheme, SchemeLine
from allemed.commitments.rules import CommitmentStatus, Evidence, find_line, is_seen, ways_to_send
from allemed.demo.rows import Rows

GOALS = (
    ("Alle barn med i minst én fast fritidsaktivitet", "Kommunestyret, sak 14", ("C01", "C03", "C06", "C11", "C13")),
    ("Økonomi skal ikke hindre noen", "Kommunestyret, sak 14", ("C01", "C07", "C10", "C17")),
    ("Trygge voksne rundt barna", "Utvalg for oppvekst, sak 31", ("C03", "C05", "C14")),
)
HELPED = (
    "Kontaktpersonen i laget tok imot på første trening.\nUtstyrssentralen hadde sko og ski i rett størrelse.\n"
    "Prøvetid uten betaling gjorde ja-et lettere."
)
LEARNED = "Vi må spørre tidligere om skyss. Svar fra lagene kommer raskest på SMS."
LEARNED_THEN = "Foreldrene trengte prisen før de kunne si ja. Nå skal alle kostnader stå på sida."


def build(rows: Rows) -> None:
    """The schemes' earlier versions with a grant for every second club that has one now; goals; notes."""
    year = rows.today.year
    for scheme in list(rows.of(GrantScheme)):
        _earlier(rows, scheme, year - 1)
    for name, decision, codes in GOALS:
        rows.add(
            Goal, name=name, decision=f"{decision}/{year - 1}", starts_on=date(year - 1, 1, 1),
            ends_on=date(year + 2, 12, 31), codes=codes, version=1,
        )  # fmt: skip
    rows.add(CouncilNote, year=year - 1, helped="", learned=LEARNED_THEN, version=1)
    rows.add(CouncilNote, year=year, helped=HELPED, learned=LEARNED, version=1)


def _earlier(rows: Rows, scheme: dict, year: int) -> None:
    """The version of last year: it did not ask for fresh spots, and asked for a trial period as a voluntary promise."""
    first = scheme["valid_from"]
    scheme["valid_from"] = date(year, 7, 1)
    earlier = rows.add(
        GrantScheme, series_id=scheme["series_id"], name=scheme["name"], valid_from=first, valid_to=date(year, 6, 30),
        version=1,
    )  # fmt: skip
    lines = []
    for line in [one for one in rows.of(SchemeLine) if one["scheme_id"] == scheme["id"] and one["code"] != "C11"]:
        level = "voluntary" if line["code"] == "C06" else line["level"]
        values = {key: value for key, value in line.items() if key != "id"} | {"level": level}
        lines.append(rows.add(SchemeLine, **values | {"scheme_id": earlier["id"]}))
    clubs = [one["association_id"] for one in rows.of(Grant) if one["scheme_id"] == scheme["id"]][2::2]
    for club in clubs:
        _grant(rows, club, earlier, lines, date(year, 4, 20))


def _grant(rows: Rows, club, scheme: dict, lines: list[dict], decided: date) -> None:
    grant = rows.add(
        Grant, association_id=club, scheme_id=scheme["id"], year=decided.year, amount=Decimal(rows.random.randrange(8, 120) * 500),
        decided_on=decided, season_starts_on=decided.replace(month=8, day=15), annual_meeting_on=decided.replace(month=3, day=10),
        created_at=_at(decided), version=1,
    )  # fmt: skip
    for line in lines:
        known = find_line(line["code"])
        is_kept = rows.chance(0.7)
        shown = Evidence.AUTO if is_seen(known.code, known.evidence) else ways_to_send(known.code, known.evidence)[0]
        done = decided + timedelta(days=120)
        commitment = rows.add(
            Commitment, grant_id=grant["id"], association_id=club, code=known.code, texts=dict(known.texts), level=line["level"],
            evidence=list(line["evidence"]), due_rule=line["due_rule"], due_on=None, status_since=_at(done),
            status=CommitmentStatus.FOLLOWED, agreed_by_id=None, agreed_by_name="Turid Åsland",
            agreed_at=_at(decided), exempt_until=None, not_relevant_reason="", reminded_on=None, called_on=None, need="", kept_on=done if is_kept else None,
            kept_due_on=done if is_kept else None, kept_by=shown if is_kept else "", version=1,
        )  # fmt: skip
        if is_kept:
            _kept(rows, commitment, shown, done)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def _kept(rows: Rows, commitment: dict, shown: Evidence, done: date) -> None:
    numbers = commitment["code"] == "C05"
    said = shown == Evidence.STATEMENT and not numbers
    rows.add(
        Delivery, commitment_id=commitment["id"], due_on=commitment["kept_due_on"], evidence=shown,
        stated_by="Turid Åsland" if said else "", stated_on=done if said or numbers else None, checked_count=8 if numbers else None,
        remaining_count=0 if numbers else None, link="https://example.org/inkluderingsplan" if shown == Evidence.DOCUMENT else "",
        report="Vi tok imot tre nye barn." if shown == Evidence.REPORT else "", delivered_at=_at(done),
        delivered_by=None, reviewed_at=_at(done), reviewed_by=None, is_accepted=True, answer="",
    )  # fmt: skip
