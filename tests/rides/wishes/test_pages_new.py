"""Taking a ride down on one page: found or new rider, what can be promised, a text laid out, and series."""

from datetime import date, time
from typing import Any

import pytest

from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import process, receive
from people.models import Consent, Person, PersonNumber, PhoneNumber
from rides.models import Destination, Leg, RideRequest, StandingRide
from tests.people.makers import NOW, make_municipality
from tests.rides.makers import THURSDAY, make_driver, make_office, make_ride
from tests.rides.wishes.conftest import Desk

pytestmark = pytest.mark.django_db

NEW = "/rides/new/"


def asked(shop: Destination, **changes: object) -> dict[str, Any]:
    """Return the form as a coordinator fills it in, but for the person."""
    fields: dict[str, Any] = {
        "destination": shop.pk,
        "purpose": "shop",
        "day": THURSDAY.isoformat(),
        "hour": "10",
        "timing": "arrive",
        "flexible_minutes": "30",
        "back": "fixed",
        "back_time": "12.30",
        "seats": "1",
        "association": make_office().pk,
    }
    return fields | changes


def saved(desk: Desk, **values: Any) -> str:
    """Send the form, and once more with what it has shown of the promise."""
    page = desk.client.post(NEW, values).content.decode()
    mark = page.split('name="shown" value="')[1].split('"')[0]
    return desk.sends(NEW, **values, shown=mark)


def text(body: str, sender: str = "+358401234567") -> Inbound:
    inbound = receive("demo", InboundSms("1", sender, "+358", body), NOW)
    return process(inbound.pk, NOW)


def give_number(person: Person, e164: str = "+358401234567") -> None:
    number, _ = PhoneNumber.objects.get_or_create(e164=e164, defaults={"kind": "mobile"})
    PersonNumber.objects.create(person=person, number=number)


