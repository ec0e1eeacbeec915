"""Calls for grants in the demo: one that was answered, one that waits for decisions, one that is open."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from allemed.applications.models import GrantApplication, GrantCall, GrantDecision
from allemed.applications.rules import ApplicationState
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.catalogue.models import Activity
from allemed.commitments.models import Grant, GrantScheme
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.demo.words import STAFF, SURNAMES

S, CLUB = ApplicationState, AssociationKind.ASSOCIATION
ABOUT = (
    "Penger til det som gjør at flere barn kan være med: utstyr til utlån, en trener til, lavere kontingent.\n"
    "Skriv kort. To-tre setninger er nok."
)
COMPLAINT = (
    "Er dere ikke enige, kan dere klage. Skriv til postmottak@example.org innen tre uker etter at dere fikk svaret."
)
ASK = "Kari Nordbø, 51 00 00 00"
PURPOSES = (
    "Vi kjøper sko og leggskinn til utlån, og holder kontingenten lav i høst.",
    "En trener til på mandager, så vi kan ta imot ti barn fra ventelista.",
    "Leie av hall én time ekstra i uka, og felles skyss til kamper.",
    "Instrumenter til utlån, så ingen må kjøpe før de vet at de vil fortsette.",
)
REASONS = (
    "Summen rekker ikke til alle. Utstyr til utlån gikk foran.",
    "Vi gir til utstyret. Hall-leia dekkes av en annen ordning.",
)
NO = "Søknaden gjelder drift av voksenlag. Denne ordninga er for barn og unge."


def build(rows: Rows, town: Town) -> None:
    """The association one looks around as has an answer from last time, and has not written anything for the next."""
    small, large, *_earlier = rows.of(GrantScheme)
    first = town.associations[0]
    given = next(one for one in rows.of(Grant) if one["association_id"] == first["id"])
    year = given["year"]
    answered = _call(rows, large, year, -110, -75, Decimal(400_000), None)
    lately = [
        one for one in rows.of(Grant)
        if one["scheme_id"] == large["id"] and one["year"] == year and one["decided_on"] >= rows.day(-65)
    ]  # fmt: skip
    for number, grant in enumerate(lately[:6]):
        _awarded(rows, answered, grant, number)
    for club in _without(rows, large, year)[:1]:
        _declined(rows, answered, club)
    waiting = _call(rows, small, year + 1, -40, -4, Decimal(250_000), Decimal(60_000))
    _all(rows, waiting, _without(rows, small, year + 1), (S.DECLINED, *(S.SENT,) * 5, S.PASSED))
    coming = _call(rows, large, year + 1, -6, 15, Decimal(400_000), Decimal(80_000))
    states = (S.SENT, S.DRAFT, S.SENT, S.PASSED, S.WITHDRAWN)
    _all(rows, coming, _without(rows, large, year + 1)[3:], states)


def _all(rows: Rows, call: dict, clubs: list[dict], states: Sequence[ApplicationState]) -> None:
    """One application in each state, as far as there are clubs; a no is decided and not told yet."""
    for number, (club, state) in enumerate(zip(clubs, states, strict=False)):
        if state is S.DECLINED:
            _declined(rows, call, club, is_told=False)
        else:
            _application(rows, call, club, state, number)


def _without(rows: Rows, scheme: dict, year: int) -> list[dict]:
    """Associations, the first one left out, that have no grant of this scheme and year."""
    versions = {one["id"] for one in rows.of(GrantScheme) if one["series_id"] == scheme["series_id"]}
    have = {one["association_id"] for one in rows.of(Grant) if one["scheme_id"] in versions and one["year"] == year}
    clubs = [one for one in rows.of(Association)[1:] if one.get("kind", CLUB) == CLUB]
    return [one for one in clubs if one["id"] not in have]


def _call(rows: Rows, scheme: dict, year: int, first: int, last: int, total: Decimal, most: Decimal | None) -> dict:
    return rows.add(
        GrantCall, scheme_id=scheme["id"], year=year, opens_on=rows.day(first), closes_on=rows.day(last), about=ABOUT,
        ask=ASK, complaint=COMPLAINT, total=total, most=most, closed_at=None, closed_because="",
        opening_told_at=_at(rows.day(first)), closing_told_at=_at(rows.day(last - 3)) if last < 0 else None,
        created_at=_at(rows.day(first - 5)), version=1,
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def _application(rows: Rows, call: dict, club: dict, state: ApplicationState, number: int, **changes) -> dict:
    sent = state in (S.SENT, S.AWARDED, S.DECLINED)
    said = state is not S.PASSED
    groups = [str(one["id"]) for one in rows.of(Activity) if one["association_id"] == club["id"]][:2]
    values = {
        "call_id": call["id"], "association_id": club["id"], "state": state, "state_since": rows.ago(5),
        "amount": Decimal(rows.random.randrange(8, 30) * 2000) if said else None,
        "purpose": PURPOSES[number % len(PURPOSES)] if said else "",
        "children_count": rows.random.randrange(8, 60) if said else None, "groups": groups if said else [], "link": "",
        "applicant_name": f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}" if said else "",
        "written_by_id": None, "sent_at": rows.ago(5) if sent else None, "grant_id": None, "version": 1,
    }  # fmt: skip
    return rows.add(GrantApplication, **values | changes)


def _decision(rows: Rows, application: dict, decided_on: date, **values) -> None:
    rows.add(
        GrantDecision, application_id=application["id"], number=1, decided_on=decided_on,
        decided_by="Utvalg for kultur og oppvekst", reference=f"sak {decided_on.year % 100}/{decided_on.month + 10}",
        noted_at=_at(decided_on), noted_by_id=None, **values,
    )  # fmt: skip


def _awarded(rows: Rows, call: dict, grant: dict, number: int) -> None:
    club = next(one for one in rows.of(Association) if one["id"] == grant["association_id"])
    part = number % 2 == 0
    asked = grant["amount"] + (Decimal(12_000) if part else 0)
    decided = grant["decided_on"]
    application = _application(
        rows, call, club, S.AWARDED, number, amount=asked, grant_id=grant["id"], sent_at=_at(rows.day(-80)),
        state_since=_at(decided),
    )  # fmt: skip
    _decision(
        rows, application, decided, is_award=True, amount=grant["amount"],
        reason=REASONS[number // 2 % len(REASONS)] if part else "", answered_at=_at(decided),
    )  # fmt: skip


def _declined(rows: Rows, call: dict, club: dict, is_told: bool = True) -> None:
    decided = rows.day(-50) if is_told else rows.day(-1)
    application = _application(
        rows, call, club, S.DECLINED, 1, state_since=_at(decided), sent_at=rows.ago(80 if is_told else 9)
    )
    answered_at = _at(decided) if is_told else None
    _decision(rows, application, decided, is_award=False, amount=None, reason=NO, answered_at=answered_at)
