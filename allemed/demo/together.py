"""What associations need, what helped others, dugnads and meetings of the demo, last year's and the coming ones."""

from datetime import time
from typing import Any

from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.commitments.models import Goal
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.gatherings.actions.planning import SECTOR_OF
from allemed.gatherings.models import AgendaItem, AgreedAction, ContactCard, Gathering, Invitation, NetworkMember
from allemed.gatherings.rules import ActionStatus, Answer, GatheringKind, Sector, Sheet
from allemed.needs.models import Need, SolutionNote
from allemed.needs.rules import NeedKind, NeedStatus, NoteState
from allemed.referrals.models import Partner

K, S, A = GatheringKind, Sector, ActionStatus
NEEDS = (
    (0, 1, NeedKind.EQUIPMENT, "Ti par innesko i str. 34–38", NeedStatus.ON_IT, "Eg har spurt BUA. Svar kjem i veka."),
    (4, 2, NeedKind.INTERPRETER, "Foreldremøte på arabisk i januar", NeedStatus.NEW, ""),
    (
        7,
        12,
        NeedKind.TRANSPORT,
        "Skyss til kampar utanfor kommunen",
        NeedStatus.SOLVED,
        "Minibussen på skulen kan lånast på laurdagar.",
    ),
)
NOTES = (
    (NeedKind.TRANSPORT, "Et barn rakk ikke fram til starten.", "Vi flyttet gruppa tretti minutter. Tre andre ble også glade."),
    (NeedKind.EQUIPMENT, "Ingen turte å spørre om lånesko.", "Vi satte kassen med sko midt på gulvet, til alle."),
    (NeedKind.INTERPRETER, "Meldinger ble ikke lest.", "Vi sender bilde av stedet, klokka og et tall. Ingen lange tekster."),
)  # fmt: skip
LAST_YEAR = (
    ("Byttekasse for sko i hallen", A.DONE, "42 par har fått nye føter."),
    ("En fast vert ved døra i alle grupper", A.DONE, "Ni av tolv grupper har en vert."),
    ("Felles buss til svømmehallen", A.DOING, ""),
)
CARDS = (
    (S.HEALTH_CENTRE, "Helsestasjonen i Fjordvik", "Anne Helle", "Helsesykepleier", "Barn som ikke vil i gymmen"),
    (S.SCHOOL, "FAU på Fjordvik skule", "Samira Haugen", "Leiar i FAU", "Korleis foreldre får vite ting"),
    (S.YOUTH, "Ungdomsrådet", "Jonas Vik", "Ungdomsrådet", "Kvifor vi sluttar"),
)


OTHERS = ((S.BUSINESS, "Fjordvik sport"), (S.YOUTH, "Ungdomsrådet"), (S.KINDERGARTEN, "Solsida barnehage"))
COMES = (
    ("Turid Åsland", "Kjenner dei nye elevane"), ("Jon Lie", "Startsamtalar"), ("Mette Dahl", "Introduksjonsprogrammet"),
    ("Anne Helle", "Treffer dei minste"), ("Ola Berge", "Barneidrett"), (None, "Korps og kor"), ("Berit Moe", "Utstyr til lån"),
    ("Jonas Vik", "Kva ungdom vil"), ("Siri Lunde", "Foreldre med små barn"),
)  # fmt: skip


