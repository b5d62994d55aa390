"""The clock and the auditor know a standing ride that is not filled in."""

from datetime import time, timedelta

import pytest

from backend.auditor import findings
from backend.clock import what_waits
from rides.models import StandingRide
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import save_standing
from tests.people.makers import NOW, TODAY, make_coordinator
from tests.people.makers import office as by_office
from tests.rides.makers import make_destination, make_office, make_rider

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing() -> StandingRide:
    make_coordinator()
    wish = Wish(make_rider(), make_office(), make_destination(), time(10), back_time=time(12))
    row = StandingRide(weekdays=[1], anchor=TODAY, valid_from=TODAY)
    return save_standing(row, wish, by=by_office(), now=NOW)


def test_the_clock_wakes_for_it_once_a_day(standing: StandingRide) -> None:
    assert "extend_standing_rides" not in what_waits(NOW)
    assert "extend_standing_rides" in what_waits(NOW + timedelta(days=1))


def test_the_auditor_finds_one_that_the_clock_has_missed(standing: StandingRide) -> None:
    problem = ("standing_ride", standing.pk, "not_filled_in")
    later = NOW + timedelta(days=3)
    assert problem not in {(f.subject, f.subject_id, f.problem) for f in findings(NOW)}
    assert problem in {(f.subject, f.subject_id, f.problem) for f in findings(later)}
