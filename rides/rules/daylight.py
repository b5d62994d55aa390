"""When it is light on a day at a place, and when roads are winter roads: pure. The sun is astral's."""

from datetime import UTC, date, datetime, time, timedelta

from astral import Observer
from astral.sun import elevation, sunrise, sunset

# From the first of November to the end of March: when winter tyres are due if the weather asks for them
# (Road Traffic Act 729/2018, section 105).
WINTER_MONTHS = frozenset({11, 12, 1, 2, 3})
NOON_UTC = time(10, 15)


def is_winter(day: date) -> bool:
    """Tell whether whoever does not drive on winter roads stays at home on `day`."""
    return day.month in WINTER_MONTHS


def daylight(day: date, latitude: float, longitude: float) -> tuple[datetime, datetime] | None:
    """Return sunrise and sunset; the whole day where the sun does not set, None where it does not rise."""
    place = Observer(latitude, longitude)
    try:
        return sunrise(place, day, tzinfo=UTC), sunset(place, day, tzinfo=UTC)
    except ValueError:
        # Beyond the Arctic Circle: astral's answer for a sun that stays above or below the horizon.
        noon = datetime.combine(day, NOON_UTC, tzinfo=UTC)
        up = elevation(place, noon) > 0
    midnight = datetime.combine(day, time(0), tzinfo=UTC)
    return (midnight, midnight + timedelta(days=1)) if up else None
