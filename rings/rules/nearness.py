"""How far it is from one place to another, and how long the way takes: by the centres of municipalities."""

from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0
# A road is about a third longer than the crow's way; country roads are driven at about 50 km/h.
ROAD_FACTOR = 1.3
ROAD_KM_PER_HOUR = 50
# Of two villages of one municipality we know only that they are two.
BETWEEN_VILLAGES_KM = 10.0


@dataclass(frozen=True)
class Place:
    """Where somebody lives or something happens: WGS84 degrees of the municipality's centre, and the village."""

    municipality_id: int
    latitude: float
    longitude: float
    village: str = ""


def km_between(one: Place, other: Place) -> float:
    """Return the kilometres as the crow flies; within a municipality 0, or 10 between two named villages."""
    if one.municipality_id != other.municipality_id:
        return _haversine(one, other)
    villages = {place.village.strip().casefold() for place in (one, other)} - {""}
    return BETWEEN_VILLAGES_KM if len(villages) > 1 else 0.0


def travel_minutes(one: Place | None, other: Place | None) -> int:
    """Return how many minutes the way takes by road, rounded up; a call (no place) is made from anywhere."""
    if one is None or other is None:
        return 0
    return ceil(km_between(one, other) * ROAD_FACTOR / ROAD_KM_PER_HOUR * 60)


def _haversine(one: Place, other: Place) -> float:
    """Return the great-circle distance in kilometres."""
    north, south = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
