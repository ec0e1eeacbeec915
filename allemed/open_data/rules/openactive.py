"""A group as a SessionSeries of the OpenActive Modelling Specification 2.0 (openactive.io/modelling-opportunity-data).

How many spots are open has no field of its own there: it belongs to single sessions. So it stands in the description.
"""

from allemed.catalogue.rules import GenderGroup
from allemed.catalogue.rules.openactive import CONCEPTS, SCHEME, concept_of
from allemed.open_data.rules.groups import PublicGroup, PublicPlace, PublicTime
from allemed.open_data.rules.publisher import DAYS, Publisher, web_address

KIND = "SessionSeries"
_FOR = {
    GenderGroup.ALL: "https://openactive.io/NoRestriction",
    GenderGroup.GIRLS: "https://openactive.io/FemaleOnly",
    GenderGroup.BOYS: "https://openactive.io/MaleOnly",
}


def session_series(group: PublicGroup, by: Publisher) -> dict:
    """The `data` of a feed's item. The ages are always told: a series without them is taken to be for adults only."""
    told: dict = {
        "@context": "https://openactive.io/",
        "@type": KIND,
        "@id": by.page_of(group.id),
        "url": by.page_of(group.id),
        "name": _plain(group.name),
        "activity": [_activity(group.kind)],
        "ageRange": {"@type": "QuantitativeValue", "minValue": group.youngest, "maxValue": group.oldest},
        "genderRestriction": _FOR[group.gender_group],
        "organizer": _organizer(group, by),
        "location": _location(group.place, by),
        "eventSchedule": [_schedule(one, by.zone) for one in group.times],
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "offers": [_offer(group, by)],
    }
    if group.is_free:
        told["isAccessibleForFree"] = True
    if group.is_for_beginners:
        told["level"] = ["Beginner"]
    if group.free is not None and group.confirmed_on:
        told["description"] = f"Open spots: {group.free}. Confirmed on {group.confirmed_on.isoformat()}."
    return told


def _plain(text: str) -> str:
    """Without what could be taken for HTML, which the specification forbids."""
    return text.replace("<", "").replace(">", "")


def is_series(group: PublicGroup) -> bool:
    """The specification asks for an activity of the common list, times, and a price; nothing is made up."""
    return group.kind in CONCEPTS and bool(group.times) and group.cost_per_half_year is not None


def _activity(kind: str) -> dict:
    """The concept of a list of physical activities; a kind it does not know is told in the other two formats."""
    return {"@type": "Concept", "@id": concept_of(kind), "prefLabel": CONCEPTS[kind][1], "inScheme": SCHEME}


def _organizer(group: PublicGroup, by: Publisher) -> dict:
    told = {"@type": "Organization", "@id": by.id_of(group.association_id), "name": _plain(group.association)}
    if address := web_address(group.website):
        told["url"] = address
    if group.organisation_number:
        told["identifier"] = group.organisation_number
    return told


def _location(place: PublicPlace | None, by: Publisher) -> dict:
    """Where on the map, else in words: nobody tells us street and postcode of a pitch."""
    if place is None:
        return {"@type": "Place", "name": by.municipality, "address": by.municipality}
    told: dict = {"@type": "Place", "@id": by.id_of(place.id), "name": _plain(place.name)}
    if place.latitude is None or place.longitude is None:
        return told | {"address": f"{_plain(place.name)}, {by.municipality}"}
    return told | {"geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}}


def _schedule(time: PublicTime, zone: str) -> dict:
    return {
        "@type": "PartialSchedule",
        "repeatFrequency": "P1W",
        "byDay": [f"https://schema.org/{DAYS[time.weekday]}"],
        "startTime": f"{time.starts:%H:%M}",
        "endTime": f"{time.ends:%H:%M}",
        "scheduleTimezone": zone,
    }


def _offer(group: PublicGroup, by: Publisher) -> dict:
    price = float(group.cost_per_half_year or 0)
    return {"@type": "Offer", "name": "Half a year", "price": price, "priceCurrency": by.currency}
