"""What came by link is read at the office, matched with somebody known, and taken or refused."""

from directory.models import Referrer
from people.models import Consent, Person
from rings.models import Gig, GigRequest
from rings.services.gigs.intake import receive_request
from tests.conversations.gigs import request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk
from tests.rings.gigs.wanted import THURSDAY, by_link


def test_the_page_shows_everything_that_was_sent_but_the_door_code(
    desk: Desk, clock: Clock, team: Referrer, sari: Person
) -> None:
    asked = receive_request(team, by_link(), now=clock.now)
    says = desk.opens(f"/requests/sent/{asked.pk}/")
    for words in ("Elma Esimerkki", "1938", "Kyläntie 5", "terveysasema", "Hanna Hoitaja"):
        assert words in says
    assert "1234" not in says
    assert "1 volunteer could be asked" in says


def test_somebody_new_is_written_into_the_register_with_the_consent_and_volunteers_are_asked(
    desk: Desk, village: Village, clock: Clock, team: Referrer, sari: Person
) -> None:
    clock.goes_to("9:00")
    asked = receive_request(team, by_link(), now=clock.now)
    says = desk.sends(f"/requests/sent/{asked.pk}/take/", person="")
    assert "Taken. Here you see who is asked" in says
    elma = Person.objects.get(first_name="Elma")
    assert elma.consents.get(kind=Consent.Kind.SERVICE).answer == "given"
    assert Gig.objects.get().referrer == team
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu")


def test_somebody_known_by_name_and_number_is_offered_and_not_doubled(
    desk: Desk, village: Village, clock: Clock, team: Referrer, sari: Person
) -> None:
    elma = village.resident("Elma", "+358401230303")
    asked = receive_request(team, by_link(), now=clock.now)
    page = desk.html(f"/requests/sent/{asked.pk}/")
    assert f'value="{elma.pk}" checked' in page
    desk.sends(f"/requests/sent/{asked.pk}/take/", person=elma.pk)
    assert Gig.objects.get().occurrence.receiver == elma
    assert Person.objects.filter(first_name="Elma").count() == 1


def test_another_request_for_the_same_person_near_that_day_is_shown(
    desk: Desk, village: Village, clock: Clock, team: Referrer, sari: Person
) -> None:
    clock.goes_to("9:00")
    elma = village.resident("Elma", "+358401230303")
    gig = request(village, elma, day=THURSDAY)
    asked = receive_request(team, by_link(), now=clock.now)
    page = desk.html(f"/requests/sent/{asked.pk}/")
    assert "There is already a request for Elma Esimerkki" in page
    assert f'href="/requests/{gig.pk}/"' in page


def test_a_refusal_needs_a_reason_and_tells_whom_to_ring(
    desk: Desk, clock: Clock, team: Referrer
) -> None:
    asked = receive_request(team, by_link(), now=clock.now)
    path = f"/requests/sent/{asked.pk}/refuse/"
    desk.sends(path, 422, reason="")
    says = desk.sends(path, reason="ei vapaaehtoisia")
    assert "Refused. Ring Hanna Hoitaja" in says
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "ei vapaaehtoisia")
    assert asked.first_name == "–", "nothing is kept of whom it was for"


def test_the_second_of_two_who_take_it_sees_that_somebody_was_quicker(
    desk: Desk, clock: Clock, team: Referrer, sari: Person
) -> None:
    asked = receive_request(team, by_link(), now=clock.now)
    desk.sends(f"/requests/sent/{asked.pk}/take/", person="")
    says = desk.sends(f"/requests/sent/{asked.pk}/take/", 409, person="")
    assert "Somebody was quicker" in says
    assert Gig.objects.count() == 1
    assert GigRequest.objects.get().state == "taken"


def test_a_person_of_another_municipality_cannot_be_chosen(
    desk: Desk, elsewhere: Desk, village: Village, clock: Clock, team: Referrer
) -> None:
    stranger = village.resident("Outi", "+358401230888")
    Person.objects.filter(pk=stranger.pk).update(
        municipality=elsewhere.user.roles.get().municipality
    )
    asked = receive_request(team, by_link(), now=clock.now)
    desk.sends(f"/requests/sent/{asked.pk}/take/", 404, person=stranger.pk)
    assert not Gig.objects.exists()
