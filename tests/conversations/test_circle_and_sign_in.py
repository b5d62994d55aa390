"""Residents who ring each other, and residents who report themselves."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_the_circle_goes_on_past_a_silent_member_and_somebody_owns_the_break(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    elma = village.resident("Elma", "+358401230103")
    village.ring(topology="circle", residents=[aino, veikko, elma], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(aino).gets("soita seuraavalle, Veikko 040 1230102").answers("ok")
    village.phone_of(veikko).gets("soita seuraavalle, Elma")
    village.phone_of(elma).gets("soita seuraavalle, Aino").answers("ok")

    assert village.occurrence(veikko).state == "done"
    assert village.occurrence(aino).state == "done", "the ring is closed past the silent one"
    clock.goes_to("9:30")
    village.phone_of(aino).gets("Veikko puuttuu vielä", "Soita nyt: Elma")
    clock.goes_to("10:20")
    missed = village.occurrence(elma)
    assert (missed.state, missed.office_owner) == ("escalated", village.coordinator)
    assert village.nobody_is_forgotten()


def test_a_resident_who_does_not_report_by_the_hour_is_asked_again_and_then_phoned(
    village: Village, clock: Clock, aino: Person, veikko: Person
) -> None:
    village.ring(topology="call_in", residents=[aino, veikko], at="10:00", remind_before=60)
    clock.goes_to("9:00")
    village.phone_of(aino).gets("Huomenta Aino", "klo 10.00").answers("ok")
    village.phone_of(veikko).gets("Huomenta Veikko")
    assert village.occurrence(aino).state == "done"

    clock.goes_to("10:00")
    village.phone_of(veikko).gets("onko kaikki hyvin")
    clock.goes_to("10:45")
    missing = village.occurrence(veikko)
    assert (missing.state, missing.because) == ("escalated", "silent")
    assert missing.office_owner == village.coordinator
    assert village.nobody_is_forgotten()


def test_a_resident_who_says_no_to_all_well_is_a_worry(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=60)
    clock.goes_to("9:05")
    text = village.phone_of(aino).gets("onko kaikki hyvin").answers("EI")

    assert (text.state, text.intent) == ("queued", "concern")
    assert village.occurrence(aino).because == "concern"
