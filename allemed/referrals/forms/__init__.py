"""Input of partners, of visitors and families, and of the coordinator's registry."""

from allemed.referrals.forms.partners import EditPartnerForm, KindForm, PartnerForm, PersonForm
from allemed.referrals.forms.sending import (
    AddReferralForm,
    FamilyInterestForm,
    InterestForm,
    ReturnForm,
    WishForm,
    ask_only,
)
from allemed.referrals.forms.words import (
    COMMON_FIRST,
    FIELD_LABELS,
    HOW_LABELS,
    PART_LABELS,
    PARTNER_LABELS,
    PERSON_LABELS,
    PICTURES,
    PROGRESS_LABELS,
    SOURCE_LABELS,
    STATE_LABELS,
)

__all__ = [
    "COMMON_FIRST",
    "FIELD_LABELS",
    "HOW_LABELS",
    "PARTNER_LABELS",
    "PART_LABELS",
    "PERSON_LABELS",
    "PICTURES",
    "PROGRESS_LABELS",
    "SOURCE_LABELS",
    "STATE_LABELS",
    "AddReferralForm",
    "EditPartnerForm",
    "FamilyInterestForm",
    "InterestForm",
    "KindForm",
    "PartnerForm",
    "PersonForm",
    "ReturnForm",
    "WishForm",
    "ask_only",
]
