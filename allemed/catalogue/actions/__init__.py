"""What changes in the catalogue: groups are posted, again and for the first time; spots confirmed, taken, given back."""

from allemed.catalogue.actions.groups import change_activity, facts_of, post_activity, save_place
from allemed.catalogue.actions.questions import (
    AnsweredAlready,
    answer_all_open,
    answer_question,
    ask_about,
    forget_old_questions,
    make_spot_link,
)
from allemed.catalogue.actions.seasons import (
    Again,
    NoSessionThen,
    cancel_session,
    close_pilot,
    confirm_offers,
    hold_after_all,
    post_again,
    suggested_left_out,
)
from allemed.catalogue.actions.spots import (
    NoSpotLeft,
    SpotsChanged,
    close_spot,
    confirm_spot,
    give_back_spot,
    hold_spot,
    reopen_spot,
    take_spot,
)

__all__ = [
    "Again",
    "AnsweredAlready",
    "NoSessionThen",
    "NoSpotLeft",
    "SpotsChanged",
    "answer_all_open",
    "answer_question",
    "ask_about",
    "cancel_session",
    "change_activity",
    "close_pilot",
    "close_spot",
    "confirm_offers",
    "confirm_spot",
    "facts_of",
    "forget_old_questions",
    "give_back_spot",
    "hold_after_all",
    "hold_spot",
    "make_spot_link",
    "post_activity",
    "post_again",
    "reopen_spot",
    "save_place",
    "suggested_left_out",
    "take_spot",
]
