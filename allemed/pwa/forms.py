"""What each role can be told by push, in the words of the page where one chooses."""

from allemed.access.rules import Role
from allemed.delivery.rules import Topic
from allemed.forms import CodesField, Form
from allemed.locales import _l, _sl

TOPICS = {
    Role.FAMILY: {
        Topic.PROPOSAL: _l("Something is proposed"),
        Topic.ANSWER: _l("The club has answered"),
        Topic.FIRST_SESSION: _l("News about the first time"),
        Topic.CANCELLED: _l("A day is cancelled"),
        Topic.MESSAGE: _l("The coordinator has written"),
        Topic.CHECK_IN: _l("A question: how is it going?"),
        Topic.REMINDER: _l("Something waits for you"),
    },
    Role.ASSOCIATION: {
        Topic.REQUEST: _sl("A child would like to come"),
        Topic.FIRST_SESSION: _sl("News about the first time"),
        Topic.ABSENCE: _sl("A child cannot come"),
        Topic.CHECK_IN: _sl("A question: how is it going?"),
        Topic.CANCELLED: _sl("A day is cancelled"),
        Topic.SPOT_STALE: _sl("Is your spot still open?"),
        Topic.COMMITMENT: _sl("Promises that are due"),
        Topic.ANSWER: _sl("The municipality has answered"),
        Topic.REMINDER: _sl("A draft of yours that waits"),
        Topic.NEWS: _sl("Other news"),
    },
    Role.COORDINATOR: {
        Topic.INTEREST: _sl("Somebody asks for contact"),
        Topic.ANSWER: _sl("A family or a club has answered"),
        Topic.MESSAGE: _sl("A family has written"),
        Topic.ABSENCE: _sl("A child cannot come"),
        Topic.CHECK_IN: _sl("Something about how it is going"),
        Topic.COMMITMENT: _sl("Promises that are due"),
        Topic.NEWS: _sl("Other news"),
    },
    Role.PARTNER: {
        Topic.TERM: _sl("Once a term: what became of families you sent on"),
        Topic.CHECK_IN: _sl("A child to ask"),
        Topic.NEWS: _sl("Other news"),
    },
    Role.GUIDE: {
        Topic.REQUEST: _sl("You are asked to come along"),
        Topic.NEWS: _sl("Other news"),
    },
}


class ChooseTopicsForm(Form):
    """Ticked: told."""

    topics = CodesField(_l("What may we tell you?"), labels={})

    def offer(self, role: Role) -> None:
        self.topics.choices = [(str(topic), label) for topic, label in TOPICS[role].items()]
