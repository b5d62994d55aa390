"""Who of those who wait makes a ring together: who has waited longest, and those who live nearest to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.distance import crow_km


@dataclass(frozen=True)
class Waiting:
    """One who waits: WGS84 degrees of where they live, and whole days waited."""

    person_id: int
    latitude: float
    longitude: float
    days: int


def gather(waiting: Sequence[Waiting], size: int) -> list[Waiting]:
    """Return at most `size` of `waiting`, nearest first; of equally near ones who has waited longer."""
    if not waiting or size < 1:
        return []
    first = min(waiting, key=lambda each: (-each.days, each.person_id))

    latitudes, longitudes = zip(*((w.latitude, w.longitude) for w in waiting), strict=True)
    far = crow_km(first.latitude, first.longitude, latitudes, longitudes)
    ranked = sorted(
        zip(waiting, far.round(3).tolist(), strict=True),
        key=lambda each: (each[0] is not first, each[1], -each[0].days, each[0].person_id),
    )
    return [each for each, _km in ranked[:size]]
