"""A phone that is told of something, and what it reads."""

import json

from allemed.delivery import actions
from allemed.delivery.rules import Topic
from tests.conftest import NOW


def tell(phone, topic=Topic.PROPOSAL, path="/proposals/1"):
    (message,) = actions.tell(phone.user, topic, path, now=NOW)
    return message


def read(phone, request):
    return json.loads(phone.read(request[2]))
