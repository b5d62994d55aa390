"""What says who suits whom: taken in with registers, handed out with the rest, and forgotten with the person."""

import io
from collections.abc import Sequence

import pytest
from django.core.management import call_command
from django.utils import translation
from openpyxl import Workbook

from directory.actors import staff
from people.models import ImportBatch, Person, Resident
from people.portability import worded_row
from people.services.erasure import erase_person
from people.services.export import export_person, print_person
from people.services.persons import change_person
from people.services.registers import commit, preview
from people.services.residents import change_resident
from people.services.undo import undo
from people.views.understood import understood
from tests.people.makers import (
    NOW,
    make_coordinator,
    make_person,
    make_resident,
    make_volunteer,
    office,
)
from tests.people.services.test_registers import SEED
from volunteers.models import Preference, Volunteer
from volunteers.services.lifecycle import change_volunteer

pytestmark = pytest.mark.django_db

VOLUNTEERS = [
    ("Nimi", "Puhelin", "Kunta", "Sukupuoli", "Harrastukset", "Allergiat",
     "Montako asukasta enintään", "Km enintään"),
    ("Esimerkki Sari", "040 555 1234", "Karstula", "N", "kalastus", "kissa", 2, "25 km"),
]  # fmt: skip
RESIDENTS = [
    ("Nimi", "Puhelin", "Kunta", "Harrastukset", "Toive auttajan sukupuolesta", "Lemmikit"),
    ("Esimerkki Aino", "040 555 4321", "Karstula", "ristikot", "nainen", "koira"),
]


