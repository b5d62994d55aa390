"""The pages of rides: list, one ride, changing, ending, those that come again, and who sees what."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from directory.models import Barrier
from people.models import AccessLog, Person
from rides.models import Destination, Leg, RideRequest, StandingRide
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import save_standing
from tests.people.makers import NOW, TODAY, make_coordinator, make_municipality
from tests.rides.makers import THURSDAY, make_office, make_ride, make_rider, make_run, seat_leg
from tests.rides.wishes.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def ride(desk: Desk, aino: Person, shop: Destination) -> RideRequest:
    return make_ride(aino, destination=shop)


@pytest.fixture
def standing(desk: Desk, aino: Person, shop: Destination) -> StandingRide:
    wish = Wish(aino, make_office(), shop, time(10), back_time=time(12))
    row = StandingRide(weekdays=[1], anchor=TODAY, valid_from=TODAY)
    return save_standing(row, wish, by=desk.by, now=NOW)


def as_it_stands(ride: RideRequest, **changes: object) -> dict[str, Any]:
    """Return the form of changing as the page shows it."""
    fields: dict[str, Any] = {
        "day": ride.day.isoformat(),
        "destination": ride.destination_id,
        "purpose": ride.purpose,
        "hour": "10",
        "timing": "arrive",
        "flexible_minutes": "30",
        "back": "fixed",
        "back_time": "12",
        "seats": "1",
    }
    return fields | changes


def ending(prefix: str, **answers: object) -> dict[str, Any]:
    """Return the answers of a form that ends a ride, by the names of its fields."""
    return {f"{prefix}-{name}": value for name, value in answers.items()}


def test_the_list_shows_the_days_and_who_lacks_a_driver(desk: Desk, ride: RideRequest) -> None:
    says = desk.opens("/rides/")
    assert "Thursday 26.11." in says
    assert "Aino Esimerkki" in says
    assert "1 ride has no driver yet." in says
    assert AccessLog.objects.filter(person=ride.rider, what="rides").exists()
    assert "No coming rides were found" in desk.opens("/rides/?words=Olematon")
    assert "Aino Esimerkki" in desk.opens("/rides/?words=aino")


def test_the_list_takes_as_many_queries_for_one_ride_as_for_many(
    desk: Desk, shop: Destination, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        leg = make_ride(make_rider(f"Asukas{number}"), destination=shop).legs.all()[0]
        if number < 2:
            day = THURSDAY + timedelta(days=number)
            seat_leg(leg, make_run(day=day), time(9), time(10))
    with django_assert_max_num_queries(25):  # type: ignore[operator]  # pytest-django's
        desk.opens("/rides/")


def test_a_ride_says_what_is_wished_for_and_what_comes_next(desk: Desk, ride: RideRequest) -> None:
    says = desk.opens(f"/rides/{ride.pk}/")
    assert "Thursday 26.11.2026, there by 10" in says
    assert "Rider not told yet" in says
    assert "next step" in says
    assert AccessLog.objects.filter(person=ride.rider, what="ride").count() == 1


def test_another_office_does_not_see_it(desk: Desk, ride: RideRequest) -> None:
    other = Desk(make_coordinator("toinen@example.org", make_municipality("Keuruu", "249")))
    other.opens(f"/rides/{ride.pk}/", 404)
    other.opens(f"/rides/{ride.pk}/change/", 404)
    other.sends(f"/rides/{ride.pk}/cancel/", 404)
    assert "Aino" not in other.opens("/rides/")


def test_changing_saves_and_says_when_nothing_was_different(desk: Desk, ride: RideRequest) -> None:
    address = f"/rides/{ride.pk}/change/"
    assert 'value="10.00"' in desk.html(address)
    assert "Nothing was different." in desk.sends(address, **as_it_stands(ride))
    assert "Saved." in desk.sends(address, **as_it_stands(ride, hour="10.30", seats="2"))
    ride.refresh_from_db()
    assert (ride.wall_time, ride.seats) == (time(10, 30), 2)


def test_a_rider_who_knew_of_another_plan_has_to_be_told(desk: Desk, ride: RideRequest) -> None:
    out = seat_leg(ride.legs.get(direction="out"), make_run(), time(9), time(10), "told")
    Leg.objects.filter(pk=out.pk).update(told_at=NOW)
    says = desk.sends(f"/rides/{ride.pk}/change/", **as_it_stands(ride, hour="11"))
    assert "The rider knows of another plan" in says


def test_the_second_of_two_people_sees_what_the_first_changed(
    desk: Desk, ride: RideRequest
) -> None:
    address = f"/rides/{ride.pk}/change/"
    mark = desk.html(address).split('name="as_shown" value="')[1].split('"')[0]
    desk.sends(address, **as_it_stands(ride, seats="3"))
    says = desk.sends(address, 409, **as_it_stands(ride, hour="11"), as_shown=mark)
    assert "How many travel? is now: 3" in says
    ride.refresh_from_db()
    assert ride.wall_time == time(10)


def test_cancelling_asks_why_and_which_way(desk: Desk, ride: RideRequest) -> None:
    address = f"/rides/{ride.pk}/cancel/"
    desk.sends(address, 422, **ending("cancel", which="both"))
    assert ride.legs.open().count() == 2
    desk.sends(address, **ending("cancel", which="back", reason="other_ride"))
    assert [leg.direction for leg in ride.legs.open()] == ["out"]
    says = desk.sends(address, **ending("cancel", which="out", reason="ill"))
    assert "Cancelled." in says
    assert "the rider is ill" in says
    assert "The ride is not driven" not in says


def test_a_page_that_is_out_of_date_cancels_nothing(desk: Desk, ride: RideRequest) -> None:
    seen = desk.html(f"/rides/{ride.pk}/").split('name="seen" value="')[1].split('"')[0]
    seat_leg(ride.legs.get(direction="out"), make_run(), time(9), time(10))
    values = ending("cancel", which="both", reason="ill") | {"seen": seen}
    assert "Somebody was quicker" in desk.sends(f"/rides/{ride.pk}/cancel/", 409, **values)
    assert ride.legs.open().count() == 2


def test_no_driver_is_closed_once_the_rider_was_rung(desk: Desk, ride: RideRequest) -> None:
    barrier = Barrier.objects.create(code="none", name_fi="Ei kuskia", name_en="No driver")
    values = ending("unmet", which="both", barrier=barrier.pk)
    address = f"/rides/{ride.pk}/unmet/"
    assert "Ring the rider first" in desk.sends(address, 422, **values)
    assert "Closed: no driver was found." in desk.sends(
        address, **values, **ending("unmet", told="on")
    )
    assert {leg.state for leg in ride.legs.all()} == {"unmet"}
    assert "The ride is looked for again." in desk.sends(f"/rides/{ride.pk}/again/")
    assert {leg.state for leg in ride.legs.all()} == {"requested"}


def test_those_that_come_again_are_listed_changed_rested_and_ended(
    desk: Desk, standing: StandingRide
) -> None:
    assert "tue at 10" in desk.opens("/rides/standing/").lower()
    address = f"/rides/standing/{standing.pk}/"
    first = standing.requests.order_by("day")[0]
    values = as_it_stands(first, weekdays=["3"], interval_weeks="1", holidays="skip")
    assert "Saved. The days to come follow." in desk.sends(address, **values)
    days = standing.requests.filter(legs__state="requested").distinct()
    assert {ride.day for ride in days} == {date(2026, 11, 26), date(2026, 12, 3)}
    assert "It rests. Rides cancelled: 2." in desk.sends(f"{address}pause/")
    assert "Somebody else changed this" in desk.sends(f"{address}pause/")
    assert "It goes on. Rides taken down: 2." in desk.sends(f"{address}go_on/")
    assert "It has ended. Rides cancelled: 2." in desk.sends(f"{address}end/")
    assert "Nobody has a ride that comes again." in desk.opens("/rides/standing/")


def test_the_page_of_a_person_shows_their_rides(desk: Desk, ride: RideRequest) -> None:
    html = desk.html(f"/people/{ride.rider_id}/")
    assert f"/rides/{ride.pk}/" in html
    assert f"/rides/new/?person={ride.rider_id}" in html


def test_a_new_ride_from_the_page_of_a_person_has_them_chosen(desk: Desk, aino: Person) -> None:
    assert f'value="{aino.pk}" checked' in desk.html(f"/rides/new/?person={aino.pk}")
