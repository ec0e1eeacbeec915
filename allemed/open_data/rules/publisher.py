"""What holds for everything that one municipality publishes."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from allemed.open_data.rules.groups import PublicPlace

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Publisher:
    """`home`: the address of this instance without a slash at its end. `register`: whose organisation numbers these
    are, as org-id.guide calls it."""

    home: str
    municipality: str
    country: str
    zone: str
    currency: str
    register: str

    def page_of(self, group_id: UUID) -> str:
        """The group's page for people."""
        return f"{self.home}/activities/{group_id}"

    def id_of(self, thing_id: UUID) -> str:
        """An address that names something which has no page of its own."""
        return f"{self.home}/open-data/#{thing_id}"

    def place(self, place: PublicPlace | None) -> dict:
        """A Place of schema.org. A group without one is somewhere in the municipality."""
        told: dict = {
            "@type": "Place",
            "name": place.name if place else self.municipality,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": self.municipality,
                "addressCountry": self.country,
            },
        }
        if place and place.latitude is not None and place.longitude is not None:
            told["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        return told


def web_address(text: str) -> str:
    """`text` if it is the address of a web page, else "": what an association wrote may be anything."""
    parts = urlsplit(text.strip()) if text.isascii() and " " not in text.strip() else None
    return text.strip() if parts and parts.scheme in ("http", "https") and parts.hostname else ""