def build(rows: Rows, town: Town) -> None:
    _needs(rows, town)
    last = _gathering(rows, K.DUGNAD, "ALLEMED-dugnad i Fjordvik", -350, time(18), 180, sheet=Sheet.MUNICIPAL,
                      themes=["equipment", "first_session"], ended_at=rows.ago(350), next_on=rows.day(30))  # fmt: skip
    for number, (title, status, result) in enumerate(LAST_YEAR):
        _action(rows, last, title, status, result, town.associations[number % 2]["id"] if number else None)
    coming = _gathering(rows, K.DUGNAD, "ALLEMED-dugnad: eitt år etter", 30, time(18), 180, sheet=Sheet.MUNICIPAL,
                        themes=["roll_call", "the_way"], goal="Alle barna på skulen har ein stad å gå.")  # fmt: skip
    _invite(rows, coming, town)
    own = town.associations[0]
    _gathering(rows, K.DUGNAD, "Vår eigen dugnad", 9, time(19), 60, sheet=Sheet.CLUB, association_id=own["id"],
               themes=["first_session"])  # fmt: skip
    boat = _gathering(rows, K.MEETING_PLACE, "I same båt", 16, time(16), 150, hosts="Idrettsrådet og kommunen", goal="Tre timar på fjorden: bli kjende.")  # fmt: skip
    _invite(rows, boat, town)
    _gathering(rows, K.NETWORK, "Nettverk for born og fritid", 5, time(12), 60, hosts="22 aktørar")
    _network(rows, town)
    for title in ("Sommarferien: kven har ope?", "Skyss til hallen på laurdagar"):
        rows.add(AgendaItem, title=title, created_at=rows.ago(12), gathering_id=None)
    _for_everybody(rows)


def _network(rows: Rows, town: Town) -> None:
    """Who meets every month: partners, two associations, and others without a sign-in."""
    known = [{"sector": SECTOR_OF.get(one["kind"], S.OTHER), "partner_id": one["id"]} for one in rows.of(Partner)[:4]]
    known += [{"sector": S.ASSOCIATION, "association_id": one["id"]} for one in town.associations[:2]]
    known += [{"sector": sector, "organisation": name} for sector, name in OTHERS]
    for one, (person, role) in zip(known, COMES, strict=False):
        values = {"association_id": None, "partner_id": None, "organisation": ""} | one
        rows.add(
            NetworkMember, **values, role=role, person=person, person_since=rows.day(-40) if person else None,
            joined_on=rows.day(-300), left_on=None, version=1,
        )  # fmt: skip


def _needs(rows: Rows, town: Town) -> None:
    for club, days, kind, words, status, answer in NEEDS:
        answered = status is not NeedStatus.NEW
        rows.add(
            Need, association_id=town.associations[club]["id"], kind=kind, words=words, status=status, answer=answer,
            owner_id=town.coordinator["id"] if answered else None, answered_at=rows.ago(days / 2) if answered else None,
            created_at=rows.ago(days), created_by=None, status_since=rows.ago(days / 2), version=1,
        )  # fmt: skip
    for number, (kind, difficult, did) in enumerate(NOTES):
        is_new = number == len(NOTES) - 1
        rows.add(
            SolutionNote, association_id=town.associations[number]["id"], written_by=None, kind=kind, difficult=difficult,
            did=did, state=NoteState.WAITING if is_new else NoteState.PUBLISHED, created_at=rows.ago(20),
            published_at=None if is_new else rows.ago(15), version=1,
        )  # fmt: skip


def _gathering(rows: Rows, kind: K, title: str, offset: int, starts: time, minutes: int, **more: Any) -> dict:
    ends = (starts.hour * 60 + starts.minute + minutes) // 60, (starts.minute + minutes) % 60
    values = {
        "sheet": None, "goal": "", "hosts": "", "place_id": rows.of(Place)[0]["id"], "association_id": None, "themes": [],
        "is_public": False, "keywords": [], "gap": "", "next_on": None, "people": {}, "ended_at": None,
        "cancelled_at": None, "created_by": None, "serves_id": None if more.get("association_id") else rows.of(Goal)[0]["id"],
    }  # fmt: skip
    return rows.add(
        Gathering, kind=kind, title=title, held_on=rows.day(offset), starts=starts, ends=time(*ends), version=1,
        created_at=rows.ago(max(20, 20 - offset)), **(values | more),
    )  # fmt: skip


def _action(rows: Rows, gathering: dict, title: str, status: A, result: str, association_id) -> None:
    rows.add(
        AgreedAction, gathering_id=gathering["id"], title=title, theme="equipment", owner_name="Ola Berge",
        owner_organisation="" if association_id else "Fjordvik kommune", owner_association_id=association_id,
        partners="Idrettsrådet", purpose="Ingen blir heime fordi noko manglar", target_group="Barn 6–15 år", period="",
        content=title, serves_id=gathering["serves_id"], due_on=rows.day(-60 if status is A.DONE else 25), need_id=None,
        commitment_code="", status=status, status_since=rows.ago(40), reason="", result=result, is_public=True,
        reminded_on=None, created_at=rows.ago(350), version=1,
    )  # fmt: skip


