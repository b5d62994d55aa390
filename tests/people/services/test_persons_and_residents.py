"""A person's card: added, changed, moved along, contacts in order, exported, forgotten."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from directory.actors import staff
from directory.machine import IllegalMoveError
from directory.models import AuditEntry
from people import changes
from people.errors import RefusedError
from people.models import AccessLog, Person, PhoneNumber, Resident
from people.services.contacts import add_contact, move_contact, remove_contact
from people.services.erasure import erase_person
from people.services.export import export_person
from people.services.numbers import give_number
from people.services.persons import add_person, change_person, possible_twins
from people.services.residents import add_resident, change_resident, end_resident, move_resident
from tests.people.makers import (
    NOW,
    make_coordinator,
    make_municipality,
    make_person,
    make_resident,
    make_volunteer,
    office,
)
from volunteers.models import Volunteer
from volunteers.services.lifecycle import change_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the upper floors were told."""
    told: list[str] = []
    monkeypatch.setattr(changes, "_handlers", [lambda person, change, by, now: told.append(change)])
    return told


def log_of(person: Person) -> list[str]:
    """Return the person's change log, oldest first."""
    rows = AuditEntry.objects.filter(subject="person", subject_id=person.pk)
    return list(rows.values_list("event", flat=True))


def test_a_change_is_logged_by_the_columns_name_and_never_by_its_value() -> None:
    person = add_person(
        {"first_name": "Aino", "last_name": "Esimerkki", "municipality": make_municipality()},
        by=office(),
        now=NOW,
    )
    assert change_person(person, {"address": "Kylätie 1"}, by=office(), now=NOW) == ["address"]
    assert change_person(person, {"address": "Kylätie 1"}, by=office(), now=NOW) == []
    assert log_of(person) == ["added", "changed"]
    assert AuditEntry.objects.get(event="changed").reason == "address"


def test_a_possible_twin_is_found_in_either_name_order_unless_the_year_speaks_against() -> None:
    old = make_person("Aino", "Esimerkki", birth_year=1940)
    assert possible_twins("esimerkki", "aino", 1940) == [old]
    assert possible_twins("Aino", "Esimerkki", None) == [old]
    assert possible_twins("Aino", "Esimerkki", 1952) == []


def test_a_resident_on_hold_or_ended_frees_the_plans(heard: list[str]) -> None:
    resident = make_resident()
    move_resident(resident, "hold", by=office(), now=NOW)
    end_resident(resident, "care_home", by=office(), now=NOW)
    assert heard == ["unfit", "ended"]
    assert Resident.objects.get().state == Resident.State.ENDED
    assert AuditEntry.objects.get(event="end").reason == "care_home"


def test_the_service_does_not_end_without_a_reason(heard: list[str]) -> None:
    resident = make_resident()
    with pytest.raises(RefusedError):
        end_resident(resident, "", by=office(), now=NOW)
    assert heard == []
    assert Resident.objects.get().state == Resident.State.SERVED


def test_an_ended_resident_is_not_put_in_a_ring() -> None:
    resident = make_resident()
    end_resident(resident, "moved", by=office(), now=NOW)
    with pytest.raises(IllegalMoveError):
        move_resident(resident, "serve", by=office(), now=NOW)


def test_a_person_has_one_residents_side() -> None:
    resident = make_resident()
    with pytest.raises(RefusedError):
        add_resident(resident.person, {}, by=office(), now=NOW)
    changed = change_resident(
        resident, {"aid": "rollator", "notes": "Puhuu hiljaa"}, by=office(), now=NOW
    )
    assert changed == ["aid", "notes"]
    assert Resident.objects.get().notes == "Puhuu hiljaa"


def test_contacts_stand_in_the_order_in_which_they_are_rung() -> None:
    resident = make_resident()
    add_contact(resident, by=office(), now=NOW, name="Liisa", phone="040 555 1111", has_key=True)
    son = add_contact(resident, by=office(), now=NOW, relation="poika")
    assert move_contact(son, -1, by=office(), now=NOW) == 1
    assert [str(contact) for contact in resident.contacts.all()] == ["poika", "Liisa"]
    remove_contact(son, by=office(), now=NOW)
    assert resident.contacts.get().phone == "+358405551111"


@pytest.mark.parametrize("phone", ["112", "kysy Liisalta"])
def test_a_contact_with_a_number_that_is_none_is_refused(phone: str) -> None:
    resident = make_resident()
    with pytest.raises(RefusedError):
        add_contact(resident, by=office(), now=NOW, name="Liisa", phone=phone)
    assert not resident.contacts.exists()


def test_the_export_holds_both_sides_and_is_logged() -> None:
    resident = make_resident()
    person = resident.person
    Volunteer.objects.create(person=person, availability_note="iltaisin")
    give_number(person, "0405551234", by=office(), now=NOW)
    add_contact(resident, by=office(), now=NOW, name="Liisa")
    user = make_coordinator()
    exported = export_person(person, user=user, by=staff(user.pk), now=NOW)
    text = json.dumps(exported, cls=DjangoJSONEncoder, ensure_ascii=False)
    for word in ("Aino", "+358405551234", "Liisa", "iltaisin", "Karstula", "given"):
        assert word in text
    assert AccessLog.objects.get().what == "export"


def test_erasing_leaves_counts_and_nothing_that_says_who(heard: list[str]) -> None:
    resident = make_resident()
    person = resident.person
    change_resident(resident, {"notes": "Liukas piha"}, by=office(), now=NOW)
    volunteer = Volunteer.objects.create(person=person, state=Volunteer.State.ACTIVE)
    change_volunteer(volunteer, {"notes": "Hyvä kuski"}, by=office(), now=NOW)
    give_number(person, "0405551234", by=office(), now=NOW)
    add_contact(resident, by=office(), now=NOW, name="Liisa")

    erase_person(person, by=office(), now=NOW + timedelta(days=1))

    assert heard[0] == "ended"
    assert not Person.objects.current().exists()
    row = Person.objects.values().get()
    assert (row["first_name"], row["last_name"], row["birth_year"]) == ("", "", None)
    assert row["municipality_id"] == person.municipality_id
    assert not PhoneNumber.objects.filter(e164="+358405551234").exists()
    resident.refresh_from_db()
    volunteer.refresh_from_db()
    assert (resident.notes, volunteer.notes, resident.contacts.count()) == (None, None, 0)
    assert (resident.state, volunteer.state) == ("ended", "left")


def test_erasing_one_of_two_who_share_a_number_leaves_it_with_the_other() -> None:
    aino, eino = make_volunteer("Aino").person, make_person("Eino")
    give_number(aino, "0405551234", by=office(), now=NOW)
    give_number(eino, "0405551234", by=office(), now=NOW)
    erase_person(aino, by=office(), now=NOW)
    assert eino.numbers.get().number.e164 == "+358405551234"
