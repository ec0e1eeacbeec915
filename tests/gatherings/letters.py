"""What tests of invitations by mail do again and again."""

import email
from datetime import UTC, datetime
from email import policy

from sqlalchemy import select

from allemed.database import db
from allemed.delivery.worker import Worker
from allemed.gatherings import queries
from allemed.gatherings.models import Invitation
from allemed.gatherings.rules.addresses import Reach

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
LIST = "Anne Helse <anne@example.org>; Jon Lie <jon@example.org>\nUngdomsrådet"


def add(post, here, people=LIST, **changes):
    data = {"sector": "parents", "people": people, "language": ""} | changes
    return post("gatherings.invite_people", data=data, status=303, **here)


def send(post, here):
    post("gatherings.send_invitations", status=303, **here)
    while Worker().send_due():
        pass


def letters(mail_server):
    return [email.message_from_bytes(content, policy=policy.default) for _to, content in mail_server.mails]


def calendar_of(letter):
    (part,) = letter.iter_attachments()
    return part, part.get_content().encode() if isinstance(part.get_content(), str) else part.get_content()


def words_of(letter) -> str:
    return letter.get_body().get_content()


def invited() -> list[Invitation]:
    db.session.expire_all()
    return list(db.session.scalars(select(Invitation)))


def reach_of(gathering_id) -> list[Reach]:
    db.session.expire_all()
    return [one.reach for one in queries.letters.list_reach(queries.events.get_gathering(gathering_id))]


def edited(gathering, **changes) -> dict:
    form = {
        "title": gathering.title, "goal": gathering.goal, "held_on": f"{gathering.held_on}", "starts": "18:00",
        "sheet": "club", "association": "", "place": str(gathering.place_id or ""), "themes": gathering.themes,
        "serves": str(gathering.serves_id), "version": gathering.version,
    }  # fmt: skip
    return form | changes
