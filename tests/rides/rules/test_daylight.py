"""When it is light, and which days are winter's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.localtime import local_time
from rides.rules.daylight import daylight, is_winter

KARSTULA = (62.879, 24.801)
UTSJOKI = (69.908, 27.027)


def _hours(moments: tuple[datetime, datetime] | None) -> tuple[str, str]:
    assert moments is not None
    up, down = (local_time(each) for each in moments)
    return f"{up:%H:%M}", f"{down:%H:%M}"


def test_the_sun_rises_late_and_sets_early_in_november() -> None:
    assert _hours(daylight(date(2026, 11, 26), *KARSTULA)) == ("09:10", "15:04")


def test_a_summer_day_is_long() -> None:
    up, down = _hours(daylight(date(2026, 6, 21), *KARSTULA))
    assert up < "04:00"
    assert down > "22:30"


def test_far_in_the_north_the_sun_may_not_rise_and_may_not_set() -> None:
    assert daylight(date(2026, 12, 21), *UTSJOKI) is None
    light = daylight(date(2026, 6, 21), *UTSJOKI)
    noon = datetime(2026, 6, 21, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert light is not None
    assert light[0] < noon < light[1]


def test_winter_is_from_the_first_of_november_to_the_end_of_march() -> None:
    assert is_winter(date(2026, 11, 1))
    assert is_winter(date(2027, 3, 31))
    assert not is_winter(date(2026, 10, 31))
    assert not is_winter(date(2027, 4, 1))
