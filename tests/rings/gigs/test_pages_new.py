"""Writing a request down during a telephone call: person, what, when, what can be promised, and off it goes."""

from typing import Any

from django.test import Client

from directory.models import ServiceLine
from people.models import Consent, Person, Resident
from rings.models import Gig, Offer
from tests.conversations.gigs import request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

TUESDAY = "2026-11-24"
NEW = "/requests/new/"


def asked(line: ServiceLine, village: Village, **changes: object) -> dict[str, Any]:
    """Return the form as a coordinator fills it in, but for the person."""
    fields: dict[str, Any] = {
        "service_line": line.pk,
        "day": TUESDAY,
        "hour": "10",
        "minutes": "",
        "place": "terveysasema",
        "needs": "",
        "aid": "rollator",
        "door_code": "4321",
        "ordered_by": "",
        "ordered_phone": "",
        "association": village.office.pk,
    }
    return fields | changes


def shown_by(desk: Desk, **values: object) -> str:
    """Send the form once and return the mark of the promise that it shows."""
    page = desk.client.post(NEW, values).content.decode()
    return page.split('name="shown" value="')[1].split('"')[0]


def test_a_person_is_found_by_name_or_number_and_what_was_filled_in_stays(
    desk: Desk, village: Village, line: ServiceLine, aino: Person, veikko: Person
) -> None:
    number = aino.numbers.get().number.e164[-6:]
    page = desk.client.post(NEW, asked(line, village, words=number, find="1")).content.decode()
    assert f'id="person-{aino.pk}"' in page
    assert f'id="person-{veikko.pk}"' not in page
    assert 'value="terveysasema"' in page
    assert 'role="alert"' not in page, "nothing is wrong yet"


def test_what_can_be_promised_is_shown_before_anything_is_saved(
    desk: Desk, village: Village, line: ServiceLine, aino: Person, sari: Person
) -> None:
    says = desk.sends(NEW, **asked(line, village, person=aino.pk))
    assert "1 volunteer could be asked; within 10 km: 1." in says
    assert not Gig.objects.exists()


def test_where_there_are_no_volunteers_it_is_said_before_promising(
    desk: Desk, village: Village, line: ServiceLine, aino: Person
) -> None:
    says = desk.sends(NEW, **asked(line, village, person=aino.pk))
    assert "No volunteers within 30 km of Karstula. Say so now: do not promise." in says


def test_once_it_was_shown_the_request_is_saved_and_volunteers_are_asked(
    desk: Desk, village: Village, clock: Clock, line: ServiceLine, aino: Person, sari: Person
) -> None:
    clock.goes_to("9:00")
    values = asked(line, village, person=aino.pk)
    says = desk.sends(NEW, **values, shown=shown_by(desk, **values))
    assert "Saved. Here you see who is asked" in says
    gig = Gig.objects.get()
    assert (gig.occurrence.receiver, gig.minutes, gig.aid) == (aino, 60, "rollator")
    assert Offer.objects.get().person == sari
    assert "4321" not in says, "the code of the door is for the visit"


def test_another_day_than_was_shown_is_shown_anew(
    desk: Desk, village: Village, line: ServiceLine, aino: Person, sari: Person
) -> None:
    values = asked(line, village, person=aino.pk)
    mark = shown_by(desk, **values)
    desk.sends(NEW, **{**values, "day": "2026-11-25"}, shown=mark)
    assert not Gig.objects.exists()


def test_the_promise_follows_the_form_by_itself_where_scripts_run(
    desk: Desk, village: Village, line: ServiceLine, aino: Person, sari: Person
) -> None:
    part = desk.client.post(
        NEW, asked(line, village, person=aino.pk), headers={"hx-request": "true"}
    ).content.decode()
    assert "could be asked" in part
    assert "<html" not in part
    empty = desk.client.post(NEW, {}, headers={"hx-request": "true"}).content.decode()
    assert "Fill in who, what, when" in empty
    assert 'role="alert"' not in empty


def test_another_request_for_the_same_person_near_that_day_is_shown_and_does_not_block(
    desk: Desk, village: Village, clock: Clock, line: ServiceLine, aino: Person, sari: Person
) -> None:
    clock.goes_to("9:00")
    first = request(village, aino)
    values = asked(line, village, person=aino.pk, hour="14")
    page = desk.client.post(NEW, values).content.decode()
    assert "There is already a request for Aino Esimerkki on Tuesday 24.11." in page
    assert f'href="/requests/{first.pk}/"' in page
    desk.sends(NEW, **values, shown=shown_by(desk, **values))
    assert Gig.objects.count() == 2


