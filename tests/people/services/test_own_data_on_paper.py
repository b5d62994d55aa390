"""All that is held of a person on paper: every word in the reader's language, none of our bookkeeping."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise

from directory.actors import staff
from notifications.models import Message
from people.models import Contact, PhoneNumber
from people.portability import plain_row, worded_row
from people.services.export import print_person
from tests.people.makers import NOW, make_coordinator, make_resident, make_volunteer
from volunteers.models import AvailableWindow, Volunteer

pytestmark = pytest.mark.django_db
OURS = ("people", "volunteers", "notifications", "rings")
SAME_IN_SWEDISH = {"text", "relation", "ring"}


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    with translation.override("fi"):
        yield


def names() -> set[str]:
    """Return, in English, the name in words of every column that has one."""
    fields = [
        f for app in OURS for m in apps.get_app_config(app).get_models() for f in m._meta.fields
    ]
    with translation.override("en"):
        return {str(f.verbose_name) for f in fields if isinstance(f.verbose_name, Promise)}


@pytest.mark.parametrize(("language", "same"), [("fi", set()), ("sv", SAME_IN_SWEDISH)])
def test_every_column_that_has_a_name_has_it_in_the_readers_language(
    language: str, same: set[str]
) -> None:
    with translation.override(language):
        assert {name for name in names() if translation.gettext(name) == name} == same


def test_our_own_bookkeeping_stands_in_the_file_and_not_on_paper() -> None:
    number = PhoneNumber.objects.create(e164="+358401230001")
    text = Message(
        body="Hei Aino!", number=number, state="delivered", created_at=NOW, gateway="demo", parts=1
    )
    assert worded_row(text) == {"Teksti": "Hei Aino!", "Tila": "mennyt perille", "Milloin": NOW}
    assert plain_row(text)["gateway"] == "demo"


def test_ticks_codes_and_days_are_words_on_paper() -> None:
    contact = Contact(name="Tiina Esimerkki", phone="+358401230555", has_key=False)
    assert worded_row(contact)["On avain"] == "ei"
    assert worded_row(Volunteer(tasks=["call", "ride"]))["Tehtävät"] == ["Soitot", "Kyydit"]
    window = AvailableWindow(weekday=0, starts="09:00", ends="12:00")
    assert worded_row(window)["Viikonpäivä"] == "maanantai"


def test_both_sides_of_a_person_are_printed_under_finnish_headings() -> None:
    user = make_coordinator()
    by = staff(user.pk)
    for person in (make_resident().person, make_volunteer().person):
        parts = dict(print_person(person, user=user, by=by, now=NOW))
        assert parts["Tiedot"][0]["Etunimi"] == person.first_name
