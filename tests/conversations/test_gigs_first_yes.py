"""A one-off request finds its volunteer by text: the first yes has it, the rest hear a kind word or nothing."""

from people.models import Person
from rings.models import Outcome
from tests.conversations.gigs import ask_this_way, holder_of, request, stage_of
from tests.conversations.village import Clock, Village


def test_the_first_yes_has_it_and_only_then_hears_the_name_and_the_address(
    village: Village, clock: Clock, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 1", village="Vahanka")
    aino.refresh_from_db()
    clock.goes_to("9:00")
    gig = request(village, aino, place="Kirjasto", aid="rollator", ordered_phone="+358401230777")
    clock.goes_to("9:01")
    asked = village.phone_of(sari).unread()[0].body
    assert "Aino" not in asked
    assert "Keskustie" not in asked
    village.phone_of(sari).gets(
        "Asiointiapu tiistaina 24.11. klo 10.00, noin 1,5 h, Vahanka", "rollaattori"
    )
    village.phone_of(kari).gets("Voitko auttaa?")

    village.phone_of(kari).answers("kyllä käy")
    village.phone_of(kari).gets("on sinun: Aino, Keskustie 1, Vahanka, 040 1230101", "Kirjasto")
    village.phone_of(sari).answers("OK")
    village.phone_of(sari).gets("Toinen ehti")
    village.phone_of(liisa).gets("Voitko auttaa?").gets_nothing()
    village.phone("+358401230777").gets("järjestynyt", "Asiointiapu")
    assert holder_of(gig) == kari
    assert stage_of(gig) == "filled"
    assert village.nobody_is_forgotten()


def test_the_day_is_remembered_and_the_report_says_how_long_it_took(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Voitko auttaa?").answers("ok")
    village.phone_of(kari).gets("on sinun")
    clock.goes_to("17:01")
    village.phone_of(kari).gets("Muistutus", "Aino").answers("ok")
    clock.goes_to_next_day("11:31")
    village.phone_of(kari).gets("miten meni?").answers("OK 1,5 h")
    assert stage_of(gig) == "done"
    assert Outcome.objects.get(occurrence=gig.pk).minutes == 90
    assert village.nobody_is_forgotten()


def test_a_no_lets_the_next_be_asked_at_once(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1)
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Voitko auttaa?").answers("EI")
    village.phone_of(kari).gets("Voitko auttaa?").answers("joo")
    assert holder_of(gig) == kari


def test_when_everybody_has_said_no_the_office_rings_round(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    village.phone_of(kari).answers("ei")
    assert stage_of(gig) == "phoning"
    gig.occurrence.refresh_from_db()
    assert gig.occurrence.office_owner == village.coordinator
    village.phone("+358401239999").gets("1 asiaa")
    assert village.nobody_is_forgotten()
