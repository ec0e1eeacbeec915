"""Where an interest came from, and what a partner is told about it."""

from enum import StrEnum


class ReferralSource(StrEnum):
    PARTNER = "partner"
    PUBLIC = "public"
    FAMILY = "family"


class ReferralState(StrEnum):
    NEW = "new"
    CONTACTED = "contacted"
    CLOSED = "closed"


class PartnerKind(StrEnum):
    SCHOOL = "school"
    WELFARE_OFFICE = "welfare_office"
    REFUGEE_SERVICE = "refugee_service"
    HEALTH_CENTRE = "health_centre"
    CHILD_WELFARE = "child_welfare"
    ADULT_LEARNING = "adult_learning"
    VOLUNTEER_CENTRE = "volunteer_centre"


class Progress(StrEnum):
    """The three words a partner sees; nothing tells it that something was declined or has ended."""

    RECEIVED = "received"
    IN_CONTACT = "in_contact"
    IN_ACTIVITY = "in_activity"
