"""A group as a service of the Human Services Data Specification 3.0 (docs.openreferral.org)."""

from uuid import UUID, uuid5

from allemed.catalogue.rules import GenderGroup
from allemed.open_data.rules.groups import PublicGroup, PublicPlace, PublicTime
from allemed.open_data.rules.publisher import Publisher, web_address

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/"
OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
_KINDS = UUID("6f2b6a3c-1d0e-4d57-9c55-0a1b8f0f6d11")  # the name space of our kinds
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FOR = {GenderGroup.ALL: "", GenderGroup.GIRLS: "For girls", GenderGroup.BOYS: "For boys"}


def listed_service(group: PublicGroup, by: Publisher) -> dict:
    """The service as a list shows it: what there is one of. When and by whom it was checked is `assured_date`."""
    told: dict = {
        "id": str(group.id),
        "organization_id": str(group.association_id),
        "name": group.name,
        "description": _description(group),
        "url": by.page_of(group.id),
        "status": "active",
        "fees_description": _fees(group, by),
        "eligibility_description": _FOR[group.gender_group],
        "minimum_age": group.youngest,
        "maximum_age": group.oldest,
        "assured_date": group.confirmed_on.isoformat() if group.confirmed_on else "",
        "last_modified": group.updated_at.isoformat(timespec="seconds"),
        "organization": _organization(group, by),
    }
    return {name: value for name, value in told.items() if value != ""}


def full_service(group: PublicGroup, by: Publisher) -> dict:
    """The service with times, place, languages and cost."""
    told = listed_service(group, by) | {
        "organization": _organization(group, by) | {"organization_identifiers": _identifiers(group, by)},
        "schedules": [_schedule(one, group, by) for one in group.times],
        "languages": [
            {"id": _part(group.id, f"language {code}"), "service_id": str(group.id), "code": code}
            for code in group.languages
        ],
        "attributes": [_kind(group)],
    }
    if group.place:
        told["service_at_locations"] = [_at(group.place, group)]
    if group.cost_per_half_year is not None:
        told["cost_options"] = [
            {
                "id": _part(group.id, "half a year"),
                "service_id": str(group.id),
                "option": "half a year",
                "currency": by.currency,
                "amount": float(group.cost_per_half_year),
            }
        ]
    return told


def page_of_services(contents: list[dict], *, page: int, size: int, total: int) -> dict:
    """One page of a list, as the specification's API describes it."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _part(of: UUID, name: str) -> str:
    """An id for something that has none with us; the same every time."""
    return str(uuid5(of, name))


def _description(group: PublicGroup) -> str:
    room = "" if group.free is None else f" Open spots: {group.free}."
    return f"{group.kind.replace('_', ' ').capitalize()} for children aged {group.youngest} to {group.oldest}.{room}"


def _fees(group: PublicGroup, by: Publisher) -> str:
    if group.cost_per_half_year is None:
        return ""
    return "Free" if group.is_free else f"{group.cost_per_half_year:.0f} {by.currency} for half a year"


def _organization(group: PublicGroup, by: Publisher) -> dict:
    told: dict = {
        "id": str(group.association_id),
        "name": group.association,
        "description": f"{group.association}, {by.municipality}",
    }
    if address := web_address(group.website):
        told["website"] = address
    return told


def _identifiers(group: PublicGroup, by: Publisher) -> list[dict]:
    if not group.organisation_number:
        return []
    return [
        {
            "id": _part(group.association_id, "organisation number"),
            "organization_id": str(group.association_id),
            "identifier_scheme": by.register,
            "identifier_type": "organisation number",
            "identifier": group.organisation_number,
        }
    ]


def _schedule(time: PublicTime, group: PublicGroup, by: Publisher) -> dict:
    """Without `timezone`, which is a fixed number of hours there: these times move with summer time."""
    return {
        "id": str(time.id),
        "service_id": str(group.id),
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": _DAYS[time.weekday],
        "opens_at": f"{time.starts:%H:%M}",
        "closes_at": f"{time.ends:%H:%M}",
        "notes": f"Local time in {by.zone}",
    }


def _kind(group: PublicGroup) -> dict:
    term = str(uuid5(_KINDS, group.kind))
    name = group.kind.replace("_", " ")
    return {
        "id": _part(group.id, "kind"),
        "link_id": str(group.id),
        "link_entity": "service",
        "taxonomy_term_id": term,
        "taxonomy_term": {"id": term, "code": group.kind, "name": name, "description": name, "taxonomy": "ALLEMED"},
    }


def _at(place: PublicPlace, group: PublicGroup) -> dict:
    location: dict = {"id": str(place.id), "location_type": "physical", "name": place.name}
    if place.latitude is not None and place.longitude is not None:
        location |= {"latitude": place.latitude, "longitude": place.longitude}
    return {
        "id": _part(group.id, f"at {place.id}"),
        "service_id": str(group.id),
        "location_id": str(place.id),
        "location": location,
    }
