"""A year in a rehearsal: people go away and are called again, volunteers take a break and come back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.rehearsal.facts import running_rings, who_is_away
from backend.rehearsal.life import Life
from backend.rehearsal.promises import promises
from backend.rehearsal.rates import calm_rates
from people.models import Absence, Person
from rings.models import Occurrence
from tests.conversations.village import Clock, Village
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
ALWAYS, NEVER = 365.0, 0.0


def life(**often: object) -> Life:
    calm = calm_rates()
    return Life(replace(calm, year=replace(calm.year, **often)), seed=1)  # type: ignore[arg-type]  # figures by name


def test_a_resident_who_goes_away_is_not_called_and_the_plans_promise_as_much(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    life(resident_absences=ALWAYS, resident_absence_days=(3, 3)).goes_on(clock.now)

    absence = Absence.objects.get(person=aino)
    tomorrow = clock.day + timedelta(days=1)
    assert (absence.starts_on, absence.returns_on) == (tomorrow, tomorrow + timedelta(days=3))
    away = Occurrence.objects.filter(receiver=aino, state="cancelled", reason="away")
    planned = Occurrence.objects.filter(receiver=aino, state="planned")
    promised = promises(running_rings(), clock.day, 7, who_is_away(clock.day))
    assert away.count() == 3
    assert {day for _ring, day, _who, _round in promised} == set(
        planned.filter(nominal_date__lt=clock.day + timedelta(days=7)).values_list(
            "nominal_date", flat=True
        )
    )


def test_a_volunteer_takes_a_break_and_is_back_on_the_day(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    year = life(volunteer_breaks=ALWAYS, volunteer_break_days=(21, 21))
    year.goes_on(clock.now)
    assert Volunteer.objects.get(person=sari).state == "paused"
    assert Volunteer.objects.get(person=sari).paused_until == clock.day + timedelta(days=21)

    year.rates = replace(year.rates, volunteer_breaks=NEVER)
    year.goes_on(clock.now + timedelta(days=20))
    assert Volunteer.objects.get(person=sari).state == "paused"
    year.goes_on(clock.now + timedelta(days=21))
    assert Volunteer.objects.get(person=sari).state == "active"


def test_a_day_is_decided_once(village: Village, clock: Clock, sari: Person, aino: Person) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    year = life(volunteer_absences=ALWAYS)
    year.goes_on(clock.now)
    year.goes_on(clock.now + timedelta(minutes=5))
    assert Absence.objects.filter(person=sari).count() == 1