def test_a_ride_is_taken_down_with_one_form_once_its_promise_was_seen(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    make_driver()
    page = desk.sends(NEW, **asked(shop, person=aino.pk))
    assert "1 driver drives at that hour. Within 30 km: 1." in page
    assert not RideRequest.objects.exists()
    says = saved(desk, **asked(shop, person=aino.pk, needs=["rollator"], note="Soita ovikelloa"))
    assert "Saved. The ride has no driver yet" in says
    ride = RideRequest.objects.get()
    assert (ride.rider, ride.day, ride.wall_time) == (aino, THURSDAY, time(10))
    assert (ride.back_time, ride.needs, ride.note) == (
        time(12, 30),
        ["rollator"],
        "Soita ovikelloa",
    )
    assert ride.legs.count() == 2


def test_no_drivers_at_that_hour_is_said_before_promising(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    says = desk.sends(NEW, **asked(shop, person=aino.pk))
    assert "No driver drives at that hour of the day. Say so now" in says


def test_short_notice_and_others_who_go_there_are_said(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    make_ride(day=date(2026, 11, 24), destination=shop, wall_time=time(11))
    says = desk.sends(NEW, **asked(shop, person=aino.pk, day="2026-11-24"))
    assert "Short notice: 48 hours are wished for." in says
    assert "Others go there that day: 11:00" in says.replace("11.00", "11:00")


def test_a_second_ride_of_the_same_day_is_noticed_and_does_not_block(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    make_ride(aino, destination=shop)
    assert "has a ride on" in desk.sends(NEW, **asked(shop, person=aino.pk))
    saved(desk, **asked(shop, person=aino.pk, hour="14", back_time="15"))
    assert RideRequest.objects.filter(rider=aino).count() == 2


def test_the_promise_alone_is_sent_where_scripts_run(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    values = asked(shop, person=aino.pk)
    answer = desk.client.post(NEW, values, headers={"HX-Request": "true"}).content.decode()
    assert "<form" not in answer
    assert 'name="shown"' not in answer, "only a whole page has been looked at"


def test_what_is_missing_is_asked_for_at_its_question(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    says = desk.sends(NEW, 422, **asked(shop, person=aino.pk, back_time=""))
    assert "At what hour is the way back?" in says
    says = desk.sends(NEW, 422, **asked(shop, hour="8", day="2026-11-23", person=aino.pk))
    assert "That hour is past." in says
    says = desk.sends(NEW, 422, **asked(shop))
    assert "Find the person, or write a new one below." in says


def test_somebody_new_is_written_down_with_their_consent(desk: Desk, shop: Destination) -> None:
    new = {
        "first_name": "Veikko",
        "last_name": "Esimerkki",
        "number": "040 123 4567",
        "municipality": make_municipality().pk,
        "agreed": "on",
    }
    saved(desk, **asked(shop, **new))
    ride = RideRequest.objects.get()
    assert ride.rider.first_name == "Veikko"
    assert Consent.objects.get(person=ride.rider).answer == Consent.Answer.GIVEN


def test_a_person_is_found_and_what_was_filled_in_stays(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    page = desk.client.post(NEW, asked(shop, words="Aino", find="1", needs=["dog"]))
    html = page.content.decode()
    assert f'id="person-{aino.pk}"' in html
    assert 'role="alert"' not in html
    assert html.count("checked") >= 4, "the day, the hour's kind, the way home and the dog"


def test_a_ride_that_comes_again_fills_two_weeks_and_drives_its_first_day(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    saved(desk, **asked(shop, person=aino.pk, weekdays=["1", "3"], interval_weeks="1"))
    standing = StandingRide.objects.get()
    days = [ride.day.isoformat() for ride in standing.requests.order_by("day")]
    assert days == ["2026-11-26", "2026-12-01", "2026-12-03"]


def test_a_text_waits_for_a_person_and_nothing_is_booked_by_it(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    give_number(aino)
    inbound = text("KYYTI to klo 10 kauppaan, paluu 12")
    assert (inbound.state, inbound.queued_because) == ("queued", "ride_wish")
    assert not RideRequest.objects.exists()
    assert Message.objects.get().template == "ride_wish"
    says = desk.opens("/replies/")
    assert "Asks for a ride: confirm it with them" in says
    assert f"/rides/new/?text={inbound.pk}" in desk.html("/replies/")


def test_a_text_is_laid_out_ready_to_save_and_is_closed_by_saving(
    desk: Desk, aino: Person, shop: Destination
) -> None:
    give_number(aino)
    inbound = text("KYYTI to klo 10 kauppaan, paluu 12, rollaattori")
    html = desk.html(f"{NEW}?text={inbound.pk}")
    assert "KYYTI to klo 10 kauppaan" in html
    for filled in (
        f'value="{aino.pk}" checked',
        'value="10.00"',
        'value="12.00"',
        f'<option value="{shop.pk}" selected',
    ):
        assert filled in html, filled
    saved(desk, **asked(shop, person=aino.pk, text=inbound.pk))
    inbound.refresh_from_db()
    assert inbound.state == Inbound.State.CLOSED
    assert Leg.objects.count() == 2


def test_a_text_from_a_stranger_has_the_button_too(desk: Desk, shop: Destination) -> None:
    inbound = text("Kyyti huomenna klo 10 kauppaan", "+358409999999")
    assert inbound.queued_because == "unknown_sender"
    assert "Take the ride down" in desk.opens("/replies/")


@pytest.mark.parametrize("body", ["Kyyti oli mukava, kiitos", "OK"])
def test_other_texts_are_read_as_before(aino: Person, shop: Destination, body: str) -> None:
    give_number(aino)
    assert text(body).queued_because == "not_asked" or text(body).queued_because == "unclear"


def test_a_worry_in_it_comes_first(aino: Person, shop: Destination) -> None:
    give_number(aino)
    make_office()
    inbound = text("Kyyti to klo 10 lääkäriin, kaaduin eilen ja en pääse ylös")
    assert inbound.intent == Inbound.Intent.CONCERN
