"""Stand-ins are asked in waves; whoever had the turn stays responsible until one has said yes."""

from datetime import date, time, timedelta

import pytest

from people.models import Person
from people.services.absences import change_return, record_absence
from rings.models import Occurrence, OfferPolicy, Ring
from rings.services.attending.outcomes import record_outcome
from tests.conversations.village import MONDAY, Clock, Village, duty
from volunteers.models import AvailableWindow

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def two_at_once(village: Village) -> OfferPolicy:
    return OfferPolicy.objects.create(association=village.office, wave_size=2)


@pytest.fixture
def helpers(village: Village, sari: Person) -> list[Person]:
    others = [village.volunteer(f"Kari{n}", f"+35840123001{n}") for n in range(1, 5)]
    return [sari, *others]


def asked(occurrence: Occurrence) -> list[tuple[int, str]]:
    return [(o.wave, o.person.first_name) for o in occurrence.offers.order_by("pk")]


def test_the_second_wave_is_asked_when_the_first_has_not_answered_and_then_the_office_has_it(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(helpers=helpers, residents=[aino], at="9:00")
    clock.goes_to("9:45")
    call = village.occurrence(aino)
    assert asked(call) == [(1, "Kari1"), (1, "Kari2")]
    holder = duty(call)
    assert (holder.person, holder.state) == (helpers[0], "seeking"), "still responsible"

    clock.goes_to("10:00")
    assert asked(call)[2:] == [(2, "Kari3"), (2, "Kari4")]
    village.phone_of(helpers[3]).gets("tuurata")
    clock.goes_to("10:15")
    call.refresh_from_db()
    assert (call.state, call.because) == ("escalated", "silent")
    village.phone_of(helpers[1]).gets("tuurata").answers("kyllä")
    assert duty(call).person == helpers[1], "a late yes still helps"
    assert village.nobody_is_forgotten()


def test_when_all_of_a_wave_say_no_the_next_is_asked_at_once(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(helpers=helpers, residents=[aino], at="9:00")
    clock.goes_to("9:46")
    village.phone_of(helpers[1]).gets("tuurata").answers("EI")
    village.phone_of(helpers[2]).gets("tuurata").answers("en pääse")
    village.phone_of(helpers[3]).gets("tuurata").answers("ok")
    assert duty(village.occurrence(aino)).person == helpers[3]


def test_whoever_was_asked_longest_ago_is_asked_first(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(topology="pair", helpers=helpers, residents=[aino], at="9:00")
    clock.goes_to("9:45")
    village.phone_of(helpers[0]).answers("ok")
    clock.goes_to_next_day("9:45")
    assert asked(village.occurrence(aino)) == [(1, "Kari3"), (1, "Kari4")]


def test_a_cannot_less_than_two_hours_before_reaches_a_person_at_once_while_others_are_asked(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(helpers=helpers, residents=[aino], at="9:00", remind_before=110)
    clock.goes_to("8:05")
    village.phone_of(helpers[0]).gets("klo 9.00").answers("en pääse tänään")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "cannot")
    assert call.office_owner == village.coordinator
    village.phone(village.coordinator.phone).gets("1 asiaa")
    village.phone_of(helpers[1]).gets("tuurata").answers("EI")
    village.phone_of(helpers[2]).gets("tuurata").answers("EI")
    village.phone_of(helpers[3]).gets("tuurata").answers("kyllä")
    call.refresh_from_db()
    assert (duty(call).person, call.because) == (helpers[3], "")
    assert not village.occurrence(aino).office_owner
    assert village.nobody_is_forgotten()


def test_a_cannot_in_good_time_waits_for_the_stand_ins_before_a_person_is_told(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(helpers=helpers, residents=[aino], at="12:00", remind_before=200)
    clock.goes_to("9:00")
    village.phone_of(helpers[0]).gets("klo 12.00").answers("en pääse tänään")
    village.phone_of(helpers[1]).gets("tuurata")
    assert village.occurrence(aino).state == "reminded"
    village.phone(village.coordinator.phone).gets_nothing()


def test_i_can_after_all_takes_the_turn_back_unless_somebody_has_said_yes(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    sari, kari = helpers[:2]
    village.ring(helpers=helpers, residents=[aino], at="12:00", remind_before=200)
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 12.00").answers("en pääse tänään")
    village.phone_of(sari).gets("Etsimme sijaista").answers("pääsen sittenkin")
    assert (duty(village.occurrence(aino)).person, duty(village.occurrence(aino)).state) == (
        sari,
        "held",
    )
    village.phone_of(sari).gets("klo 12.00").answers("en pääse kuitenkaan")
    village.phone_of(sari).gets("Etsimme sijaista")
    village.phone_of(kari).gets("tuurata").gets_nothing().answers("ok")
    village.phone_of(sari).gets("Kari1 hoitaa vuoron").answers("pääsen sittenkin")
    village.phone_of(sari).gets("Toinen ehti", "ei tarvitse tehdä mitään")
    assert duty(village.occurrence(aino)).person == kari
    assert village.nobody_is_forgotten()


def test_whoever_returns_early_has_the_turn_again_if_nobody_has_said_yes(
    village: Village, clock: Clock, helpers: list[Person], aino: Person, veikko: Person
) -> None:
    sari = helpers[0]
    village.ring(topology="pair", helpers=[sari], residents=[aino], at="9:00")
    village.ring(topology="pair", helpers=[sari, helpers[1]], residents=[veikko], at="9:00")
    absence = record_absence(sari, MONDAY, None, by=village.by, now=clock.now)
    clock.goes_to("8:00")
    gap = village.occurrence(aino)
    assert (gap.state, gap.because, duty(gap).state) == ("escalated", "nobody", "seeking")

    change_return(absence, TUESDAY, by=village.by, now=clock.now)
    tomorrow = Occurrence.objects.get(receiver=aino, nominal_date=TUESDAY)
    assert (tomorrow.state, duty(tomorrow).state, duty(tomorrow).person) == (
        "planned",
        "held",
        sari,
    )
    assert duty(village.occurrence(aino)).state == "seeking", "today they are still away"
    assert duty(village.occurrence(veikko)).person == helpers[1]
    assert village.nobody_is_forgotten()


def test_a_stand_in_may_ask_for_a_stand_in(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    sari, first, fourth = helpers[0], helpers[1], helpers[4]
    village.ring(helpers=helpers, residents=[aino], at="12:00", remind_before=200)
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 12.00").answers("en pääse")
    village.phone_of(sari).gets("Etsimme sijaista")
    village.phone_of(first).gets("tuurata").answers("ok")
    village.phone_of(sari).gets("Kari1 hoitaa vuoron")
    village.phone_of(first).gets("Vuoro on nyt sinun").answers("en pääsekään")
    village.phone_of(first).gets("klo 12.00").gets("Etsimme sijaista")
    assert (duty(village.occurrence(aino)).person, duty(village.occurrence(aino)).state) == (
        first,
        "seeking",
    )
    village.phone_of(fourth).gets("tuurata").answers("ok")
    assert duty(village.occurrence(aino)).person == fourth
    village.phone_of(first).gets("Kari4 hoitaa vuoron")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_ring_that_says_so_asks_others_of_the_municipality_who_are_free_and_do_such_tasks(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    ring.stand_ins = Ring.StandIns.AREA
    ring.save()
    fits = village.volunteer("Fanni", "+358401230021")
    drives = village.volunteer("Dora", "+358401230022")
    late = village.volunteer("Lauri", "+358401230023")
    for person, tasks in ((fits, ["call"]), (drives, ["ride"]), (late, ["call", "visit"])):
        person.volunteer.tasks = tasks
        person.volunteer.save()
    AvailableWindow.objects.create(
        volunteer=late.volunteer, weekday=0, starts=time(16), ends=time(18)
    )
    clock.goes_to("9:46")
    village.phone_of(fits).gets("tuurata", "Aino").answers("ok")
    assert village.phone_of(drives).gets_nothing()
    assert village.phone_of(late).gets_nothing()
    assert duty(village.occurrence(aino)).person == fits
    assert village.nobody_is_forgotten()


def test_a_cannot_recorded_by_the_office_an_hour_late_is_in_its_hands_at_once(
    village: Village, clock: Clock, helpers: list[Person], aino: Person
) -> None:
    village.ring(helpers=helpers, residents=[aino], at="9:00")
    clock.goes_to("9:40")
    call = village.occurrence(aino)
    record_outcome(call, "cannot", by=village.by, now=clock.now, reported_by=helpers[0])
    clock.goes_to("9:41")
    call.refresh_from_db()
    assert (call.state, call.because) == ("escalated", "cannot")
    assert call.starts_at + timedelta(minutes=40) <= clock.now
    assert len(asked(call)) == 2
