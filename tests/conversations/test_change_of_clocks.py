"""The nights on which the clocks change: nine o'clock stays nine on the wall."""

from datetime import UTC, date, datetime, time

import pytest

from people.models import Person
from rings.models import Occurrence
from rings.services.planning.preview import preview
from tests.conversations.village import Clock, Village

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(("day", "utc_hour"), [(SPRING, 6), (AUTUMN, 7)])
def test_the_call_of_nine_is_at_nine_on_the_wall_on_the_day_the_clocks_change(
    village: Village, sari: Person, aino: Person, day: date, utc_hour: int
) -> None:
    village.clock.day = day
    village.clock.now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.clock.goes_to("8:59")
    village.phone_of(sari).gets_nothing()
    village.clock.goes_to("9:00")

    village.phone_of(sari).gets("klo 9.00").answers("ok")
    call = village.occurrence(aino)
    assert call.starts_at == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert (call.state, call.wall_time) == ("done", time(9))


def test_an_hour_that_does_not_exist_is_shown_before_and_called_an_hour_later(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.day = date(2027, 3, 27)
    clock.now = datetime(2027, 3, 27, 6, tzinfo=UTC)
    ring = village.ring(helpers=[sari], residents=[aino], at="3:30")

    warned = preview(ring, date(2027, 3, 27)).missing_hours
    assert [d.day for d in warned] == [SPRING]
    call = Occurrence.objects.get(nominal_date=SPRING)
    assert (call.wall_time, call.starts_at) == (
        time(3, 30),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    )
    clock.goes_to_next_day("4:30")
    village.phone_of(sari).gets("klo 3.30")
