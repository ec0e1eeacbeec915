"""A group in the words of schema.org, for search engines: it stands in the group's own page."""

from allemed.catalogue.rules import GenderGroup
from allemed.open_data.rules.groups import PublicGroup, PublicTime
from allemed.open_data.rules.publisher import DAYS, Publisher, web_address

_GENDER = {GenderGroup.GIRLS: "female", GenderGroup.BOYS: "male"}


def event_series(group: PublicGroup, by: Publisher) -> dict:
    """JSON-LD of an EventSeries with its weekly times."""
    told: dict = {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "@id": by.page_of(group.id),
        "url": by.page_of(group.id),
        "name": group.name,
        "typicalAgeRange": f"{group.youngest}-{group.oldest}",
        "audience": _audience(group),
        "organizer": _organizer(group),
        "location": by.place(group.place),
        "eventSchedule": [_schedule(one, by.zone) for one in group.times],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
    }
    if group.free is not None:
        told["remainingAttendeeCapacity"] = group.free
    if group.cost_per_half_year is not None:
        told["isAccessibleForFree"] = group.is_free
        told["offers"] = {"@type": "Offer", "price": f"{group.cost_per_half_year:.2f}", "priceCurrency": by.currency}
    return told


def _audience(group: PublicGroup) -> dict:
    told: dict = {"@type": "PeopleAudience", "suggestedMinAge": group.youngest, "suggestedMaxAge": group.oldest}
    if gender := _GENDER.get(group.gender_group):
        told["suggestedGender"] = gender
    return told


def _organizer(group: PublicGroup) -> dict:
    told = {"@type": "Organization", "name": group.association}
    if address := web_address(group.website):
        told["url"] = address
    return told


def _schedule(time: PublicTime, zone: str) -> dict:
    return {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": f"https://schema.org/{DAYS[time.weekday]}",
        "startTime": f"{time.starts:%H:%M}",
        "endTime": f"{time.ends:%H:%M}",
        "scheduleTimezone": zone,
    }