def _invite(rows: Rows, gathering: dict, town: Town) -> None:
    """The first ten associations, every partner, and three people with contact cards."""
    for number, club in enumerate(town.associations[:10]):
        answer = (None, Answer.YES, Answer.YES, Answer.MAYBE, Answer.NO)[number % 5]
        _invitation(rows, gathering, S.ASSOCIATION, answer, association_id=club["id"])
    for partner in rows.of(Partner)[:4]:
        _invitation(rows, gathering, SECTOR_OF.get(partner["kind"], S.OTHER), Answer.YES, partner_id=partner["id"])
    for sector, organisation, name, work, ask_about in CARDS:
        one = _invitation(rows, gathering, sector, Answer.YES, name=organisation)
        rows.add(
            ContactCard, invitation_id=one["id"], name=name, work=work, ask_about=ask_about, phone=None, picture=None,
            has_picture=False, made_at=rows.ago(3),
        )  # fmt: skip


def _invitation(rows: Rows, gathering: dict, sector: S, answer: Answer | None, **whom: Any) -> dict:
    values = {"association_id": None, "partner_id": None, "name": None} | whom
    return rows.add(
        Invitation, gathering_id=gathering["id"], sector=sector, answer=answer, answered_at=rows.ago(2) if answer else None,
        came=None, created_at=rows.ago(9), **values,
    )  # fmt: skip


def _for_everybody(rows: Rows) -> None:
    """A neighbourhood's year, a guest at a place, somewhere to just come, and something for parents meanwhile."""
    for title, offset in (
        ("Grannelagsfest", 40),
        ("Skøytedag", 75),
        ("Open hall i vinterferien", 96),
        ("Sommarfest", 210),
    ):
        _gathering(
            rows, K.MEETING_PLACE, title, offset, time(12), 180, is_public=True, goal="Alle kan kome. Det er gratis."
        )
    busy = next((one for one in rows.of(WeeklySession)), None)
    if busy is None:
        return
    group = next(one for one in rows.of(Activity) if one["id"] == busy["activity_id"])
    _gathering(
        rows,
        K.VISIT,
        "Jordmor svarer på spørsmål",
        7 + (busy["weekday"] - rows.today.weekday()) % 7,
        busy["starts"],
        60,
        is_public=True,
        place_id=group["place_id"],
    )
    _parents(rows, group, busy)
    for one in rows.of(Activity):
        if one["kind"] in ("open_meeting", "open_sports"):
            one.update(is_drop_in=True, cost_per_half_year=0, trial_times=0)


def _parents(rows: Rows, group: dict, session: dict) -> None:
    """Coffee and language while the children train."""
    moment = rows.ago(4)
    coffee = rows.add(
        Activity, **{
            name: value for name, value in group.items() if name not in ("id", "kind", "name", "birth_year_from", "birth_year_to")
        } | {
            "kind": "language", "name": "Språkkafé for foreldre", "birth_year_from": rows.today.year - 90,
            "birth_year_to": rows.today.year - 18, "bring": ["nothing"], "borrow": [], "parent_tasks": [], "trial_times": 0,
            "is_right_after_school": False, "has_transport_help": False, "cost_per_half_year": 0, "is_drop_in": True, "is_for_parents": True,
            "created_at": moment, "updated_at": moment,
        },
    )  # fmt: skip
    rows.add(
        WeeklySession,
        **{name: value for name, value in session.items() if name not in ("id", "activity_id")},
        activity_id=coffee["id"],
    )
    rows.add(
        Spot, activity_id=coffee["id"], free=20, is_open=True, is_for_referrals=False, confirmed_at=moment, confirmed_by=None, version=1
    )  # fmt: skip
