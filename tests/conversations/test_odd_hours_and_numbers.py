"""Odd nights, shared telephones, long texts: what the promises have to stand."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.models import Association
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import process_safely, receive
from people.models import Person
from rings.models import Occurrence, Outcome
from rings.services.attending import answers
from rings.services.attending.hand import move_occurrence
from tests.conversations.village import MONDAY, Clock, Village, hour
from volunteers.services.lifecycle import move_volunteer

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (SPRING, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (AUTUMN, datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_call_of_half_past_three_is_made_once_on_the_nights_the_clocks_change(
    village: Village, sari: Person, aino: Person, day: date, starts: datetime
) -> None:
    clock = village.clock
    clock.day, clock.now = day, datetime.combine(day, hour("0:00"), tzinfo=UTC) - timedelta(hours=4)
    village.ring(helpers=[sari], residents=[aino], at="3:30")
    call = Occurrence.objects.get(receiver=aino, nominal_date=day)
    assert call.starts_at == starts
    clock.goes_to("8:00")
    texts = Message.objects.filter(person=sari, state="delivered", accepted_at=None)
    assert texts.count() + len(village.phone_of(sari).unread()) >= 1
    first = Message.objects.filter(person=sari).earliest("created_at")
    assert first.created_at == starts
    call.refresh_from_db()
    assert call.state == "escalated"
    assert village.nobody_is_forgotten()


def test_an_answer_that_names_somebody_else_closes_nothing(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    came = village.phone_of(sari).answers("Veikolle soitin, hyvin menee")
    assert came.state == "queued"


def test_of_a_couple_on_one_telephone_a_bare_ok_is_left_to_a_person(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    sari = village.volunteer("Sari", "+358401230007")
    pekka = village.volunteer("Pekka", "+358401230007")
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[pekka], residents=[veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone("+358401230007")
    assert (phone.answers("ok").state, phone.answers("ok t. Pekka").state) == ("queued", "handled")
    assert village.occurrence(veikko).state == "done"
    assert village.occurrence(aino).state == "reminded"
    assert village.nobody_is_forgotten()


def test_one_helper_of_two_offices_at_the_same_hour_gets_one_text_about_both(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.office = Association.objects.create(name="Toinen", short_name="Toinen", phone="014 1")
    village.ring(helpers=[sari], residents=[veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("Aino", "Veikko").gets_nothing()
    phone.answers("ok")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "done"


def test_twelve_residents_with_long_and_foreign_names_are_all_listed_and_one_ok_is_for_all(
    village: Village, clock: Clock, sari: Person
) -> None:
    people = [village.resident(f"Šekki-Maria-Annikki{n}", f"+3584012305{n:02}") for n in range(12)]
    village.ring(helpers=[sari], residents=people, at="9:00")
    clock.goes_to("9:01")
    phone = village.phone_of(sari)
    texts = phone.unread()
    listed = " ".join(message.body for message in texts)
    assert all(p.first_name in listed for p in people)
    assert all(message.parts <= 2 for message in texts)
    phone.answers("ok")
    assert {village.occurrence(p).state for p in people} == {"done"}


def test_an_answer_just_before_midnight_belongs_to_its_day(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="23:30")
    clock.goes_to("23:59")
    village.phone_of(sari).answers("ok")
    assert Occurrence.objects.get(receiver=aino, nominal_date=MONDAY).state == "done"


def test_an_answer_after_midnight_belongs_to_the_evening_before(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="23:30")
    clock.goes_to("23:40")
    clock.goes_to_next_day("1:30")
    village.phone_of(sari).answers("soitin, kaikki hyvin")
    assert Occurrence.objects.get(receiver=aino, nominal_date=MONDAY).state == "done"
    assert village.occurrence(aino).state == "planned"


@pytest.mark.logs_error("Could not act on inbound")
def test_a_reply_that_breaks_half_way_changes_nothing_and_goes_to_a_person(
    village: Village, clock: Clock, sari: Person, aino: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")

    def breaks(*_args: object) -> None:
        raise RuntimeError("killed after the call was closed")

    monkeypatch.setattr(answers, "_outcome", breaks)
    came = village.phone_of(sari).answers("ok")
    assert (came.state, came.queued_because, came.owner) == ("queued", "error", village.coordinator)
    assert village.occurrence(aino).state == "reminded"
    assert not Outcome.objects.exists()


def test_a_call_moved_to_a_day_on_which_its_helper_may_not_goes_without(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    call = village.occurrence(aino)
    move_volunteer(sari.volunteer, "pause", by=village.by, now=clock.now)
    moved = move_occurrence(
        call, MONDAY + timedelta(days=1), hour("15:00"), by=village.by, now=clock.now
    )
    assert moved.holder() is None
    clock.goes_to("9:10")
    moved.refresh_from_db()
    assert (moved.state, moved.because) == ("escalated", "nobody")


@pytest.mark.django_db(transaction=True)
def test_the_same_webhook_from_two_threads_at_once_acts_once() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    aino = village.resident("Aino", "+358401230101")
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.clock.goes_to("9:05")
    start, failures = Barrier(4), []

    def post() -> None:
        try:
            start.wait()
            sms = InboundSms("SM1", "+358401230001", "", "ei vastaa")
            process_safely(receive("demo", sms, village.clock.now).pk, village.clock.now)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=post) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Inbound.objects.count() == 1
    assert village.occurrence(aino).tries == 1
    assert Message.objects.filter(purpose="reply").count() == 1
