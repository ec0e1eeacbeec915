"""A library and a business beside the associations: what they host and lend, and what groups of the demo say of themselves."""

from datetime import date as Date
from datetime import time, timedelta

from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.catalogue.models import Activity, ActivityHost, Spot, WeeklySession
from allemed.catalogue.rules import Holiday
from allemed.demo.rows import Rows
from allemed.demo.seasons import EMPTY
from allemed.demo.town import Town

LIBRARY = ("Fjordvik folkebibliotek", AssociationKind.SERVICE, "bibliotek", "Bøker, leksehjelp og rom for alle", ())
HEALTH = ("Solsida helsestasjon", AssociationKind.SERVICE, "helse", "Helsestasjon for barn og unge", ())
BUSINESS = (
    "Myrdalen sport og sykkel", AssociationKind.BUSINESS, "butikk", "Låner ut brukt utstyr hele året",
    ("football_boots", "shin_guards", "skis", "helmet", "bicycle"),
)  # fmt: skip
HOLIDAYS = (  # the next of them: holiday, first month and day, kind, name
    (Holiday.WINTER, 2, 22, "skiing", "Ski for alle i vinterferien"),
    (Holiday.SUMMER, 6, 28, "sailing", "Sommerskole på sjøen"),
)
OPEN_TO_ALL = ("open_meeting", "homework", "open_sports")


def build(rows: Rows, town: Town) -> None:
    """Called after everything that draws by chance; all older groups stay as they were."""
    library, health, business = (_other(rows, *one) for one in (LIBRARY, HEALTH, BUSINESS))
    running = [one for one in rows.of(Activity) if one["ends_on"] is None or one["ends_on"] >= rows.today]
    open_to_all = [one for one in running if one["kind"] in OPEN_TO_ALL][:5] or running[:2]
    for group in [running[0], *open_to_all]:
        group["is_mixed"] = True
    for group in (one for one in running if one.get("is_for_parents")):
        group.update(is_for_language=True, has_child_care=True)
        _host(rows, group, library)
    _host(rows, open_to_all[0], library)
    _songs(rows, open_to_all[0], library, health)
    _host(rows, _in_the_holiday(rows, running[0]), business)


def _other(rows: Rows, name: str, kind: AssociationKind, category: str, purpose: str, gives: tuple[str, ...]) -> dict:
    return rows.add(
        Association, name=name, kind=kind, gives=list(gives), organisation_number=None, purpose=purpose, category=category,
        age_groups="", address="", postcode="4360", town="Fjordvik", website="", email="", phone="+4751000020" if gives else "",
        accepts_leisure_card=False, accepts_leisure_fund=False, accepts_companion_card=False, is_approved=True,
        is_imported=False, offers_confirmed_at=None, created_at=rows.ago(200), updated_at=rows.ago(30), version=1,
    )  # fmt: skip


def _host(rows: Rows, group: dict, host: dict) -> None:
    rows.add(ActivityHost, activity_id=group["id"], association_id=host["id"])


def _group(rows: Rows, like: dict, days: tuple[int, ...], starts: time, ends: time, **values) -> dict:
    """A free group with open spots at the place of another one; confirmed a while ago, so that it tops no list."""
    free = {
        "bring": ["nothing"],
        "borrow": [],
        "parent_tasks": ["nothing"],
        "welcome": "Alle kan kome.",
        "trial_times": 0,
    }
    free |= dict.fromkeys(("is_right_after_school", "has_transport_help"), False)
    unchanged = {name: value for name, value in like.items() if name != "id"}
    group = rows.add(Activity, **(unchanged | EMPTY | free | {"cost_per_half_year": 0, "gender_group": "all"} | values))
    for day in days:
        rows.add(WeeklySession, activity_id=group["id"], weekday=day, starts=starts, ends=ends)
    rows.add(
        Spot, activity_id=group["id"], free=12, is_open=True, is_for_referrals=False, confirmed_at=rows.ago(22),
        confirmed_by=None, version=1,
    )  # fmt: skip
    return group


def _songs(rows: Rows, like: dict, *hosts: dict) -> None:
    """Songs and rhymes for the smallest, parents along, with library and health centre as hosts."""
    year = rows.today.year
    group = _group(
        rows, like, (3,), time(10), time(11), kind="music", name="Sang og rim", birth_year_from=year - 3,
        birth_year_to=year, is_with_parents=True, is_mixed=True, is_drop_in=True,
    )  # fmt: skip
    for host in hosts:
        _host(rows, group, host)


def _in_the_holiday(rows: Rows, like: dict) -> dict:
    """From Monday to Friday in the next of the holidays."""
    coming = [
        (Date(rows.today.year + later, month, day), holiday, kind, name)
        for later in (0, 1)
        for holiday, month, day, kind, name in HOLIDAYS
    ]
    first, holiday, kind, name = min(one for one in coming if one[0] > rows.today)
    monday = first + timedelta(days=-first.weekday() % 7)
    return _group(
        rows, like, tuple(range(5)), time(9), time(15), kind=kind, name=name, holiday=holiday, starts_on=monday,
        ends_on=monday + timedelta(days=4), left_out=[], is_mixed=True, is_for_beginners=True,
    )  # fmt: skip
