"""How far it is from one point to another, for two points or for a million pairs: pure, WGS84 degrees in."""

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Km = TypeVar("Km", float, Floats)

EARTH_KM = 6371.0
# A road is about a third longer than the crow's way: 1.2 to 1.5 in most countries (Ballou, Rahardja, Sakai:
# Selected country circuity factors, Transportation Research A 36, 2002).
ROAD_FACTOR = 1.3
# As country roads are driven.
ROAD_KM_PER_HOUR = 50


def crow_km(
    latitude: ArrayLike, longitude: ArrayLike, other_latitude: ArrayLike, other_longitude: ArrayLike
) -> Floats:
    """Return the great-circle kilometres (haversine); arrays are taken element by element."""
    south, north = np.radians(latitude), np.radians(other_latitude)
    east = np.radians(np.subtract(other_longitude, longitude))
    half = np.sin((north - south) / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)), dtype=np.float64)


def road_km(crow: Km) -> Km:
    """Return about how long the road is for a straight line of `crow` kilometres."""
    return crow * ROAD_FACTOR


def road_minutes(km: Km) -> Km:
    """Return about how many minutes `km` kilometres of road take."""
    return km * 60 / ROAD_KM_PER_HOUR


def on_the_globe(latitude: ArrayLike, longitude: ArrayLike) -> Floats:
    """Return unit vectors, one a row: the nearer two points, the greater the product of their vectors."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1
    )