def test_somebody_new_is_written_down_in_the_same_form_with_their_consent(
    desk: Desk, village: Village, clock: Clock, line: ServiceLine, sari: Person
) -> None:
    clock.goes_to("9:00")
    values = asked(
        line,
        village,
        first_name="Elma",
        last_name="Esimerkki",
        number="040 123 0303",
        municipality=village.place.pk,
        address="Kyläntie 5",
        agreed="on",
    )
    desk.sends(NEW, **values, shown=shown_by(desk, **values))
    elma = Gig.objects.get().occurrence.receiver
    assert str(elma) == "Elma Esimerkki"
    assert elma.numbers.get().number.e164 == "+358401230303"
    assert elma.consents.get(kind=Consent.Kind.SERVICE).channel == "oral"


def test_somebody_new_is_not_written_down_without_their_consent(
    desk: Desk, village: Village, line: ServiceLine
) -> None:
    values = asked(line, village, first_name="Elma", municipality=village.place.pk)
    says = desk.sends(NEW, 422, **values)
    assert "Ask whether they agree, then tick this." in says
    assert not Person.objects.filter(first_name="Elma").exists()


def test_a_namesake_is_offered_before_a_second_one_is_written_down(
    desk: Desk, village: Village, line: ServiceLine, aino: Person, sari: Person
) -> None:
    values = asked(
        line,
        village,
        first_name="Aino",
        last_name="Esimerkki",
        municipality=village.place.pk,
        agreed="on",
    )
    page = desk.client.post(NEW, values).content.decode()
    assert f'id="person-{aino.pk}"' in page


def test_a_volunteer_who_needs_help_once_gets_a_residents_side_too(
    desk: Desk, village: Village, clock: Clock, line: ServiceLine, sari: Person, kari: Person
) -> None:
    clock.goes_to("9:00")
    values = asked(line, village, person=sari.pk)
    says = desk.sends(NEW, 422, **values, shown=shown_by(desk, **values))
    assert "Has not agreed to the service." in says
    assert not Resident.objects.filter(person=sari).exists()
    values["agreed"] = "on"
    desk.sends(NEW, **values, shown=shown_by(desk, **values))
    assert Gig.objects.get().occurrence.receiver == sari
    assert [offer.person for offer in Offer.objects.all()] == [kari]


def test_whoever_wants_to_choose_by_hand_is_left_to_it_for_an_hour(
    desk: Desk, village: Village, clock: Clock, line: ServiceLine, aino: Person, sari: Person
) -> None:
    clock.goes_to("9:00")
    values = asked(line, village, person=aino.pk)
    says = desk.sends(NEW, **values, shown=shown_by(desk, **values), choose="1")
    assert "Choose who does it" in says
    assert not Offer.objects.exists()
    clock.goes_to("10:05")
    assert Offer.objects.get().person == sari


def test_nobody_of_another_municipality_can_be_found_or_chosen(
    elsewhere: Desk, village: Village, line: ServiceLine, aino: Person
) -> None:
    assert "Aino" not in elsewhere.sends(NEW, words="Aino", find="1").replace('value="Aino"', "")
    says = elsewhere.sends(NEW, 422, **asked(line, village, person=aino.pk))
    assert "Select a valid choice" in says


def test_the_form_opens_with_the_person_whose_page_it_was_opened_from(
    desk: Desk, village: Village, line: ServiceLine, aino: Person
) -> None:
    link = f"{NEW}?person={aino.pk}"
    assert link in desk.html(f"/people/{aino.pk}/")
    page = desk.html(link)
    assert f'value="{aino.pk}" checked' in page


def test_a_personal_identity_code_is_refused_here_too(
    desk: Desk, village: Village, line: ServiceLine, aino: Person
) -> None:
    values = asked(line, village, person=aino.pk, needs="010138-123N")
    assert "personal identity code" in desk.sends(NEW, 422, **values)


def test_a_form_without_its_token_is_refused(desk: Desk, village: Village) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.client.cookies
    assert strict.post(NEW, {}).status_code == 403
    assert not Gig.objects.exists()


def test_the_page_of_a_person_lists_what_they_have_asked_for(
    desk: Desk, village: Village, clock: Clock, aino: Person, sari: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    page = desk.html(f"/people/{aino.pk}/")
    assert f'href="/requests/{gig.pk}/"' in page
    assert "New request" not in desk.html(f"/people/{sari.pk}/"), "sari only helps"
