"""The pages about people: who may open them, what they do, and what they write down."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directory.models import AuditEntry, StaffRole, User
from people.models import AccessLog, Person, Resident
from people.services.numbers import give_number
from tests.people.makers import (
    NOW,
    TODAY,
    make_coordinator,
    make_municipality,
    make_person,
    make_resident,
    make_volunteer,
    office,
)
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return make_coordinator(municipality=make_municipality())


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    """A browser in which the coordinator of Karstula has signed in, in English."""
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def text_of(response: Any) -> str:
    """Return the page as text."""
    return str(response.content.decode())


def test_opening_a_card_shows_both_sides_and_is_written_down(
    desk: Client, coordinator: User
) -> None:
    person = make_resident().person
    Volunteer.objects.create(person=person, state="active")
    give_number(person, "040 815 2214", by=office(), now=NOW)
    text = text_of(desk.get(f"/people/{person.pk}/"))
    assert "As a resident" in text
    assert "As a volunteer" in text
    assert 'href="tel:+358408152214">040 815 2214<' in text
    seen = AccessLog.objects.get()
    assert (seen.user, seen.person, seen.what) == (coordinator, person, "card")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("register-1 written", "Wording: the office&#x27;s own form, in writing"),
        ("register-1 oral", "Wording: the office&#x27;s own, by word of mouth"),
        ("register-1 none", "Wording: the office&#x27;s own"),
        ("2026-11", "Wording: version 2026-11"),
    ],
)
def test_a_card_says_in_words_how_a_consent_was_asked(
    desk: Client, stored: str, shown: str
) -> None:
    person = make_resident().person
    person.consents.update(wording=stored)
    text = text_of(desk.get(f"/people/{person.pk}/"))
    assert shown in text
    assert "register-1" not in text


def test_a_person_of_another_municipality_is_not_found_and_no_view_is_written(desk: Client) -> None:
    elsewhere = make_person(municipality=make_municipality("Laukaa", "410"))
    for path in ("", "edit/", "absences/", "erase/", "resident/"):
        assert desk.get(f"/people/{elsewhere.pk}/{path}").status_code == 404
    assert not AccessLog.objects.exists()
    assert "Esimerkki" not in text_of(desk.get("/people/"))


def test_a_municipality_reader_gets_to_no_person_at_all(client: Client) -> None:
    person = make_person()
    reader = User.objects.create_user("lukija@example.org", "salasana-12345")
    StaffRole.objects.create(
        user=reader, role="reader", municipality=person.municipality, valid_from=TODAY
    )
    client.force_login(reader)
    paths = ("/people/", f"/people/{person.pk}/", "/people/new/", "/import/")
    assert [client.get(path).status_code for path in paths] == [403] * 4
    assert not AccessLog.objects.exists()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(f"/people/{make_person().pk}/")
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize("words", ["esim aino", "815 2214", "+358 40 815 2214"])
def test_people_are_found_by_name_or_number_without_either_in_the_address(
    desk: Client, words: str
) -> None:
    aino = make_person("Aino")
    give_number(aino, "040 815 2214", by=office(), now=NOW)
    make_person("Eino")
    response = desk.post("/people/search/", {"words": words})
    assert response["Location"] == "/people/"
    text = text_of(desk.get("/people/"))
    assert "Aino Esimerkki" in text
    assert "Eino Esimerkki" not in text


def test_the_list_shows_one_side_in_one_state(desk: Client) -> None:
    make_volunteer("Sari", "active")
    make_volunteer("Kaisa", "paused")
    make_resident("Aino")
    text = text_of(desk.get("/people/?group=volunteer:paused"))
    assert ("Kaisa" in text, "Sari" in text, "Aino" in text) == (True, False, False)


def test_the_list_costs_the_same_for_two_and_for_forty(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        give_number(
            make_volunteer(f"Nimi{number}").person, f"040 815 22{number:02}", by=office(), now=NOW
        )
    with django_assert_max_num_queries(12):
        assert "Nimi39" in text_of(desk.get("/people/"))


NEW = {
    "side": "resident",
    "first_name": "Aino",
    "last_name": "Esimerkki",
    "number": "040 815 2214",
    "language": "fi",
}


def test_a_new_resident_is_added_with_a_number(desk: Client) -> None:
    response = desk.post("/people/new/", NEW | {"municipality": make_municipality().pk})
    person = Person.objects.get()
    assert response["Location"] == f"/people/{person.pk}/"
    assert person.resident.state == Resident.State.ENQUIRY
    assert person.numbers.get().number.e164 == "+358408152214"


def test_a_number_that_is_none_leaves_nobody_half_added(desk: Client) -> None:
    data = NEW | {"municipality": make_municipality().pk, "number": "112"}
    response = desk.post("/people/new/", data)
    assert response.status_code == 422
    assert "emergency" in text_of(response)
    assert not Person.objects.exists()


def test_a_namesake_is_shown_before_somebody_is_added_twice(desk: Client) -> None:
    make_person()
    data = NEW | {"municipality": make_municipality().pk}
    response = desk.post("/people/new/", data)
    assert response.status_code == 422
    assert "Is it the same person?" in text_of(response)
    desk.post("/people/new/", data | {"is_another": "on"})
    assert Person.objects.count() == 2


def test_an_absence_is_saved_and_one_that_cannot_be_right_is_not(desk: Client) -> None:
    person = make_volunteer().person
    response = desk.post(f"/people/{person.pk}/absences/", {"starts_on": "2099-01-05"})
    assert response["Location"] == f"/people/{person.pk}/"
    bad = {"starts_on": "2099-01-05", "returns_on": "2099-01-01"}
    response = desk.post(f"/people/{person.pk}/absences/", bad)
    assert response.status_code == 422
    assert 'href="#id_returns_on"' in text_of(response)
    assert person.absences.count() == 1
    absence = person.absences.get()
    desk.post(f"/people/{person.pk}/absences/{absence.pk}/cancel/")
    absence.refresh_from_db()
    assert absence.cancelled_at is not None


def test_a_volunteer_is_given_a_break_and_comes_back(desk: Client) -> None:
    volunteer = make_volunteer()
    address = f"/people/{volunteer.person_id}/volunteer/"
    desk.post(f"{address}pause/", {"paused_until": "2099-01-05", "reason": "Matka"})
    volunteer.refresh_from_db()
    assert (volunteer.state, str(volunteer.paused_until)) == ("paused", "2099-01-05")
    assert AuditEntry.objects.get(subject="volunteer").reason == "Matka"
    desk.post(f"{address}step/", {"event": "resume"})
    volunteer.refresh_from_db()
    assert volunteer.state == "active"


def test_a_step_that_somebody_else_has_taken_meanwhile_is_said_plainly(desk: Client) -> None:
    volunteer = make_volunteer()
    response = desk.post(
        f"/people/{volunteer.person_id}/volunteer/step/", {"event": "activate"}, follow=True
    )
    assert "at the same time" in text_of(response)


def test_free_hours_are_written_as_people_write_them(desk: Client) -> None:
    volunteer = make_volunteer()
    address = f"/people/{volunteer.person_id}/volunteer/hours/"
    desk.post(address, {"day0": "9-12, 17–20", "day1": "9.30-12"})
    assert [str(window) for window in volunteer.windows.all()] == [
        "0 09:00–12:00",
        "0 17:00–20:00",
        "1 09:30–12:00",
    ]
    response = desk.post(address, {"day0": "aamulla"})
    assert response.status_code == 422
    assert volunteer.windows.count() == 3
    assert "Mon 9–12, 17–20" in text_of(desk.get(f"/people/{volunteer.person_id}/"))


def test_the_service_ends_with_a_reason(desk: Client) -> None:
    resident = make_resident()
    response = desk.post(f"/people/{resident.person_id}/resident/end/", {})
    assert response.status_code == 422
    desk.post(f"/people/{resident.person_id}/resident/end/", {"why": "moved"})
    resident.refresh_from_db()
    assert resident.state == "ended"


def test_consent_taken_back_shows_on_the_card(desk: Client) -> None:
    person = make_resident().person
    person.consents.update(recorded_at=NOW - timedelta(days=4000))
    answer = {"kind": "service", "answer": "withdrawn", "channel": "oral", "given_on": "2026-11-20"}
    desk.post(f"/people/{person.pk}/consents/", answer)
    assert [consent.answer for consent in person.consents.all()] == ["withdrawn", "given"]
    assert "Taken back" in text_of(desk.get(f"/people/{person.pk}/"))


def test_the_person_gets_their_data_as_a_file_and_on_paper(desk: Client) -> None:
    person = make_resident().person
    exported = json.loads(text_of(desk.post(f"/people/{person.pk}/export/", {"form": "json"})))
    assert exported["person"]["first_name"] == "Aino"
    printed = text_of(desk.post(f"/people/{person.pk}/export/", {"form": "print"}))
    assert "Everything we hold of Aino Esimerkki" in printed
    assert [view.what for view in AccessLog.objects.all()] == ["export", "export"]


def test_erasing_wants_a_tick(desk: Client) -> None:
    person = make_resident().person
    desk.post(f"/people/{person.pk}/erase/", {})
    assert Person.objects.current().count() == 1
    desk.post(f"/people/{person.pk}/erase/", {"sure": "on"})
    assert Person.objects.current().count() == 0
    assert desk.get(f"/people/{person.pk}/").status_code == 404
