"""Wishes about two people: found by name, written down, taken back, and seen on both pages."""

import pytest
from django.test import Client

from directory.models import AuditEntry, Municipality, User
from people.errors import RefusedError
from people.models import AccessLog, Person
from tests.people.makers import (
    NOW,
    make_coordinator,
    make_municipality,
    make_person,
    make_resident,
    make_volunteer,
    office,
)
from volunteers.models import Preference, Volunteer
from volunteers.services.preferences import SAYS_SO_ALREADY, record_wish, take_back_wish, wishes_of


@pytest.fixture
def aino(db: None) -> Person:
    return make_resident("Aino").person


@pytest.fixture
def sari(db: None) -> Person:
    return make_volunteer("Sari").person


@pytest.fixture
def user(db: None) -> User:
    user = make_coordinator(municipality=make_municipality())
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def says(aino: Person, sari: Person, kind: str = "apart") -> Preference:
    return record_wish(aino, sari, kind, said_by="resident", note="Ei syytä", by=office(), now=NOW)


def test_a_wish_is_logged_with_both_and_holds_until_it_is_taken_back(
    aino: Person, sari: Person
) -> None:
    wish = says(aino, sari)
    assert wishes_of(aino) == wishes_of(sari) == [wish]
    assert take_back_wish(wish, by=office(), now=NOW)
    assert not take_back_wish(wish, by=office(), now=NOW)
    assert wishes_of(aino) == []
    for person in (aino, sari):
        log = AuditEntry.objects.filter(subject="person", subject_id=person.pk)
        assert [entry.event for entry in log] == ["wish added", "wish taken back"]
        assert "syytä" not in "".join(entry.reason for entry in log)


def test_what_is_said_later_takes_the_place_of_what_was_said_before(
    aino: Person, sari: Person
) -> None:
    says(aino, sari, "together")
    later = says(aino, sari, "apart")
    assert wishes_of(sari) == [later]
    with pytest.raises(RefusedError, match=str(SAYS_SO_ALREADY)):
        says(aino, sari, "apart")
    assert Preference.objects.count() == 2


@pytest.mark.parametrize("from_whom", ["aino", "sari"])
def test_from_either_page_the_other_is_found_by_name_and_the_wish_is_on_both(
    desk: Client, aino: Person, sari: Person, from_whom: str, user: User
) -> None:
    person, other = (aino, sari) if from_whom == "aino" else (sari, aino)
    address = f"/people/{person.pk}/wishes/new/"
    page = desk.post(address, {"words": other.first_name}).content.decode()
    assert f"{other}, Karstula" in page
    filled = {"words": other.first_name, "other": other.pk, "kind": "apart", "save": "1"}
    answer = desk.post(address, {**filled, "said_by": "volunteer", "note": "Tupakka"}, follow=True)
    assert "Suggestions follow it from now on" in answer.content.decode()
    wish = Preference.objects.get()
    assert (wish.resident, wish.volunteer, wish.said_by) == (aino, sari, "volunteer")
    for mine, seen in ((aino, sari), (sari, aino)):
        page = desk.get(f"/people/{mine.pk}/").content.decode()
        assert "Not together" in page
        assert f'<a href="/people/{seen.pk}/">{seen}</a>' in page
    back = desk.post(f"/people/{person.pk}/wishes/{wish.pk}/take-back/", follow=True)
    assert "Taken back." in back.content.decode()
    assert wishes_of(aino) == []
    assert AccessLog.objects.filter(user=user, person=aino).exists()


def test_what_is_missing_is_said_and_nothing_is_written(
    desk: Client, aino: Person, sari: Person
) -> None:
    address = f"/people/{aino.pk}/wishes/new/"
    assert desk.post(address, {"words": ""}).status_code == 422
    answer = desk.post(address, {"words": "Sari", "other": sari.pk, "save": "1"})
    assert answer.status_code == 422
    assert "Please check these" in answer.content.decode()
    assert "Nobody of that name" in desk.post(address, {"words": "Olematon"}).content.decode()
    assert not Preference.objects.exists()


def test_nobody_of_another_area_is_found_or_named(desk: Client, aino: Person) -> None:
    town = Municipality.objects.create(
        code="410", name_fi="Laukaa", population=1, population_year=2016, latitude=62, longitude=25
    )
    far = make_person("Kaukainen", municipality=town)
    Volunteer.objects.create(person=far, state=Volunteer.State.ACTIVE)
    address = f"/people/{aino.pk}/wishes/new/"
    assert "Nobody of that name" in desk.post(address, {"words": "Kaukainen"}).content.decode()
    filled = {"words": "Kaukainen", "other": far.pk, "kind": "apart", "said_by": "office"}
    assert desk.post(address, filled).status_code == 422
    record_wish(aino, far, "apart", said_by="office", by=office(), now=NOW)
    page = desk.get(f"/people/{aino.pk}/").content.decode()
    assert "somebody in another area" in page
    assert "Kaukainen" not in page
    assert desk.get(f"/people/{far.pk}/wishes/new/").status_code == 404


def test_whoever_is_on_neither_side_has_no_room_for_wishes(desk: Client, user: User) -> None:
    person = make_person("Irma")
    assert "with whom not" not in desk.get(f"/people/{person.pk}/").content.decode()
