"""A circle goes on past a silent member, somebody owns the break, and it closes with the captain."""

import pytest

from people.models import Person
from people.services.absences import record_absence
from rings.models import Assignment, Escalation, Occurrence, Ring
from tests.conversations.village import MONDAY, Clock, Village, duty


@pytest.fixture
def elma(village: Village) -> Person:
    return village.resident("Elma", "+358401230103")


@pytest.fixture
def paavo(village: Village) -> Person:
    return village.resident("Paavo", "+358401230104")


@pytest.fixture
def ring(village: Village, aino: Person, veikko: Person, elma: Person, paavo: Person) -> Ring:
    """Aino (captain) rings Veikko, he Elma, she Paavo, he Aino. Elma is the deputy."""
    ring = village.ring(topology="circle", residents=[aino, veikko, elma, paavo], at="9:00")
    ring.captain, ring.deputy = aino, elma
    ring.save()
    return ring


def everybody_is_asked(village: Village, *people: Person) -> None:
    for person in people:
        village.phone_of(person).gets("Soittorinki klo 9.00", "ei ole hälytyspalvelu")


def test_the_call_of_a_member_who_does_not_answer_is_made_by_whoever_missed_them(
    village: Village, clock: Clock, ring: Ring, aino: Person, veikko: Person, elma: Person
) -> None:
    clock.goes_to("9:00")
    everybody_is_asked(village, aino, veikko)
    village.phone_of(aino).answers("EI")
    village.phone_of(aino).gets("Yritä uudelleen klo 9.15")
    village.phone_of(aino).gets("puuttuu vielä", "Soita nyt: Elma 040 1230103").answers("ok")

    assert village.occurrence(elma).state == "done"
    missed = village.occurrence(veikko)
    assert (missed.state, missed.office_owner) == ("no_answer", village.coordinator)
    assert village.nobody_is_forgotten()


def test_the_call_of_a_member_who_says_nothing_goes_on_after_their_first_reminder(
    village: Village, clock: Clock, ring: Ring, aino: Person, veikko: Person, elma: Person
) -> None:
    clock.goes_to("9:00")
    village.phone_of(aino).gets("klo 9.00").answers("ok")
    clock.goes_to("9:30")

    village.phone_of(aino).gets("Soita nyt: Elma").answers("ok soitettu")
    call = village.occurrence(elma)
    assert call.state == "done"
    assert [a.state for a in call.assignments.all()] == ["released", "done"]
    assert call.office_owner == village.coordinator, "the break has an owner"
    assert village.nobody_is_forgotten()


def test_when_the_one_before_is_silent_too_the_next_before_makes_the_call(
    village: Village,
    clock: Clock,
    ring: Ring,
    aino: Person,
    veikko: Person,
    elma: Person,
    paavo: Person,
) -> None:
    clock.goes_to("9:00")
    village.phone_of(paavo).gets("klo 9.00").answers("ok")
    clock.goes_to("9:30")

    assert duty(village.occurrence(veikko)).person == paavo, "for Aino, who has said nothing"
    assert duty(village.occurrence(elma)).person == paavo, "for Veikko, who has said nothing"
    village.phone_of(paavo).gets("Soita nyt: Veikko").gets("Veikko", "Elma").answers("ok")
    village.phone_of(elma).gets("klo 9.00").gets("Aino ei ole vielä vastannut", "Toimisto tietää")
    assert village.occurrence(elma).state == village.occurrence(veikko).state == "done"
    assert village.nobody_is_forgotten()


def test_a_silent_captain_is_not_told_of_themselves_but_the_deputy_is(
    village: Village, clock: Clock, ring: Ring, aino: Person, elma: Person, paavo: Person
) -> None:
    clock.goes_to("9:00")
    village.phone_of(elma).gets("klo 9.00").answers("ok")
    village.phone_of(paavo).gets("klo 9.00").answers("ei vastannut")

    village.phone_of(elma).gets("Soittorinki: Aino ei ole vielä vastannut")
    assert village.phone_of(aino).gets("klo 9.00").gets_nothing()


