"""Edge cases of answers to requests: two open questions, yes after the telephone, a yes taken back."""

from people.models import Person
from rings.services.gigs.change import cancel_gig
from rings.services.gigs.claim import give
from rings.services.gigs.waves import send_out
from tests.conversations.gigs import ask_this_way, holder_of, request, stage_of
from tests.conversations.village import Clock, Village


def test_two_open_questions_come_as_a_and_b_and_a_letter_chooses(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 11: YES to the wrong one of two open offers."""
    clock.goes_to("9:00")
    first = request(village, aino, at="10:00")
    clock.goes_to("9:05")
    village.phone_of(kari).gets("Voitko auttaa?")
    second = request(village, veikko, at="15:00")
    clock.goes_to("9:06")
    village.phone_of(kari).gets("A: Asiointiapu tiistaina 24.11. klo 10.00", "B: ", "klo 15.00")

    village.phone_of(kari).answers("B")
    village.phone_of(kari).gets("on sinun: Veikko")
    assert holder_of(second) == kari
    assert stage_of(first) == "offering"
    assert village.nobody_is_forgotten()


def test_a_yes_that_does_not_say_to_which_is_asked_back_and_never_guessed(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 11: YES to the wrong one of two open offers."""
    clock.goes_to("9:00")
    first = request(village, aino, at="10:00")
    second = request(village, veikko, at="15:00")
    clock.goes_to("9:06")
    phone = village.phone_of(kari)
    while phone.unread():
        phone.gets()
    phone.answers("kyllä käy")
    phone.gets("Kumpaan voit?", "A: ", "B: ")
    assert {stage_of(first), stage_of(second)} == {"offering"}

    phone.answers("a kiitos")
    phone.gets("on sinun: Aino")
    assert holder_of(first) == kari
    assert stage_of(second) == "offering"


def test_a_bare_yes_to_two_of_which_one_is_taken_is_asked_back_and_gives_nobody_the_other(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 11: whoever said yes had read of both."""
    clock.goes_to("9:00")
    first = request(village, aino, at="10:00")
    second = request(village, veikko, at="15:00")
    clock.goes_to("9:06")
    phone = village.phone_of(kari)
    while phone.unread():
        phone.gets()
    village.phone_of(sari).answers("A")
    phone.answers("ok")
    phone.gets("Toisella on jo tekijä", "B: Asiointiapu", "klo 15.00", "Vastaa B tai EI")
    assert (stage_of(first), stage_of(second)) == ("filled", "offering")

    phone.answers("B")
    phone.gets("on sinun: Veikko")
    assert holder_of(second) == kari


def test_two_requests_say_with_which_aid_somebody_moves(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino, at="10:00", aid="wheelchair")
    request(village, veikko, at="15:00", aid="none")
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Mukana pyörätuoli").gets(
        "1,5 h, Karstula, pyörätuoli. B: ", "1,5 h, Karstula. Kumpaan"
    )


def test_both_may_be_taken_when_there_is_time_for_both(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    clock.goes_to("9:00")
    first, second = request(village, aino, at="10:00"), request(village, veikko, at="15:00")
    clock.goes_to("9:06")
    village.phone_of(kari).answers("A ja B")
    assert holder_of(first) == kari
    assert holder_of(second) == kari


def test_of_two_at_one_hour_only_the_first_is_taken_and_a_person_reads_the_rest(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    """Edge 8: nobody is in two places at once."""
    clock.goes_to("9:00")
    first, second = request(village, aino, at="10:00"), request(village, veikko, at="10:30")
    clock.goes_to("9:06")
    inbound = village.phone_of(kari).answers("molemmat")
    assert inbound.queued_because == "busy_then"
    assert holder_of(first) == kari
    assert stage_of(second) == "offering"


def test_a_yes_after_the_coordinator_gave_it_to_somebody_by_telephone_is_refused_kindly(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    """Edge 10: acceptance arrives by SMS after a coordinator assigned someone by phone."""
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Voitko auttaa?")
    assert give(gig, sari, by=village.by, now=clock.now)

    village.phone_of(kari).answers("kyllä, minä tulen")
    village.phone_of(kari).gets("Toinen ehti").gets_nothing()
    assert holder_of(gig) == sari
    assert gig.occurrence.assignments.count() == 1
    assert village.nobody_is_forgotten()


def test_whoever_cannot_after_all_is_replaced_by_the_next_who_can(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1)
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Voitko auttaa?").answers("ok")
    village.phone_of(sari).gets("on sinun")
    clock.goes_to("12:00")
    village.phone_of(sari).answers("EI, en pääsekään")
    village.phone_of(kari).gets("Voitko auttaa?").answers("joo")
    village.phone_of(kari).gets("on sinun: Aino")
    assert holder_of(gig) == kari


def test_a_yes_to_what_was_called_off_hears_that_it_is_not_needed(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Voitko auttaa?")
    cancel_gig(gig, "not_needed", by=village.by, now=clock.now)
    village.phone_of(kari).answers("ok")
    village.phone_of(kari).gets("peruttu")
    assert stage_of(gig) == "cancelled"


def test_the_coordinator_may_ask_the_next_without_waiting(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1)
    clock.goes_to("9:00")
    gig = request(village, aino)
    asked = send_out(gig, by=village.by, now=clock.now)
    assert [offer.person for offer in asked] == [kari]
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Voitko auttaa?")
    village.phone_of(kari).gets("Voitko auttaa?")
