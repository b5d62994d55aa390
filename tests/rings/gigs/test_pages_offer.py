"""A volunteer answers by link: opening it claims nothing, the first yes has it, the others are thanked."""

import pytest
from django.test import Client

from people.models import Person
from rings.models import Offer
from rings.services.gigs.links import offer_token
from rings.services.gigs.stage import Stage
from tests.conversations.gigs import holder_of, request, stage_of
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


@pytest.fixture
def handset(desk: Desk) -> Desk:
    """A telephone's browser without an account, in English."""
    desk.client = Client()
    desk.client.cookies["django_language"] = "en"
    return desk


def path_to(person: Person) -> str:
    return f"/offer/{offer_token(Offer.objects.get(person=person))}/"


def test_the_page_tells_what_when_and_where_but_not_whom(
    handset: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    aino.address, aino.village = "Kyläntie 5", "Vahanka"
    aino.save()
    clock.goes_to("9:00")
    request(village, aino, door_code="1234", needs="Silmälasit", aid="rollator")
    says = handset.opens(path_to(sari))
    for words in ("Company on errands", "Tuesday 24.11.", "Vahanka, Karstula", "about 90 min"):
        assert words in says
    for secret in ("Aino", "Kyläntie", "040 123 0101", "1234", "Silmälasit"):
        assert secret not in says


def test_opening_the_link_claims_nothing(
    handset: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    handset.opens(path_to(sari))
    handset.client.head(path_to(sari))
    assert stage_of(gig) == Stage.OFFERING


def test_the_first_yes_has_it_and_gets_the_address_by_text_and_the_second_is_thanked(
    handset: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu")
    says = handset.sends(path_to(sari), answer="yes")
    assert "The turn is yours, thank you!" in says
    assert holder_of(gig) == sari
    clock.goes_to("9:02")
    village.phone_of(sari).gets("Aino")
    says = handset.sends(path_to(kari), answer="yes")
    assert "Somebody was first, thank you!" in says
    assert holder_of(gig) == sari


def test_a_no_is_kept_and_may_still_become_a_yes(
    handset: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    says = handset.sends(path_to(sari), answer="no")
    assert "You have said no. If you can after all, say yes" in says
    assert Offer.objects.get(person=sari).state == "declined"
    assert "The turn is yours" in handset.sends(path_to(sari), answer="yes")
    assert holder_of(gig) == sari


def test_whoever_cannot_come_after_all_gives_it_back(
    handset: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    handset.sends(path_to(sari), answer="yes")
    says = handset.sends(path_to(sari), answer="no")
    assert "We are looking for somebody else" in says
    assert stage_of(gig) == Stage.OFFERING


def test_whoever_has_taken_another_turn_at_that_hour_is_told_so(
    handset: Desk, village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    clock.goes_to("9:00")
    first, second = request(village, aino), request(village, veikko)
    offers = {offer.occurrence_id: offer for offer in Offer.objects.filter(person=sari)}
    handset.sends(f"/offer/{offer_token(offers[first.pk])}/", answer="yes")
    says = handset.sends(f"/offer/{offer_token(offers[second.pk])}/", answer="yes")
    assert "You have another turn at that hour" in says
    assert stage_of(second) != Stage.FILLED


def test_the_page_speaks_the_language_of_the_volunteer(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    sari.language, sari.other_languages = "sv", ["fi"]
    sari.save()
    clock.goes_to("9:00")
    request(village, aino)
    page = Client().get(path_to(sari)).content.decode()
    assert '<html lang="sv">' in page
    assert "Ärendehjälp" in page


def test_the_language_chosen_on_the_page_goes_before_that_of_the_volunteer(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino)
    reader = Client(headers={"accept-language": "en"})
    assert '<html lang="fi">' in reader.get(path_to(sari)).content.decode()
    reader.post("/language/", {"language": "sv", "next": path_to(sari)})
    assert '<html lang="sv">' in reader.get(path_to(sari)).content.decode()


@pytest.mark.parametrize("token", ["1", "1.x", "1." + "a" * 43])
def test_a_made_up_link_opens_nothing(handset: Desk, token: str) -> None:
    says = handset.opens(f"/offer/{token}/", 410)
    assert "This link leads nowhere" in says


def test_a_page_left_open_until_after_the_hour_claims_nothing(
    handset: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    assert "Yes, I take it" in handset.opens(path_to(sari))
    clock.now = gig.occurrence.starts_at
    says = handset.sends(path_to(sari), answer="yes")
    assert "This one is not looked for any more" in says
    assert not gig.occurrence.assignments.exists()
