"""Somebody is away: known absences come before every ladder."""

from datetime import date

from people.models import Person
from people.services.absences import cancel_absence, record_absence
from rings.models import Occurrence
from tests.conversations.village import Clock, Village, duty

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)


def on(receiver: Person, day: date) -> Occurrence:
    """Return what is planned for `receiver` on `day`."""
    return Occurrence.objects.get(receiver=receiver, nominal_date=day)


def test_the_turns_of_a_helper_who_is_away_go_to_the_next_and_come_back(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    absence = record_absence(sari, TUESDAY, THURSDAY, by=village.by, now=clock.now)
    assert duty(on(aino, TUESDAY)).person == kari
    assert duty(on(aino, WEDNESDAY)).person == kari
    assert duty(on(aino, THURSDAY)).person == sari

    cancel_absence(absence, by=village.by, now=clock.now)
    assert duty(on(aino, TUESDAY)).person == sari
    assert village.nobody_is_forgotten()


def test_a_helper_away_from_today_is_not_texted_and_the_others_are_asked(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("klo 9.00")
    record_absence(sari, date(2026, 11, 23), None, by=village.by, now=clock.now)

    clock.goes_to("9:02")

    village.phone_of(kari).gets("tuurata", "Aino").answers("ok")
    assert duty(village.occurrence(aino)).person == kari
    clock.goes_to("9:40")
    village.phone_of(sari).gets_nothing()


def test_a_pair_whose_only_helper_is_away_is_a_gap_two_days_ahead(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(topology="pair", helpers=[sari], residents=[aino], at="9:00")
    record_absence(sari, THURSDAY, date(2026, 11, 27), by=village.by, now=clock.now)
    assert duty(on(aino, THURSDAY)).state == "seeking"

    clock.goes_to_next_day("9:00")

    gap = on(aino, THURSDAY)
    assert (gap.state, gap.because) == ("escalated", "nobody")
    assert gap.office_owner == village.coordinator
    assert village.nobody_is_forgotten()


def test_nobody_rings_a_resident_who_is_away_and_the_return_brings_the_calls_back(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    absence = record_absence(aino, TUESDAY, None, by=village.by, now=clock.now)
    tuesday = on(aino, TUESDAY)
    assert (tuesday.state, tuesday.reason, tuesday.holder()) == ("cancelled", "away", None)

    cancel_absence(absence, by=village.by, now=clock.now)
    tuesday.refresh_from_db()
    assert (tuesday.state, tuesday.reason) == ("planned", "")
    assert duty(on(aino, TUESDAY)).person == sari
    clock.goes_to_next_day("9:00")
    village.phone_of(sari).gets("klo 9.00").gets("muistuttaa")
    assert village.nobody_is_forgotten()


def test_a_resident_who_went_to_hospital_this_morning_is_not_chased(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:10")
    village.phone_of(sari).gets("klo 9.00")
    record_absence(aino, date(2026, 11, 23), None, by=village.by, now=clock.now)

    clock.goes_to("11:00")

    call = village.occurrence(aino)
    assert (call.state, call.reason) == ("cancelled", "away")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()
