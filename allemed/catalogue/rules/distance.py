"""How long a walk is, from two positions."""

import re
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

_EARTH_RADIUS_M = 6_371_000
_DETOUR = 1.3  # our default: streets are longer than the straight line
_METRES_PER_MINUTE = 75  # our default: a child walking
_METRES_PER_DEGREE = 111_195


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees."""

    latitude: float
    longitude: float


def metres_between(one: Point, other: Point) -> float:
    """Straight distance over ground (haversine formula)."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half_lat, half_lon = (lat2 - lat1) / 2, radians(other.longitude - one.longitude) / 2
    a = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(min(1.0, a)))


_DEGREES = re.compile(r"mlat=(-?\d{1,2}\.\d+)&mlon=(-?\d{1,3}\.\d+)|(-?\d{1,2}\.\d{2,})\s*[,;/ ]\s*(-?\d{1,3}\.\d{2,})")


def read_point(text: str) -> Point | None:
    """The position in what somebody copied from a map: "59.0512, 5.6203", or a link to one. None if there is none."""
    if found := _DEGREES.search(text):
        latitude, longitude = (float(number) for number in found.groups() if number)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return Point(latitude, longitude)
    return None


def walking_minutes(one: Point | None, other: Point | None) -> int | None:
    """Whole minutes on foot, at least 1; None when a position is unknown."""
    if one is None or other is None:
        return None
    return max(1, ceil(metres_between(one, other) * _DETOUR / _METRES_PER_MINUTE))


def walking_box(centre: Point, minutes: int) -> tuple[float, float]:
    """Degrees of latitude and of longitude that a walk of `minutes` reaches from `centre`."""
    degrees = minutes * _METRES_PER_MINUTE / _DETOUR / _METRES_PER_DEGREE
    return degrees, degrees / max(0.01, cos(radians(centre.latitude)))
