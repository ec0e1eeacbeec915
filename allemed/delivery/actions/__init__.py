"""Writing to the outbox and noting what became of it; letters to people without a sign-in; who is told what."""

from allemed.delivery.actions.letters import (
    forget_letters_to,
    letter_of,
    stop_letters,
    take_letter_back,
    take_letters_again,
    write_letter,
)
from allemed.delivery.actions.outbox import (
    BadSubscription,
    add_subscription,
    choose_topics,
    end_subscriptions,
    forget_old_messages,
    lease_batch,
    mark_arrived,
    mark_failed,
    mark_sent,
    postpone,
    stop_topic,
    tell,
    tell_all,
    tell_of_link,
)

__all__ = [
    "BadSubscription",
    "add_subscription",
    "choose_topics",
    "end_subscriptions",
    "forget_letters_to",
    "forget_old_messages",
    "lease_batch",
    "letter_of",
    "mark_arrived",
    "mark_failed",
    "mark_sent",
    "postpone",
    "stop_letters",
    "stop_topic",
    "take_letter_back",
    "take_letters_again",
    "tell",
    "tell_all",
    "tell_of_link",
    "write_letter",
]