def take_in(rows: Sequence[tuple[object, ...]], kind: str) -> ImportBatch:
    """Take in a register of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    batch = preview(buffer.getvalue(), "rekisteri.xlsx", kind, by=office(), now=NOW)
    return commit(batch, by=office(), now=NOW)


def everything_of_aino() -> Resident:
    """Return Aino with every column of hers filled."""
    resident = make_resident()
    fields = {
        "gender": "woman",
        "interests": ["crosswords"],
        "latitude": "62.87",
        "longitude": "24.8",
    }
    change_person(resident.person, fields, by=office(), now=NOW)
    wishes = {"wished_gender": "woman", "home": ["dog"]}
    change_resident(resident, wishes, by=office(), now=NOW)
    return resident


def everything_of_sari() -> Volunteer:
    """Return Sari with every limit of hers said."""
    volunteer = make_volunteer()
    limits = {"capacity": 2, "radius_km": 25, "avoids": ["cat"]}
    change_volunteer(volunteer, limits, by=office(), now=NOW)
    return volunteer


def test_a_volunteers_register_brings_likes_limits_and_gender_and_can_be_undone() -> None:
    call_command("load_directory", str(SEED))
    batch = take_in(VOLUNTEERS, "volunteers")
    sari = Volunteer.objects.get()
    assert (sari.person.gender, sari.person.interests) == ("woman", ["fishing"])
    assert (sari.avoids, sari.capacity, sari.radius_km) == (["cat"], 2, 25)
    undo(batch, by=office(), now=NOW)
    assert not Person.objects.exists()


def test_a_residents_register_brings_likes_the_wished_helper_and_the_home() -> None:
    call_command("load_directory", str(SEED))
    take_in(RESIDENTS, "residents")
    aino = Resident.objects.get()
    assert (aino.person.gender, aino.person.interests) == ("", ["crosswords"])
    assert (aino.wished_gender, aino.home) == ("woman", ["dog"])


def test_a_newer_register_adds_to_what_is_known_and_takes_nothing_away() -> None:
    call_command("load_directory", str(SEED))
    take_in(VOLUNTEERS, "volunteers")
    newer = [VOLUNTEERS[0], (*VOLUNTEERS[1][:3], "", "musiikki", "koira", "", "")]
    take_in(newer, "volunteers")
    sari = Volunteer.objects.get()
    assert sari.person.interests == ["fishing", "music"]
    assert (sari.avoids, sari.capacity, sari.person.gender) == (["cat", "dog"], 2, "woman")


def test_the_preview_says_in_words_what_was_understood() -> None:
    call_command("load_directory", str(SEED))
    with translation.override("en"):
        batch = take_in(VOLUNTEERS, "volunteers")
        more = dict(understood(batch.reading or {})[0].more)
        said = {str(name): words for name, words in more.items()}
    assert said["Likes"] == "fishing"
    assert said["Cannot be with"] == "a cat"
    assert (said["People at most"], said["Kilometres at most"]) == ("2", "25")


def test_all_of_it_is_in_the_export() -> None:
    user = make_coordinator()
    aino, sari = everything_of_aino(), everything_of_sari()
    data = export_person(aino.person, user=user, by=staff(user.pk), now=NOW)
    assert data["person"]["interests"] == ["crosswords"]
    assert float(data["person"]["latitude"]) == 62.87
    assert (data["resident"]["wished_gender"], data["resident"]["home"]) == ("woman", ["dog"])
    data = export_person(sari.person, user=user, by=staff(user.pk), now=NOW)
    held = data["volunteer"]
    assert (held["capacity"], held["radius_km"], held["avoids"]) == (2, 25, ["cat"])


def test_codes_are_words_on_paper() -> None:
    with translation.override("en"):
        assert worded_row(Person(first_name="Aino", interests=["fishing", "art"]))["Interests"] == [
            "fishing",
            "art and photographs",
        ]
        assert worded_row(Resident(home=["stairs"]))["At home there are"] == [
            "stairs without a lift"
        ]


def test_all_of_it_is_forgotten_with_the_person() -> None:
    aino, sari = everything_of_aino(), everything_of_sari()
    for person in (aino.person, sari.person):
        erase_person(person, by=office(), now=NOW)
    aino.refresh_from_db()
    sari.refresh_from_db()
    person = Person.objects.get(pk=aino.person_id)
    assert (person.gender, person.interests) == ("", [])
    assert (person.latitude, person.longitude) == (None, None)
    assert (aino.wished_gender, aino.home) == ("", [])
    assert (sari.capacity, sari.radius_km, sari.avoids) == (None, None, [])


def wish(said_by: str, note: str) -> Preference:
    """Return a wish that Aino and Veikko are kept apart."""
    aino, veikko = make_person("Aino"), make_person("Veikko")
    return Preference.objects.create(
        resident=aino, volunteer=veikko, kind="apart", said_by=said_by, note=note, created_at=NOW
    )


def test_whoever_said_a_wish_gets_their_words_and_the_other_only_that_there_is_one() -> None:
    user = make_coordinator()
    said = wish("resident", "Puhuu liian kovaa.")
    by = staff(user.pk)
    mine = export_person(said.resident, user=user, by=by, now=NOW)["wishes_about_two"]
    assert [(row["about"], row["note"]) for row in mine] == [
        ("Veikko Esimerkki", "Puhuu liian kovaa.")
    ]
    theirs = export_person(said.volunteer, user=user, by=by, now=NOW)["wishes_about_two"]
    assert [(row["kind"], row["note"]) for row in theirs] == [("apart", None)]
    assert "about" not in theirs[0]
    with translation.override("en"):
        paper = str(print_person(said.volunteer, user=user, by=by, now=NOW))
    assert "Puhuu" not in paper
    assert "Aino" not in paper


def test_what_the_office_saw_of_two_is_given_out_by_the_office_alone() -> None:
    user = make_coordinator()
    said = wish("office", "Riitelivät pihassa.")
    for person in (said.resident, said.volunteer):
        row = export_person(person, user=user, by=staff(user.pk), now=NOW)["wishes_about_two"][0]
        assert row["note"] is None
        assert "about" not in row


def test_a_wish_about_two_goes_when_one_of_them_is_forgotten() -> None:
    said = wish("resident", "Ei käy.")
    erase_person(said.volunteer, by=office(), now=NOW)
    assert not Preference.objects.exists()
