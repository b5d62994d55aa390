"""Two volunteers change turns: one is asked by text, or both have agreed on the telephone."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.actors import person as by_person
from notifications.models import Message
from people.errors import RefusedError
from people.models import Person
from people.services.absences import record_absence
from rings.eligibility import NotEligibleError
from rings.models import Assignment, Occurrence, Swap
from rings.services.attending.assign import assign
from rings.services.swaps.answer import agree
from rings.services.swaps.ask import (
    ASKED_ALREADY,
    NO_TEXTS,
    propose_swap,
    swap_at_once,
    swappable,
)
from tests.conversations.village import Clock, Village, duty

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def turns(
    village: Village, sari: Person, kari: Person, aino: Person, veikko: Person
) -> tuple[Assignment, Assignment]:
    """Sari's turn on Tuesday with Aino, and Kari's on Wednesday with Veikko."""
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="9:00")
    return on(aino, TUESDAY), on(veikko, WEDNESDAY)


def on(receiver: Person, day: date) -> Assignment:
    return duty(Occurrence.objects.get(receiver=receiver, nominal_date=day))


def asked(village: Village, turns: tuple[Assignment, Assignment]) -> Swap:
    village.clock.goes_to("9:00")
    for receiver in (turns[0].occurrence.receiver, turns[1].occurrence.receiver):
        holder = duty(village.occurrence(receiver)).person
        village.phone_of(holder).gets("klo 9.00").answers("ok")
    swap = propose_swap(*turns, by=village.by, now=village.clock.now)
    village.clock.goes_to("9:01")
    return swap


def test_a_yes_changes_both_turns_at_once_and_both_are_told(
    village: Village,
    clock: Clock,
    turns: tuple[Assignment, Assignment],
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    swap = asked(village, turns)
    text = village.phone_of(kari).gets("Voitko vaihtaa vuoroa?", "tiistaina 24.11. klo 9.00: Aino")
    text.answers("joo käy")
    village.phone_of(kari).gets("Vuorot on vaihdettu", "tiistaina 24.11. klo 9.00: Aino")
    village.phone_of(sari).gets("Vuorot on vaihdettu", "keskiviikkona 25.11. klo 9.00: Veikko")

    assert (on(aino, TUESDAY).person, on(veikko, WEDNESDAY).person) == (kari, sari)
    assert on(aino, TUESDAY).origin == "substitute"
    swap.refresh_from_db()
    assert (swap.state, swap.due_at) == ("agreed", None)
    clock.goes_to_next_day("9:00")
    village.phone_of(kari).gets("klo 9.00", "Aino")
    assert village.nobody_is_forgotten()


def test_a_no_leaves_both_turns_as_they_are_and_who_wished_it_is_told(
    village: Village,
    turns: tuple[Assignment, Assignment],
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    swap = asked(village, turns)
    village.phone_of(kari).gets("Voitko vaihtaa").answers("EI")
    village.phone_of(sari).gets("Vuoronvaihto ei onnistunut", "tiistaina 24.11. klo 9.00: Aino")
    swap.refresh_from_db()
    assert swap.state == "declined"
    assert (on(aino, TUESDAY).person, on(veikko, WEDNESDAY).person) == (sari, kari)
    assert village.nobody_is_forgotten()


def test_silence_ends_the_question_and_a_late_yes_still_swaps(
    village: Village,
    clock: Clock,
    turns: tuple[Assignment, Assignment],
    sari: Person,
    kari: Person,
    aino: Person,
) -> None:
    swap = asked(village, turns)
    village.phone_of(kari).gets("Voitko vaihtaa")
    clock.goes_to_next_day("7:00")
    swap.refresh_from_db()
    assert swap.state == "expired"
    clock.goes_to("8:05")
    village.phone_of(sari).gets("ei onnistunut")
    village.phone_of(kari).answers("kyllä")
    assert on(aino, TUESDAY).person == kari
    assert village.nobody_is_forgotten()


def test_a_yes_after_one_of_the_turns_has_gone_to_another_changes_nothing(
    village: Village,
    clock: Clock,
    turns: tuple[Assignment, Assignment],
    kari: Person,
    liisa: Person,
    aino: Person,
    veikko: Person,
) -> None:
    swap = asked(village, turns)
    given = turns[0].occurrence
    assign(given, liisa, origin="manual", by=village.by, now=clock.now)
    village.phone_of(kari).gets("Voitko vaihtaa").answers("ok")
    village.phone_of(kari).gets("Vuoronvaihto ei onnistunut", "keskiviikkona 25.11.")
    swap.refresh_from_db()
    assert swap.state == "withdrawn"
    assert (on(aino, TUESDAY).person, on(veikko, WEDNESDAY).person) == (liisa, kari)


def test_agreed_on_the_telephone_it_is_done_at_once_and_nobody_is_asked(
    village: Village,
    clock: Clock,
    turns: tuple[Assignment, Assignment],
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    swap = swap_at_once(*turns, by=village.by, now=clock.now)
    assert swap.state == "agreed"
    assert (on(aino, TUESDAY).person, on(veikko, WEDNESDAY).person) == (kari, sari)
    clock.goes_to("8:30")
    assert village.phone_of(kari).gets_nothing()
    assert village.nobody_is_forgotten()


def test_nobody_gets_a_turn_on_a_day_when_they_are_away(
    village: Village, clock: Clock, turns: tuple[Assignment, Assignment], kari: Person, aino: Person
) -> None:
    record_absence(kari, TUESDAY, WEDNESDAY, by=village.by, now=clock.now)
    with pytest.raises(NotEligibleError):
        propose_swap(*turns, by=village.by, now=clock.now)
    assert not Swap.objects.exists()


def test_one_turn_is_not_asked_for_twice_and_a_landline_is_not_asked_at_all(
    village: Village,
    clock: Clock,
    turns: tuple[Assignment, Assignment],
    sari: Person,
    veikko: Person,
) -> None:
    propose_swap(*turns, by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(ASKED_ALREADY)):
        propose_swap(*turns, by=village.by, now=clock.now)
    desk_phone = village.volunteer("Lahja", "+358143450001", kind="landline")
    wanted = assign(
        on(veikko, date(2026, 11, 26)).occurrence,
        desk_phone,
        origin="manual",
        by=village.by,
        now=clock.now,
    )
    given = next(t for t in Assignment.objects.filter(person=sari, state="held").order_by("-pk"))
    with pytest.raises(RefusedError, match=str(NO_TEXTS)):
        propose_swap(given, wanted, by=village.by, now=clock.now)


def test_only_turns_of_others_in_the_ring_within_four_weeks_can_be_had_instead(
    village: Village, clock: Clock, turns: tuple[Assignment, Assignment], kari: Person
) -> None:
    found = swappable(turns[0].occurrence, clock.now)
    assert {turn.person for turn in found} == {kari}
    assert max(turn.occurrence.nominal_date for turn in found) == date(2026, 12, 21)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_a_swap_at_the_same_moment_one_does() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    kari = village.volunteer("Kari", "+358401230002")
    people = [
        village.resident("Aino", "+358401230101"),
        village.resident("Veikko", "+358401230102"),
    ]
    village.ring(helpers=[sari, kari], residents=people, at="9:00")
    given, wanted = on(people[0], TUESDAY), on(people[1], WEDNESDAY)
    swap = propose_swap(given, wanted, by=village.by, now=village.clock.now)
    start, said, failures = Barrier(2), [], []

    def say_yes() -> None:
        try:
            start.wait()
            said.append(agree(swap.pk, by=by_person(kari.pk), now=village.clock.now))
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=say_yes) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert sorted(said) == [False, True]
    assert (on(people[0], TUESDAY).person, on(people[1], WEDNESDAY).person) == (kari, sari)
    live = Assignment.objects.filter(state__in=Assignment.LIVE)
    assert live.filter(occurrence=given.occurrence).count() == 1


def test_a_yes_to_what_can_no_longer_be_changed_is_told_to_who_wished_it(
    village: Village, turns: tuple[Assignment, Assignment], clock: Clock, sari: Person, kari: Person
) -> None:
    swap = asked(village, turns)
    text = village.phone_of(kari).gets("Voitko vaihtaa")
    record_absence(kari, TUESDAY, WEDNESDAY, by=village.by, now=clock.now)
    text.answers("joo")
    village.phone_of(sari).gets("ei onnistunut", "tiistaina 24.11.")
    swap.refresh_from_db()
    assert swap.state == "withdrawn"
    assert duty(turns[0].occurrence).person == sari


def test_nobody_is_asked_in_the_morning_about_a_turn_that_was_called_off_at_night(
    village: Village, turns: tuple[Assignment, Assignment], clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("20:30")
    propose_swap(*turns, by=village.by, now=clock.now)
    record_absence(aino, TUESDAY, WEDNESDAY, by=village.by, now=clock.now)
    clock.goes_to_next_day("8:30")
    assert "Voitko vaihtaa" not in " ".join(
        Message.objects.filter(person=kari, state="delivered").values_list("body", flat=True)
    )
    assert Message.objects.get(purpose="swap").state == "cancelled"
    assert village.nobody_is_forgotten()
