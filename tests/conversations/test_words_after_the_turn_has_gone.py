"""Words of somebody whose turn it no longer is, or who changes their mind."""

from datetime import timedelta

from people.models import Person, PersonNumber
from people.services.numbers import give_number, take_number_away
from rings.models import Assignment
from rings.services.attending.assign import assign
from rings.services.standing_in.substitutes import claim_offer
from tests.conversations.village import Clock, Village, duty


def test_a_second_no_of_the_first_helper_does_not_take_the_turn_from_the_stand_in(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:02")
    village.phone_of(sari).answers("en pääse")
    village.phone_of(kari).answers("joo")
    assert duty(village.occurrence(aino)).person == kari

    village.phone_of(sari).answers("en pääse")

    held = duty(village.occurrence(aino))
    assert (held.person, held.state) == (kari, "held")


def test_a_stop_of_one_whose_turn_was_given_away_does_not_bring_it_to_the_office(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:02")
    assign(village.occurrence(aino), kari, origin="manual", by=village.by, now=clock.now)
    clock.goes_to("9:03")

    village.phone_of(sari).answers("STOP")

    assert village.occurrence(aino).state == "reminded"
    assert duty(village.occurrence(aino)).person == kari


def test_whoever_can_after_all_has_the_turn_again(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00", remind_before=60)
    clock.goes_to("8:10")
    village.phone_of(sari).answers("en pääse")
    village.phone_of(kari).gets("Aino")
    clock.goes_to("8:12")

    village.phone_of(sari).answers("pääsen sittenkin")

    held = duty(village.occurrence(aino))
    assert (held.person, held.state, held.reason) == (sari, "held", "")
    clock.goes_to("9:00")
    assert village.occurrence(aino).state == "reminded"
    village.phone_of(kari).answers("joo")
    assert duty(village.occurrence(aino)).person == sari, "the first yes has it"


def test_a_stand_in_who_gave_it_back_and_it_went_to_another_is_not_told_that_it_is_theirs(
    village: Village, clock: Clock, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari, liisa], residents=[aino], at="12:00", remind_before=180)
    clock.goes_to("9:02")
    village.phone_of(sari).answers("en pääse")
    phone = village.phone_of(kari).gets("Aino")
    phone.answers("joo")
    phone.gets("Kiitos")
    phone.answers("en pääsekään")
    assign(village.occurrence(aino), liisa, origin="manual", by=village.by, now=clock.now)

    offer = village.occurrence(aino).offers.get(person=kari)
    assert not claim_offer(offer.pk, by=village.by, now=clock.now + timedelta(minutes=1))
    assert duty(village.occurrence(aino)).person == liisa


def test_a_stand_in_who_said_no_and_then_yes_has_it_again(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="12:00", remind_before=180)
    clock.goes_to("9:02")
    village.phone_of(sari).answers("en pääse")
    phone = village.phone_of(kari).gets("Aino")
    phone.answers("joo")
    phone.answers("en pääsekään")

    offer = village.occurrence(aino).offers.get(person=kari)
    assert claim_offer(offer.pk, by=village.by, now=clock.now)
    held = duty(village.occurrence(aino))
    assert (held.person, held.state) == (kari, "held")


def test_the_new_holder_of_an_old_number_does_not_answer_for_the_one_who_had_it(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:02")
    old = PersonNumber.objects.get(person=sari)
    e164 = old.number.e164
    take_number_away(old, by=village.by, now=clock.now)
    give_number(sari, "040 1239876", by=village.by, now=clock.now)
    give_number(kari, e164, by=village.by, now=clock.now)

    came = village.phone(e164).answers("ok, kuka kysyy")

    assert village.occurrence(aino).state == "reminded"
    assert (came.state, came.person) == ("queued", kari)


def test_a_text_that_waited_does_not_go_to_a_number_given_up_meanwhile(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="8:30", remind_before=60)
    clock.goes_to("7:35")
    held = PersonNumber.objects.get(person=sari)
    number = village.phone_of(sari)
    take_number_away(held, by=village.by, now=clock.now)
    give_number(sari, "040 1239876", by=village.by, now=clock.now)

    clock.goes_to("8:05")

    number.gets_nothing()
    assert village.occurrence(aino).state == "escalated"
    assert village.occurrence(aino).because == "not_sent"
    assert village.nobody_is_forgotten()


def test_reports_of_no_answer_every_ten_minutes_do_not_keep_it_from_the_coordinator(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    for minute in ("9:01", "9:11", "9:21", "9:31", "9:41", "9:51"):
        clock.goes_to(minute)
        village.phone_of(sari).answers("ei vastaa")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "no_answer")
    assert village.nobody_is_forgotten()


def test_a_volunteer_who_helps_in_a_sign_in_ring_is_not_asked_for_their_own_sign_of_life(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(residents=[aino], topology="call_in", at="9:00")
    clock.goes_to("8:50")
    assign(village.occurrence(aino), sari, origin="manual", by=village.by, now=clock.now)
    clock.goes_to("9:00")

    phone = village.phone_of(sari).gets("Sari", "Aino", "040 1230101")
    village.phone_of(sari).answers("en pääse")
    assert village.occurrence(aino).state == "escalated"
    phone.gets("Etsimme sijaista").gets_nothing()


def test_a_yes_of_the_office_for_a_resident_still_signs_them_in(
    village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(residents=[aino], topology="call_in", at="9:00")
    clock.goes_to("9:00")
    village.phone_of(aino).answers("ok")
    assert village.occurrence(aino).state == "done"
    assert not Assignment.objects.filter(
        occurrence=village.occurrence(aino), state__in=Assignment.LIVE
    )
