"""A ladder is what the office wrote: who hears of it, how, after how long, and what an empty step does."""

import pytest

from people.errors import RefusedError
from people.models import Contact, Person
from people.services.absences import record_absence
from rings.models import Escalation, Ring
from rings.rules.steps import PHONE, Rung, freeze, step_at
from rings.services.climbing.own_ladder import MACHINE_AFTER_OFFICE, NEVER_BY_ITSELF, set_own_steps
from tests.conversations.village import MONDAY, Clock, Village

REMIND = Rung("remind", 0, 1, "helper")
OFFICE = Rung("office", 20, 1, "coordinator")


def steps(village: Village, ring: Ring, *rungs: Rung) -> None:
    set_own_steps(ring, "silent", rungs, by=village.by, now=village.clock.now)


@pytest.fixture
def ring(village: Village, sari: Person, aino: Person) -> Ring:
    return village.ring(helpers=[sari], residents=[aino], at="9:00")


def test_a_step_for_the_captain_tells_them_who_has_not_been_heard_of(
    village: Village, clock: Clock, ring: Ring, liisa: Person
) -> None:
    ring.captain = liisa
    ring.save()
    steps(village, ring, REMIND, Rung("remind", 15, 1, "captain"), OFFICE)
    clock.goes_to("9:15")
    village.phone_of(liisa).gets("Sari ei ole vielä vastannut", "ei ole hälytyspalvelu")
    clock.goes_to("9:35")
    assert village.nobody_is_forgotten()


def test_a_step_that_finds_nobody_gives_way_at_once(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    steps(village, ring, REMIND, Rung("remind", 15, 1, "captain"), OFFICE)
    clock.goes_to("9:15")
    assert village.occurrence(aino).state == "escalated", "there is no captain to tell"


def test_a_step_that_finds_nobody_waits_when_the_office_wants_it_so(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    waits = Rung("stand_in", 15, 1, "stand_ins", skip_if_empty=False)
    steps(village, ring, REMIND, waits, OFFICE)
    clock.goes_to("9:34")
    assert village.occurrence(aino).state == "reminded"
    clock.goes_to("9:35")
    assert village.occurrence(aino).state == "escalated"
    assert village.nobody_is_forgotten()


def test_a_step_by_telephone_is_the_offices(
    village: Village, clock: Clock, ring: Ring, sari: Person, aino: Person
) -> None:
    rings = Rung("remind", 10, 1, "helper", PHONE)
    steps(village, ring, REMIND, rings, OFFICE)
    clock.goes_to("9:10")
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "silent")
    village.phone_of(sari).gets("klo 9.00").gets_nothing()


def test_nobody_outside_is_ever_told_by_a_text_of_itself(village: Village, ring: Ring) -> None:
    with pytest.raises(RefusedError, match=str(NEVER_BY_ITSELF)):
        steps(village, ring, REMIND, OFFICE, Rung("contacts", 10, 1, "contacts"))
    with pytest.raises(RefusedError, match=str(MACHINE_AFTER_OFFICE)):
        steps(village, ring, Rung("remind", 0, 1, "helper", PHONE), REMIND, OFFICE)


def test_what_has_begun_keeps_its_steps_whatever_is_changed_meanwhile(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    clock.goes_to("9:00")
    steps(village, ring, Rung("remind", 0, 1, "helper"), Rung("office", 1, 1, "coordinator"))
    clock.goes_to("9:29")
    assert village.occurrence(aino).state == "reminded"
    clock.goes_to_next_day("9:01")
    assert village.occurrence(aino).state == "escalated"


def test_a_ladder_frozen_before_steps_had_an_audience_still_runs(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    clock.goes_to("9:00")
    ladder = Escalation.objects.get(occurrence=village.occurrence(aino))
    assert {"audience", "channel", "skip_if_empty"} <= set(ladder.steps[0])
    ladder.steps = [
        {"action": "remind", "delay_minutes": 0},
        {"action": "stand_in", "delay_minutes": 5},
        {"action": "office", "delay_minutes": 5},
        {"action": "decide", "delay_minutes": 10},
    ]
    ladder.save()
    clock.goes_to("9:30")
    assert village.occurrence(aino).state == "escalated"
    clock.goes_to("12:00")
    assert village.nobody_is_forgotten()


def test_the_resident_of_whom_no_contact_is_known_comes_to_a_decision_at_once(
    village: Village, clock: Clock, ring: Ring, aino: Person
) -> None:
    Contact.objects.all().delete()
    clock.goes_to("10:45")
    ladder = Escalation.objects.get(occurrence=village.occurrence(aino))
    assert ladder.steps[ladder.position - 1]["action"] == "decide"


def test_a_known_absence_comes_before_every_step(
    village: Village, clock: Clock, ring: Ring, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    record_absence(aino, MONDAY, None, by=village.by, now=clock.now)
    clock.goes_to("10:30")
    call = village.occurrence(aino)
    assert (call.state, call.reason) == ("cancelled", "away")
    village.phone_of(sari).gets("klo 9.00").gets_nothing()


def test_repeats_are_written_out_and_keep_who_and_how() -> None:
    frozen = freeze([Rung("stand_in", 15, 2, "stand_ins", skip_if_empty=False)])
    assert len(frozen) == 2
    step = step_at(frozen, 1)
    assert step is not None
    assert (step.audience, step.channel, step.skip_if_empty) == ("stand_ins", "sms", False)
