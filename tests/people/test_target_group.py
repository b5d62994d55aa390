"""The target group: one coarse word on a person's page, theirs to read, and nameless once they are forgotten."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from directory.actors import staff
from directory.models import AuditEntry
from people.models import Person, TargetGroup
from people.portability import worded_row
from people.services.erasure import erase_person
from people.services.export import export_person
from tests.people.makers import NOW, make_coordinator, make_municipality, make_resident, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser in which the coordinator of Karstula has signed in, in English."""
    user = make_coordinator(municipality=make_municipality())
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def told(person: Person, group: str) -> dict[str, Any]:
    """Return what the form of details sends with `group`."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": "fi",
        "municipality": person.municipality_id,
        "latitude": "",
        "longitude": "",
        "target_group": group,
    }


def test_it_is_chosen_on_the_page_of_details_and_said_in_words(desk: Client) -> None:
    person = make_resident().person
    form = desk.get(f"/people/{person.pk}/edit/").content.decode()
    for _code, words in TargetGroup.choices:
        with translation.override("en"):
            assert f">{words}</option>" in form
    assert "For counts only." in form
    assert desk.post(f"/people/{person.pk}/edit/", told(person, "family")).status_code == 302
    person.refresh_from_db()
    assert person.target_group == TargetGroup.FAMILY
    page = desk.get(f"/people/{person.pk}/").content.decode()
    assert "<dt>Target group</dt><dd>Families</dd>" in page
    entry = AuditEntry.objects.filter(subject="person", subject_id=person.pk).latest("pk")
    assert "target_group" in entry.reason


def test_by_age_is_the_usual_and_the_page_then_says_nothing_of_it(desk: Client) -> None:
    person = make_resident().person
    assert person.target_group == TargetGroup.BY_AGE
    assert "<dt>Target group</dt>" not in desk.get(f"/people/{person.pk}/").content.decode()


def test_a_group_that_there_is_not_is_refused(desk: Client) -> None:
    person = make_resident().person
    answer = desk.post(f"/people/{person.pk}/edit/", told(person, "Kinnula"))
    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.target_group == TargetGroup.BY_AGE


def test_it_is_in_the_persons_own_data_as_a_code_and_on_paper_in_words() -> None:
    user = make_coordinator()
    person = make_resident().person
    Person.objects.filter(pk=person.pk).update(target_group=TargetGroup.IMMIGRANT)
    person.refresh_from_db()
    data = export_person(person, user=user, by=staff(user.pk), now=NOW)
    assert data["person"]["target_group"] == "immigrant"
    with translation.override("en"):
        assert worded_row(person)["Target group"] == "people who have moved to Finland"


def test_it_stays_without_a_name_when_the_person_is_forgotten_so_that_counts_do_not_change() -> (
    None
):
    person = make_resident().person
    Person.objects.filter(pk=person.pk).update(target_group=TargetGroup.OLDER, birth_year=1941)
    erase_person(person, by=office(), now=NOW)
    person.refresh_from_db()
    assert (person.target_group, person.first_name, person.birth_year) == ("older", "", None)
