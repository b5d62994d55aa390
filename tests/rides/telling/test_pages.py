"""The phone list of rides, what is pressed on it, and its part of Today."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.localtime import local_date
from directory.models import User
from people.models import AccessLog
from rides.models import Leg, Run
from tests.people.makers import make_coordinator, make_municipality
from tests.rides.makers import make_ride, make_rider, make_run, seat_leg

pytestmark = pytest.mark.django_db
LIST = "rides_phone_list"
DIRECTION = Leg.Direction


@pytest.fixture
def user() -> User:
    user = make_coordinator(municipality=make_municipality())
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def desk(client: Client, user: User) -> Client:
    """A browser of a coordinator of Karstula who reads English."""
    client.force_login(user)
    return client


@pytest.fixture
def day() -> date:
    """A day far enough ahead, whenever the test runs."""
    return local_date(timezone.now()) + timedelta(days=10)


@pytest.fixture
def leg(user: User, day: date) -> Leg:
    """Aino's way there, in a promised car: she has to be rung."""
    ride = make_ride(make_rider("Aino"), day=day, back="none", back_time=None)
    run = make_run(day=day, state=Run.State.CONFIRMED, now=timezone.now())
    found = ride.legs.get(direction=DIRECTION.OUT)
    seat_leg(found, run, time(9, 20), time(9, 50))
    Leg.objects.filter(pk=found.pk).update(reminded_at=timezone.now(), owner=user)
    return found


def press(desk: Client, leg: Leg, act: str, **more: str) -> int:
    """Press a button of the list; return the status of the answer."""
    seen = {"seen": "0"} | more
    return desk.post(reverse("leg_say", args=[leg.pk, act]), seen).status_code


def test_the_list_says_whom_to_ring_why_and_when_and_writes_down_who_saw_it(
    desk: Client, leg: Leg
) -> None:
    page = desk.get(reverse(LIST)).content.decode()
    assert "Aino Esimerkki" in page
    assert "Tell who fetches them and when" in page
    assert "9:20" in page or "9.20" in page
    assert "Knows and agrees" in page
    assert AccessLog.objects.filter(person=leg.request.rider, what="rides").exists()


def test_one_press_tells_and_confirms_and_the_row_is_gone(
    desk: Client, user: User, leg: Leg
) -> None:
    assert press(desk, leg, "agrees") == 302
    leg.refresh_from_db()
    assert (leg.state, leg.told_how, leg.told_by, leg.told_run) == (
        "confirmed",
        "phone",
        user,
        leg.run,
    )
    assert "Nobody has to be rung" in desk.get(reverse(LIST)).content.decode()


def test_a_page_that_is_out_of_date_changes_nothing(desk: Client, leg: Leg) -> None:
    press(desk, leg, "later")
    assert press(desk, leg, "agrees") == 409
    leg.refresh_from_db()
    assert leg.state == "planned"


def test_what_cannot_be_is_refused_in_words(desk: Client, leg: Leg) -> None:
    answer = desk.post(reverse("leg_say", args=[leg.pk, "ready"]), {"seen": "0"})
    assert answer.status_code == 422
    assert "does not wait for a call" in answer.content.decode()


def test_a_driver_is_rung_and_says_yes(desk: Client, day: date, user: User) -> None:
    run = make_run(day=day, state=Run.State.ASKED)
    Run.objects.filter(pk=run.pk).update(reminded_at=timezone.now(), owner=user)
    ride = make_ride(make_rider("Aino"), day=day, back="none", back_time=None)
    seat_leg(ride.legs.get(), run, time(9, 20), time(9, 50))
    page = desk.get(reverse(LIST)).content.decode()
    assert "Ask whether they can drive" in page
    assert desk.post(reverse("run_say", args=[run.pk, "yes"]), {"seen": "0"}).status_code == 302
    run.refresh_from_db()
    assert run.state == "confirmed"
    # The rider has no telephone for texts: now she is on the list.
    assert "Tell who fetches them and when" in desk.get(reverse(LIST)).content.decode()


def test_today_shows_the_first_of_them(desk: Client, leg: Leg) -> None:
    page = desk.get(reverse("today")).content.decode()
    assert "Rides: 1 needs you" in page
    assert "Tell who fetches them and when" in page


def test_today_says_nothing_of_rides_when_nothing_waits(desk: Client) -> None:
    assert "Rides:" not in desk.get(reverse("today")).content.decode()


def test_others_rides_are_neither_shown_nor_changed(client: Client, leg: Leg) -> None:
    elsewhere = make_coordinator(
        "muualta@example.org", municipality=make_municipality("Kinnula", "256")
    )
    client.force_login(elsewhere)
    assert "Aino" not in client.get(reverse(LIST)).content.decode()
    assert press(client, leg, "agrees") == 404
    assert press(client, leg, "nothing") == 404
    leg.refresh_from_db()
    assert leg.state == "planned"


def test_the_list_asks_the_tables_no_oftener_for_many_than_for_one(
    desk: Client, leg: Leg, user: User, day: date
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            desk.get(reverse(LIST))
        return len(caught)

    queries()
    before = queries()
    for name in ("Elma", "Lauri", "Impi", "Toivo"):
        ride = make_ride(make_rider(name), day=day, back="none", back_time=None)
        ride.legs.update(reminded_at=timezone.now(), owner=user)
    assert queries() <= before + 1
