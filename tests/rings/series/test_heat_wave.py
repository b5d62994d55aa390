"""More often for a while: a second round between two dates."""

from datetime import date, time, timedelta

from people.models import Person
from rings.models import Occurrence, ScheduleRule
from rings.rules.schedule import names
from rings.services.series.exceptions import add_for_a_while
from tests.conversations.village import MONDAY, Clock, Village
from tests.rings.makers import rule


def test_a_heat_wave_is_one_more_call_a_day_between_two_dates(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    wave = ScheduleRule(
        weekdays=list(range(7)),
        wall_time=time(17),
        valid_from=MONDAY + timedelta(days=1),
        valid_until=MONDAY + timedelta(days=3),
        note="helle",
    )
    add_for_a_while(ring, wave, by=village.by, now=clock.now)
    assert [
        (o.nominal_date.day, o.round) for o in Occurrence.objects.filter(wall_time=time(17))
    ] == [(24, 2), (25, 2), (26, 2)]
    assert not names_any(ring.rules.get(note="helle"), MONDAY + timedelta(days=4))


def names_any(row: ScheduleRule, day: date) -> bool:
    """Tell whether a rule of the tables names `day`."""
    return names(
        rule(
            weekdays=frozenset(row.weekdays),
            anchor=row.anchor,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        ),
        day,
    )