def test_without_captain_and_deputy_the_system_is_captain_and_tells_the_coordinator(
    village: Village, clock: Clock, ring: Ring, aino: Person, elma: Person
) -> None:
    ring.captain = None
    ring.save()
    record_absence(elma, MONDAY, None, by=village.by, now=clock.now)
    clock.goes_to("9:00")
    village.phone_of(aino).gets("klo 9.00").answers("EI")

    office = village.phone(village.coordinator.phone)
    office.gets("Soittorinki: Veikko ei ole vielä vastannut", "asia on sinun")


def test_the_circle_closes_with_the_captain_once_and_the_ok_is_only_a_receipt(
    village: Village,
    clock: Clock,
    ring: Ring,
    aino: Person,
    veikko: Person,
    elma: Person,
    paavo: Person,
) -> None:
    clock.goes_to("9:00")
    for person in (aino, veikko, elma, paavo):
        village.phone_of(person).gets("klo 9.00").answers("ok")

    text = village.phone_of(aino).gets("Soittorinki on kiertänyt", "kaikki on tavoitettu")
    reply = text.answers("ok")
    assert (reply.state, reply.queued_because) == ("handled", "")
    assert village.occurrence(veikko).outcomes.count() == 1
    clock.goes_to("11:00")
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_the_captain_hears_how_many_calls_the_office_still_has(
    village: Village,
    clock: Clock,
    ring: Ring,
    aino: Person,
    veikko: Person,
    elma: Person,
    paavo: Person,
) -> None:
    clock.goes_to("9:00")
    for person in (aino, veikko, elma):
        village.phone_of(person).gets("klo 9.00").answers("ok")
    village.phone_of(paavo).gets("klo 9.00").answers("soittakaa minulle")

    text = village.phone_of(elma).gets("on kiertänyt", "vielä auki 1", "toimisto hoitaa")
    assert text.answers("miksi?").state == "queued"
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_in_a_circle_of_two_nobody_else_can_call_and_the_silent_one_has_their_time(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    village.ring(topology="circle", residents=[aino, veikko], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(aino).gets("klo 9.00").answers("EI")
    assert village.phone_of(veikko).gets("klo 9.00").gets_nothing()
    assert duty(village.occurrence(aino)).person == veikko
    clock.goes_to("9:30")
    village.phone_of(veikko).gets("muistuttaa")
    clock.goes_to("11:30")
    assert village.nobody_is_forgotten()


def test_whoever_was_silent_may_still_report_and_both_calls_count_once(
    village: Village, clock: Clock, ring: Ring, aino: Person, veikko: Person, elma: Person
) -> None:
    clock.goes_to("9:00")
    village.phone_of(aino).gets("klo 9.00").answers("ok")
    clock.goes_to("9:31")
    village.phone_of(veikko).answers("ok, soitin Elmalle")
    call = village.occurrence(elma)
    assert (call.state, call.reason) == ("done", "by_other")
    village.phone_of(aino).answers("ok")
    call.refresh_from_db()
    assert (call.state, call.reason) == ("done", "by_other")
    assert village.nobody_is_forgotten()


def test_a_circle_whose_last_calls_ended_in_the_same_moment_is_closed_some_minutes_later(
    village: Village,
    clock: Clock,
    ring: Ring,
    aino: Person,
    veikko: Person,
    elma: Person,
    paavo: Person,
) -> None:
    clock.goes_to("9:01")
    for person in (aino, veikko, elma):
        village.phone_of(person).gets("klo 9.00").answers("ok")
    # Two workers at once: neither sees what the other has not written yet.
    last = village.occurrence(aino)
    Assignment.objects.filter(occurrence=last).update(state="done")
    Escalation.objects.filter(occurrence=last).update(state="ended")
    Occurrence.objects.filter(pk=last.pk).update(state="done", due_at=None)
    clock.goes_to("9:04")
    village.phone_of(aino).gets_nothing()
    clock.goes_to("9:05")
    village.phone_of(aino).gets("on kiertänyt", "kaikki on tavoitettu")
    clock.goes_to("9:10")
    village.phone_of(aino).gets_nothing()
