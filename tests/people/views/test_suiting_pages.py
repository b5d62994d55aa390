"""What a coordinator asks of who suits whom: the boxes, the degrees, and how the page says it back."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from people.models import Person
from tests.people.makers import make_coordinator, make_municipality, make_resident, make_volunteer
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser in which the coordinator of Karstula has signed in, in English."""
    user = make_coordinator(municipality=make_municipality())
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def details(person: Person, **more: Any) -> dict[str, Any]:
    """Return what the form of details sends, with `more`."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": "fi",
        "municipality": person.municipality_id,
        "latitude": "",
        "longitude": "",
    } | more


def page(desk: Client, person: Person) -> str:
    return desk.get(f"/people/{person.pk}/").content.decode()


def test_likes_gender_and_the_place_of_the_home_are_kept_and_said_in_words(desk: Client) -> None:
    person = make_resident().person
    told = {"gender": "woman", "interests": ["fishing", "crosswords"]}
    place = {"latitude": "62,871234", "longitude": "24.80"}
    assert (
        desk.post(f"/people/{person.pk}/edit/", details(person, **told, **place)).status_code == 302
    )
    person.refresh_from_db()
    assert (person.latitude, person.longitude) == (Decimal("62.87123"), Decimal("24.80000"))
    text = page(desk, person)
    assert "<dt>Gender</dt><dd>Woman</dd>" in text
    assert "<dt>Likes</dt><dd>Fishing, crosswords</dd>" in text
    assert "The place on the map is known." in text
    form = desk.get(f"/people/{person.pk}/edit/").content.decode()
    assert 'value="62.87123"' in form


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        ("62.87", "", "Give both numbers, or leave both empty."),
        ("", "24.8", "Give both numbers, or leave both empty."),
        ("24.8", "62.87", "Ensure this value is greater than or equal to 59."),
        ("pohjoinen", "24.8", "Enter a number."),
    ],
)
def test_half_a_place_swapped_degrees_and_words_are_refused(
    desk: Client, latitude: str, longitude: str, words: str
) -> None:
    person = make_resident().person
    sent = details(person, latitude=latitude, longitude=longitude)
    response = desk.post(f"/people/{person.pk}/edit/", sent)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Person.objects.get(pk=person.pk).latitude is None


def test_an_interest_that_is_no_box_is_refused(desk: Client) -> None:
    person = make_resident().person
    response = desk.post(f"/people/{person.pk}/edit/", details(person, interests=["politics"]))
    assert response.status_code == 422


def test_a_new_person_is_asked_only_for_the_first_things(desk: Client) -> None:
    text = desk.get("/people/new/").content.decode()
    assert 'name="first_name"' in text
    assert 'name="interests"' not in text
    assert 'name="latitude"' not in text


def test_whom_a_resident_wishes_for_and_what_there_is_at_home(desk: Client) -> None:
    resident = make_resident()
    path = f"/people/{resident.person_id}/"
    sent = {"aid": "stick", "wished_gender": "woman", "home": ["dog", "stairs"]}
    assert desk.post(f"{path}resident/", sent).status_code == 302
    text = page(desk, resident.person)
    assert "Wishes for a woman." in text
    assert "<dt>At home</dt><dd>A dog, stairs without a lift</dd>" in text
    form = desk.get(f"{path}resident/").content.decode()
    assert form.count("checked") == 2


def test_a_volunteers_own_limits(desk: Client) -> None:
    volunteer = make_volunteer()
    path = f"/people/{volunteer.person_id}/"
    sent = {"capacity": "2", "radius_km": "25", "avoids": ["cat", "smoke"]}
    assert desk.post(f"{path}volunteer/", sent).status_code == 302
    text = page(desk, volunteer.person)
    assert "At most 2 people" in text
    assert "At most 25 km from home" in text
    assert "<dt>Cannot be with</dt><dd>A cat, tobacco smoke</dd>" in text
    assert desk.post(f"{path}volunteer/", {"capacity": "0"}).status_code == 422
    assert desk.post(f"{path}volunteer/", {"capacity": ""}).status_code == 302
    assert Volunteer.objects.get().capacity is None


def test_nothing_is_said_of_what_nobody_has_told(desk: Client) -> None:
    text = page(desk, make_resident().person) + page(desk, make_volunteer().person)
    assert not any(word in text for word in ("Gender", "Likes", "At home", "Cannot be with"))
