"""The list of requests: what needs somebody first, each with one next action and a number to ring."""

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.models import Referrer
from people.models import AccessLog, Person
from rings.services.gigs.intake import receive_request
from tests.conversations.gigs import ask_this_way, request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk
from tests.rings.gigs.wanted import by_link


def test_with_nothing_open_the_list_says_what_to_do(desk: Desk, village: Village) -> None:
    says = desk.opens("/requests/")
    assert "No requests are open." in says
    assert "Write one down" in says


def test_a_request_being_offered_tells_how_many_were_asked_and_when_the_next_are(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1, wave_minutes=60)
    village.clock.goes_to("9:00")
    request(village, aino, day=village.clock.day.replace(day=26))
    says = desk.opens("/requests/")
    card = says[says.index("Looking for somebody") :]
    assert "Aino Esimerkki" in card
    assert "1 asked." in card
    assert "Next ones: Mon 23.11. 10.00" in card
    assert "Ring Aino Esimerkki 040 123 0101" in card


def test_a_request_that_texts_could_not_fill_waits_to_be_rung_round(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    village.volunteer("Lauri", "+358145550111", kind="landline")
    clock.goes_to("9:00")
    request(village, aino)
    says = desk.opens("/requests/")
    assert "To be rung round" in says
    assert "Ring the volunteers" in says


def test_whoever_has_it_is_named_and_can_be_rung(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    says = desk.opens("/requests/")
    agreed = says[says.index("Agreed") :]
    assert "Ring Sari Esimerkki 040 123 0001" in agreed


def test_what_came_by_link_stands_first_with_the_hour_by_which_to_answer(
    desk: Desk, village: Village, clock: Clock, team: Referrer, aino: Person, sari: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino)
    receive_request(team, by_link(), now=clock.now)
    says = desk.opens("/requests/")
    assert says.index("Elma Esimerkki") < says.index("Aino Esimerkki")
    assert "Answer by Mon 23.11. 10.00" in says
    assert "Ring Hanna Hoitaja 040 123 0777" in says


def test_the_list_of_another_municipality_is_empty_and_a_reader_has_none(
    elsewhere: Desk, reader: Desk, village: Village, clock: Clock, team: Referrer, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    asked = receive_request(team, by_link(), now=clock.now)
    assert "Aino" not in elsewhere.opens("/requests/")
    assert "Elma" not in elsewhere.opens("/requests/")
    elsewhere.opens(f"/requests/{gig.pk}/", 404)
    elsewhere.opens(f"/requests/sent/{asked.pk}/", 404)
    reader.opens("/requests/", 403)


def test_seeing_the_residents_on_the_list_is_logged(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino)
    desk.opens("/requests/")
    assert AccessLog.objects.filter(user=desk.user, person=aino, what="requests").count() == 1


def test_the_list_asks_the_database_the_same_number_of_times_however_long_it_is(
    desk: Desk,
    village: Village,
    clock: Clock,
    sari: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    clock.goes_to("9:00")
    for number in range(12):
        request(village, village.resident(f"Aino{number}", f"+3584012302{number:02}"))
    with django_assert_max_num_queries(40):
        desk.opens("/requests/")


@pytest.mark.parametrize("path", ["/requests/", "/requests/new/"])
def test_whoever_has_not_signed_in_is_sent_to_do_so(desk: Desk, path: str) -> None:
    desk.client.logout()
    assert desk.client.get(path)["Location"].startswith("/accounts/login/")
