"""Writing referrals and answering them; and the partners that may send families on."""

from allemed.referrals.actions.kinds import KindHasPartners, add_kind, edit_kind, remove_kind
from allemed.referrals.actions.partners import (
    PartnerIsClosed,
    PersonHasEnded,
    SecondLinkPerson,
    add_partner,
    add_person,
    close_partner,
    edit_partner,
    edit_person,
    end_person,
    invite_person,
    reopen_partner,
)
from allemed.referrals.actions.rooms import close_offer, offer_room
from allemed.referrals.actions.routines import count_new_pupils, take_up_routine, write_routine
from allemed.referrals.actions.sending import (
    NoAdultToCall,
    TooManyFromOnePhone,
    add_interest,
    add_interest_of_family,
    add_referral,
    add_wish,
    answer_partner,
    close_referral,
    give_return_code,
    link_child,
    mark_contacted,
    see_to_plan,
)
from allemed.referrals.actions.terms import write_term_messages

__all__ = [
    "KindHasPartners",
    "NoAdultToCall",
    "PartnerIsClosed",
    "PersonHasEnded",
    "SecondLinkPerson",
    "TooManyFromOnePhone",
    "add_interest",
    "add_interest_of_family",
    "add_kind",
    "add_partner",
    "add_person",
    "add_referral",
    "add_wish",
    "answer_partner",
    "close_offer",
    "close_partner",
    "close_referral",
    "count_new_pupils",
    "edit_kind",
    "edit_partner",
    "edit_person",
    "end_person",
    "give_return_code",
    "invite_person",
    "link_child",
    "mark_contacted",
    "offer_room",
    "remove_kind",
    "reopen_partner",
    "see_to_plan",
    "take_up_routine",
    "write_routine",
    "write_term_messages",
]
