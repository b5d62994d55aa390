"""How far it is from one place to another, and how long the way takes: by the centres of municipalities."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from directory.distance import crow_km, road_km, road_minutes

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
        return _crow_km(one.latitude, one.longitude, other.latitude, other.longitude)
    villages = {place.village.strip().casefold() for place in (one, other)} - {""}
    return BETWEEN_VILLAGES_KM if len(villages) > 1 else 0.0


def travel_minutes(one: Place | None, other: Place | None) -> int:
    """Return how many minutes the way takes by road, rounded up; a call (no place) is made from anywhere."""
    if one is None or other is None:
        return 0
    return ceil(road_minutes(road_km(km_between(one, other))))


# Asked again and again for the same few places.
@lru_cache(maxsize=10_000)
def _crow_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    return float(crow_km(latitude, longitude, to_latitude, to_longitude))
