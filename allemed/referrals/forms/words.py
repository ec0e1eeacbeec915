"""How the codes of interest and of partners are called."""

from allemed.catalogue.rules import KINDS
from allemed.catalogue.rules.kinds import COMMON
from allemed.families.rules import UNASKED_KINDS
from allemed.locales import _l, _sl, language
from allemed.referrals.models import LocalKind
from allemed.referrals.queries import KindRow
from allemed.referrals.rules import (
    AgreedHow,
    HandOverField,
    PartnerKind,
    PersonKind,
    Progress,
    ReferralSource,
    ReferralState,
    WishPart,
)
from allemed.vocabulary import KIND_LABELS

HOW_LABELS = {AgreedHow.SPOKEN: _sl("Yes, spoken"), AgreedHow.WRITTEN: _sl("Yes, in writing")}
PROGRESS_LABELS = {
    Progress.RECEIVED: _sl("Received"),
    Progress.IN_CONTACT: _sl("In contact"),
    Progress.IN_ACTIVITY: _sl("In an activity"),
}
SOURCE_LABELS = {
    ReferralSource.PARTNER: _sl("Sent on"),
    ReferralSource.PUBLIC: _sl("From the public page"),
    ReferralSource.FAMILY: _sl("From the family's own page"),
    ReferralSource.WISH: _sl("Wish from the public page"),
}
STATE_LABELS = {
    ReferralState.NEW: _sl("New"),
    ReferralState.CONTACTED: _sl("In contact"),
    ReferralState.CLOSED: _sl("Done"),
}
PARTNER_LABELS = {
    PartnerKind.SCHOOL: _sl("School"),
    PartnerKind.WELFARE_OFFICE: _sl("Welfare office"),
    PartnerKind.REFUGEE_SERVICE: _sl("Settlement service"),
    PartnerKind.HEALTH_CENTRE: _sl("Health centre"),
    PartnerKind.CHILD_WELFARE: _sl("Child welfare service"),
    PartnerKind.ADULT_LEARNING: _sl("Adult learning"),
    PartnerKind.VOLUNTEER_CENTRE: _sl("Volunteer centre"),
    PartnerKind.OTHER: _sl("Another service"),
}
FIELD_LABELS = {
    HandOverField.SCHOOL: _sl("School"),
    HandOverField.CLASS_LEVEL: _sl("Class"),
    HandOverField.WISH: _sl("What the child wants, in pictures"),
    HandOverField.DAYS: _sl("Days possible"),
    HandOverField.PLAN: _sl("The last day of a plan with the family"),
}
PERSON_LABELS = {PersonKind.LINK: _sl("Link person"), PersonKind.SUBSTITUTE: _sl("Substitute")}
PART_LABELS = {
    "": _l("It does not matter"),
    WishPart.AFTER_SCHOOL: _l("Right after school"),
    WishPart.EVENING: _l("In the evening"),
}
PICTURES = {code: KIND_LABELS[code] for code in KINDS if code not in UNASKED_KINDS}
COMMON_FIRST = {code: PICTURES[code] for code in dict.fromkeys((*COMMON, *PICTURES))}


def kind_name(kind: LocalKind | KindRow) -> str:
    """What a kind of the municipality's own is called: in the reader's language, else in the municipality's."""
    return kind.names.get(language().code) or kind.name
