"""Edge cases about people, each a thing that went wrong in a comparable service (its number in the list)."""

from datetime import date

import pytest

from notifications.models import Message
from people.models import Person
from people.services.absences import change_return, record_absence
from people.services.residents import end_resident
from rings.models import Assignment, Occurrence
from rings.services.attending.assign import assign
from rings.services.attending.farewell import helpers_to_tell
from tests.conversations.village import MONDAY, Clock, Village, duty
from volunteers.models import Credential
from volunteers.services.lifecycle import show_credential

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)


def on(receiver: Person, day: date) -> Occurrence:
    """Return what is planned for `receiver` on `day`."""
    return Occurrence.objects.get(receiver=receiver, nominal_date=day)


def test_a_stand_in_finds_a_stand_in_and_the_original_who_returns_early_is_thanked(
    village: Village, clock: Clock, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    """Edge 9: a stand-in asks for a stand-in; the original returns early."""
    village.ring(helpers=[sari, kari, liisa], residents=[aino], at="14:00", remind_before=300)
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 14.00").answers("en pääse")
    village.phone_of(kari).gets("tuurata").answers("ok")
    village.phone_of(kari).gets("Vuoro on nyt sinun").answers("en pääsekään")
    assert (duty(village.occurrence(aino)).person, duty(village.occurrence(aino)).state) == (
        kari,
        "seeking",
    )
    village.phone_of(liisa).gets("tuurata").answers("ok")

    phone = village.phone_of(sari).gets("Etsimme sijaista").gets("Kari hoitaa vuoron")
    phone.answers("pääsen sittenkin")
    phone.gets("Toinen ehti", "ei tarvitse tehdä mitään")
    assert duty(village.occurrence(aino)).person == liisa
    assert village.nobody_is_forgotten()


def test_a_yes_by_text_after_the_office_has_found_somebody_by_telephone_is_refused_kindly(
    village: Village, clock: Clock, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    """Edge 10: acceptance arrives by text after a coordinator assigned someone by telephone."""
    village.ring(helpers=[sari, kari, liisa], residents=[aino], at="14:00", remind_before=300)
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 14.00").answers("en pääse")
    village.phone_of(kari).gets("tuurata")
    manual = Assignment.Origin.MANUAL
    assign(village.occurrence(aino), liisa, origin=manual, by=village.by, now=clock.now)

    village.phone_of(kari).answers("kyllä käy")
    village.phone_of(kari).gets("Toinen ehti tällä kertaa ensin")
    live = Assignment.objects.filter(occurrence=village.occurrence(aino), state__in=Assignment.LIVE)
    assert [a.person for a in live] == [liisa]
    assert village.nobody_is_forgotten()


def test_an_absence_saved_during_the_day_frees_what_is_still_open_and_keeps_what_is_done(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 12: absence saved for a day already under way."""
    village.ring(topology="pair", helpers=[sari, kari], residents=[aino], at="9:00")
    village.ring(topology="pair", helpers=[sari, kari], residents=[veikko], at="15:00")
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 9.00").answers("ok")
    clock.goes_to("11:00")
    record_absence(sari, MONDAY, None, by=village.by, now=clock.now)
    assert village.occurrence(aino).state == "done"
    assert duty(village.occurrence(veikko)).person == kari
    assert village.nobody_is_forgotten()


def test_an_absence_from_tomorrow_saved_before_midnight_frees_tonights_call_of_tomorrow_alone(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 12: absence across midnight. The local date of the call counts, not the hours between."""
    village.ring(topology="pair", helpers=[sari, kari], residents=[aino], at="23:55")
    village.ring(topology="pair", helpers=[sari, kari], residents=[veikko], at="0:30")
    clock.goes_to("23:50")
    record_absence(sari, TUESDAY, WEDNESDAY, by=village.by, now=clock.now)
    assert duty(on(aino, MONDAY)).person == sari, "five minutes before midnight they are there"
    assert duty(on(veikko, TUESDAY)).person == kari, "half an hour after midnight they are away"
    assert duty(on(veikko, WEDNESDAY)).person == sari
    assert village.nobody_is_forgotten()


def test_half_a_day_is_said_turn_by_turn_and_the_other_half_stays(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 12: half-day absence. An absence is whole local days; part of a day is a "cannot" for its turn."""
    village.ring(topology="pair", helpers=[sari, kari], residents=[aino], at="9:00")
    village.ring(topology="pair", helpers=[sari, kari], residents=[veikko], at="15:00")
    clock.goes_to("9:00")
    village.phone_of(sari).gets("klo 9.00").answers("en pääse aamulla")
    village.phone_of(kari).gets("tuurata").answers("ok")
    assert duty(village.occurrence(aino)).person == kari
    assert (duty(village.occurrence(veikko)).person, duty(village.occurrence(veikko)).state) == (
        sari,
        "held",
    )


def test_an_absence_that_is_shortened_brings_back_the_days_after_it(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    """Edge 12: an absence that ends in the middle of what was planned around it."""
    village.ring(topology="pair", helpers=[sari, kari], residents=[aino], at="9:00")
    absence = record_absence(sari, TUESDAY, None, by=village.by, now=clock.now)
    assert duty(on(aino, THURSDAY)).person == kari
    change_return(absence, WEDNESDAY, by=village.by, now=clock.now)
    assert duty(on(aino, TUESDAY)).person == kari
    assert duty(on(aino, THURSDAY)).person == sari


@pytest.fixture
def lapsing(village: Village, sari: Person) -> Credential:
    """A required paper of Sari whose last day is Tuesday."""
    return show_credential(
        sari.volunteer,
        "record",
        seen_on=date(2025, 11, 24),
        by=village.by,
        now=village.clock.now,
        valid_until=TUESDAY,
        required=True,
    )


def test_a_turn_promised_for_after_the_last_day_of_a_paper_reaches_a_person_before_the_day(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """Edge 13: a credential lapses between acceptance and the day."""
    village.ring(topology="pair", helpers=[sari], residents=[aino], at="9:00")
    manual = Assignment.Origin.MANUAL
    kept = assign(on(aino, THURSDAY), sari, origin=manual, by=village.by, now=clock.now)
    Assignment.objects.filter(pk=kept.pk).update(origin=manual)
    show_credential(
        sari.volunteer,
        "record",
        seen_on=date(2025, 11, 25),
        by=village.by,
        now=clock.now,
        valid_until=TUESDAY,
        required=True,
    )
    clock.goes_to_next_day("9:30")
    promised = on(aino, THURSDAY)
    assert (promised.state, promised.because) == ("escalated", "nobody")
    assert promised.office_owner == village.coordinator
    assert duty(promised).state == "seeking", "flagged, and still theirs until somebody has it"
    assert village.nobody_is_forgotten()


def test_the_coordinator_hears_of_a_paper_thirty_fourteen_and_three_days_before(
    village: Village, clock: Clock, sari: Person, lapsing: Credential
) -> None:
    """Edge 13: the notices that keep it from happening."""
    Credential.objects.filter(pk=lapsing.pk).update(valid_until=date(2026, 12, 26))
    office = village.phone(village.coordinator.phone)
    clock.goes_to("9:30", day=THURSDAY)
    office.gets("Sari Esimerkki", "voimassa 26.12.2026 asti").gets_nothing()
    clock.goes_to("9:30", day=date(2026, 12, 12))
    office.gets("26.12.2026")
    clock.goes_to("9:45", day=date(2026, 12, 23))
    office.gets("26.12.2026").gets_nothing()
    show_credential(
        sari.volunteer,
        "record",
        seen_on=date(2026, 12, 23),
        by=village.by,
        now=clock.now,
        valid_until=date(2027, 1, 24),
        required=True,
    )
    clock.goes_to("9:30", day=date(2026, 12, 25))
    office.gets("24.1.2027").gets_nothing()


def test_when_a_resident_has_died_nothing_more_is_sent_and_staff_see_whom_to_tell_themselves(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 14: future work cancelled, volunteers told personally by staff, reminders stopped, counts kept."""
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:00")
    for person in (sari, kari):
        village.phone_of(person).gets("klo 9.00").answers("ok")
    clock.goes_to_next_day("8:59")
    sent = set(Message.objects.values_list("pk", flat=True))
    end_resident(aino.resident, "died", by=village.by, now=clock.now)

    assert not Occurrence.objects.open().filter(receiver=aino).exists()
    assert set(helpers_to_tell(aino, clock.now)) == {sari, kari}
    assert Message.objects.count() == len(sent), "nobody is told by a text of itself"
    clock.goes_to("11:00")
    assert not Message.objects.exclude(pk__in=sent).filter(body__contains="Aino").exists()
    assert Occurrence.objects.filter(receiver=aino, state="done").count() == 1, "what was, counts"
    assert village.nobody_is_forgotten()


def test_a_landline_gets_no_text_and_its_holder_is_on_the_offices_list_to_telephone(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """Edge 22: a landline cannot take texts: the channel falls to the telephone list, never "sent"."""
    martta = village.volunteer("Martta", "+358145550199", kind="landline")
    village.ring(helpers=[martta, sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    call = village.occurrence(aino)
    assert (call.state, call.because, duty(call).person) == ("escalated", "no_text", martta)
    assert not Message.objects.filter(number__e164="+358145550199").exists()
    assert village.nobody_is_forgotten()
