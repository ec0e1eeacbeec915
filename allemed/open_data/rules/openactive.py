"""A group as a SessionSeries of the OpenActive Modelling Specification 2.0 (openactive.io/modelling-opportunity-data).

How many spots are open has no field of its own there: it belongs to single sessions. So it stands in the description.
"""

from allemed.catalogue.rules import GenderGroup
from allemed.open_data.rules.groups import PublicGroup, PublicPlace, PublicTime
from allemed.open_data.rules.publisher import DAYS, Publisher, web_address

LIST = "https://openactive.io/activity-list"
KIND = "SessionSeries"

# Our kinds that the OpenActive Activity List has a concept for. It is a list of physical activities: a kind without one
# is told in the other two formats.
CONCEPTS = {
    "american_football": ("9caeb442-2834-4859-b660-9172ed61ee71", "American Football"),
    "athletics": ("4d280e1b-a370-4582-ab4d-442b2eeaf5d4", "Athletics"),
    "badminton": ("c0360db0-a817-4bae-9167-40f89b49fc9e", "Badminton"),
    "basketball": ("e09776e6-f1b4-421b-b667-5c5913cf97aa", "Basketball"),
    "bowling": ("1caf9e44-b0b0-43ed-82e3-066f45637d07", "Ten-Pin Bowling"),
    "boxing": ("d4417bb3-383f-489b-b0c7-731b82f3b220", "Boxing"),
    "camping": ("8f458c98-5303-41c6-93ec-8f9f7daec8d3", "Camping"),
    "choir": ("e2b21a40-66a4-42bb-a24f-3638cc356299", "Singing"),
    "climbing": ("d09970bc-e11c-40cc-a594-38e4ff32d611", "Climbing"),
    "cycling": ("4a19873e-118e-43f4-b86e-05acba8fb1de", "Cycling"),
    "dance": ("6ca15167-51da-4d91-a1ae-8a45dc47b0ea", "Dance"),
    "diving": ("aafbe00d-e03e-4e5d-9612-c53c8b332d94", "Diving"),
    "fishing": ("72d19892-5f55-4e9c-87b0-a5433baa49c8", "Angling"),
    "fitness": ("08d9368c-6c6c-44a3-84ef-a42ed00d529a", "Gym Workout"),
    "floorball": ("c76018ee-50a6-42b3-b0dd-a9efb56ae7ab", "Floorball"),
    "football": ("0a5f732d-e806-4e51-ad40-0a7de0239c8c", "Football"),
    "garden": ("5b880e93-4a16-4c37-86ac-ba2ffba68358", "Gardening"),
    "golf": ("7ae6067a-07f7-4aea-9e1f-eeeea5ae9047", "Golf"),
    "gymnastics": ("f6ccded0-2666-4a51-88a4-ed6905bb4313", "Gymnastics"),
    "handball": ("14232d6d-5e9d-493d-b4a9-ce2061b79ba5", "Handball"),
    "ice_hockey": ("d82e1366-afab-4c87-b94e-6b5372733b13", "Ice Hockey"),
    "martial_arts": ("2330f2d4-d0dc-4231-8dd9-07d37a452228", "Martial Arts"),
    "open_sports": ("26a7b902-1ddd-46fd-9371-853e414c9eb3", "Multisports"),
    "outdoor": ("619f374a-c1b6-48d2-aabe-a01b6dedb9fd", "Hiking"),
    "riding": ("45a372d9-baca-4f6c-859f-04de3efae742", "Equestrian"),
    "rowing": ("d2733a1c-662c-427a-a270-400171c07320", "Rowing"),
    "sailing": ("6bb8b844-df3e-4cae-bf5f-3e129c6b1a9d", "Sailing"),
    "skateboard": ("50feff1b-790f-4f0f-9c07-0314557897c4", "Skateboarding"),
    "skating": ("0b276929-8b33-4807-9f5e-687c8bb2c2f9", "Ice Skating"),
    "skiing": ("3a25e627-27b4-4f2b-ae93-4caf8278b02c", "Skiing"),
    "snowboard": ("7baa967e-87db-4346-84f8-5045ed49fd6a", "Snowboarding"),
    "swimming": ("2750229d-b725-4171-9276-376be913957c", "Swimming"),
    "table_tennis": ("1a05993d-b206-4efe-85da-646fa340bdf4", "Table Tennis"),
    "tennis": ("f2ea7405-6098-4378-b0fe-4e398a659fc4", "Tennis"),
    "theatre": ("cf9ff8b8-7a15-48d3-8536-1d17e70345a7", "Acting"),
    "volleyball": ("065c8564-144a-4833-b95a-db8550e6ac86", "Volleyball"),
    "yoga": ("bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e", "Yoga"),
}
_FOR = {
    GenderGroup.ALL: "https://openactive.io/NoRestriction",
    GenderGroup.GIRLS: "https://openactive.io/FemaleOnly",
    GenderGroup.BOYS: "https://openactive.io/MaleOnly",
}


def session_series(group: PublicGroup, by: Publisher) -> dict:
    """The `data` of a feed's item. The ages are always told: a series without them is taken to be for adults only."""
    key, label = CONCEPTS[group.kind]
    told = {
        "@context": "https://openactive.io/",
        "@type": KIND,
        "@id": by.page_of(group.id),
        "url": by.page_of(group.id),
        "name": _plain(group.name),
        "activity": [{"@type": "Concept", "@id": f"{LIST}#{key}", "prefLabel": label, "inScheme": LIST}],
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
