"""Absences: told once, taken back, and heard by the floors above."""

from datetime import timedelta

import pytest

from people import changes
from people.errors import RefusedError
from people.models import Absence, Person
from people.services.absences import cancel_absence, change_return, record_absence
from tests.people.makers import NOW, TODAY, make_person, office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the upper floors were told."""
    told: list[str] = []
    monkeypatch.setattr(changes, "_handlers", [lambda person, change, by, now: told.append(change)])
    return told


def test_an_absence_covers_its_first_day_and_not_the_day_of_return(heard: list[str]) -> None:
    person = make_person()
    record_absence(person, TODAY, TODAY + 2 * DAY, by=office(), now=NOW)
    away = [Person.objects.away_on(TODAY + n * DAY).exists() for n in range(-1, 3)]
    assert away == [False, True, True, False]
    assert heard == ["absence"]


def test_the_same_absence_told_twice_is_one(heard: list[str]) -> None:
    person = make_person()
    first = record_absence(person, TODAY, None, by=office(), now=NOW)
    again = record_absence(person, TODAY, None, by=office(), now=NOW + DAY)
    assert first == again
    assert heard == ["absence"]


@pytest.mark.parametrize("days", [(0, 0), (3, 1), (-9, -5)])
def test_dates_that_cannot_be_right_are_refused(days: tuple[int, int], heard: list[str]) -> None:
    starts, returns = (TODAY + n * DAY for n in days)
    with pytest.raises(RefusedError) as refused:
        record_absence(make_person(), starts, returns, by=office(), now=NOW)
    assert refused.value.field == "returns_on"
    assert not Absence.objects.exists()
    assert heard == []


def test_an_absence_taken_back_frees_the_person_once(heard: list[str]) -> None:
    absence = record_absence(make_person(), TODAY, None, by=office(), now=NOW)
    assert cancel_absence(absence, by=office(), now=NOW)
    assert not cancel_absence(absence, by=office(), now=NOW)
    assert not Person.objects.away_on(TODAY).exists()
    assert heard == ["absence", "absence_cancelled"]


def test_coming_back_later_than_thought_releases_more_turns(heard: list[str]) -> None:
    absence = record_absence(make_person(), TODAY, TODAY + DAY, by=office(), now=NOW)
    change_return(absence, TODAY + 5 * DAY, by=office(), now=NOW)
    assert Person.objects.away_on(TODAY + 4 * DAY).exists()
    assert heard == ["absence", "absence"]


def test_a_known_day_of_return_ends_an_open_absence(heard: list[str]) -> None:
    absence = record_absence(make_person(), TODAY, None, by=office(), now=NOW)
    change_return(absence, TODAY + DAY, by=office(), now=NOW)
    assert not Person.objects.away_on(TODAY + DAY).exists()
    assert heard == ["absence", "absence_cancelled"]
