"""A very small municipality for the whole loop: its people, a school, a wall to climb, and two other groups."""

import email
import email.policy
import re
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from allemed import clock
from allemed.access.rules import Role
from allemed.catalogue.rules import PlaceKind
from allemed.commitments.actions import refresh
from allemed.database import db
from allemed.delivery.worker import Worker
from allemed.followup.notices import tell_due
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity, make_place
from tests.factories.referrals import make_partner

ZONE = ZoneInfo("Europe/Oslo")
THURSDAY = 3
CLUB, RIVAL, SCHOOL, WALL = "Fjordvik klatreklubb", "Fjordvik IL", "Fjordvik skule", "Klatrehallen"
CHILD, MOTHER, GROUP = "Yasmin", "Amal", "Klatring 2016"
PHONE_NUMBER, OWN_WORDS = "91234567", "heilt til toppen"
UNSAID = (CHILD, MOTHER, GROUP, CLUB)
CLUB_EMAIL, TEACHER_EMAIL = "ola@example.org", "turid@example.org"


def it_is(text: str) -> None:
    """Stop the clock at a moment on the wall in the municipality: "2026-09-07 09:00"."""
    clock.freeze(datetime.fromisoformat(text).replace(tzinfo=ZONE))


def fill() -> None:
    """One coordinator, one school that sends families on, one club without groups, and two groups of another club."""
    it_is("2026-09-07 08:00")
    school = make_place(SCHOOL, PlaceKind.SCHOOL, latitude=58.700, longitude=5.700)
    wall = make_place(WALL, PlaceKind.VENUE, latitude=58.706, longitude=5.700)
    make_user(Role.COORDINATOR, name="Kari Nordbø", email="kari@example.org")
    partner = make_partner(name=SCHOOL, place_id=school.id)
    make_user(Role.PARTNER, name="Turid", email=TEACHER_EMAIL, partner_id=partner.id)
    make_association(name=CLUB)
    rival = make_association(name=RIVAL)
    evening = [(THURSDAY, time(18), time(19, 30))]
    make_activity(rival, name="Fotball 10 år", place_id=wall.id, sessions=evening)
    make_activity(
        rival, name="Klatring ungdom", kind="climbing", birth_year_from=2013, birth_year_to=2015, sessions=evening
    )


def work(town) -> None:
    """What the worker does while nobody looks: the questions of the day, and all messages that are due."""
    with town.app.app_context():
        worker = Worker((tell_due, refresh))
        worker.start_the_day_when_due()
        while worker.send_due():
            pass
        db.session.remove()


def links_mailed_to(town, address: str, path: str) -> list[str]:
    """The links that came to `path` in new mails to somebody, once the worker has sent what is due.

    No mail says a name, a group or an activity: mails travel far.
    """
    work(town)
    links = []
    for file in sorted((Path(town.app.instance_path) / "mail").glob("*.eml")):
        letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        text = letter.get_content()
        assert not any(word in text for word in UNSAID)
        if letter["To"] == address:
            links += [link for link in re.findall(r"http://\S+", text) if path in link]
            file.unlink()
    return links
