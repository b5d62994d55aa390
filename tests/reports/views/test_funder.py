"""The funder's report: exact, the same again, of one's own association, and every reading written down."""

from datetime import date

import pytest
from django.test import Client

from backend.demo.history import seed_history
from directory.models import Association, AuditEntry, Municipality, StaffRole
from people.models import Person
from reports.counting.facts import Contact, Work
from reports.counting.periods import Period
from reports.counting.read import read
from rides.models import RideRequest
from rings.models import ExtraWork, Occurrence
from tests.directory.makers import member
from tests.reports.views.english import in_english

pytestmark = pytest.mark.django_db
Role = StaffRole.Role
YEAR = 2024
PAGE, FILE = f"/counts/funder/?year={YEAR}", f"/counts/funder/file/?year={YEAR}"


@pytest.fixture
def other() -> Association:
    """Seed a year of one association, and give what was done in Laukaa to another one."""
    seed_history(4, YEAR, 1)
    laukaa = Municipality.objects.get(name_fi="Laukaa")
    made = Association.objects.create(name="Toinen yhdistys", short_name="Toinen", phone="014 1")
    made.municipalities.set([laukaa])
    Occurrence.objects.filter(municipality=laukaa).update(association=made)
    RideRequest.objects.filter(rider__municipality=laukaa).update(association=made)
    ExtraWork.objects.filter(municipality=laukaa).update(association=made)
    return made


def figures(client: Client, query: str = "") -> dict[str, str]:
    """Return the figures of the CSV file by their names."""
    answer = client.get(FILE + query)
    assert answer.status_code == 200
    lines = answer.content.decode("utf-8-sig").splitlines()
    return {name: value for name, value, *_rest in (line.split(";") for line in lines)}


@pytest.mark.usefixtures("other")
def test_an_administrator_sees_the_exact_figures_of_everything() -> None:
    facts = read(Period(YEAR))
    client = in_english(member(Role.ADMINISTRATOR))
    found = figures(client)
    done: list[Contact | Work] = [*facts.contacts, *facts.work]
    assert found["Volunteers"] == str(len({each.helper for each in done}))
    assert found["People helped"] == str(len({each.resident for each in facts.contacts}))
    assert found["Hours of volunteers"] == str(round(sum(each.minutes for each in done) / 60))
    assert found["Times somebody was helped"] == str(len(facts.contacts))
    page = client.get(PAGE).content.decode()
    assert "Internal: not for publishing" in page
    for name in ("Volunteers", "People helped"):
        assert f"<strong>{found[name]}</strong>" in page


def test_each_association_sees_its_own_and_people_of_both_count_once(other: Association) -> None:
    everything = in_english(member(Role.ADMINISTRATOR))
    whole, own = figures(everything), figures(everything, f"&association={other.pk}")
    assert 0 < int(own["Times somebody was helped"]) < int(whole["Times somebody was helped"])
    client = in_english(member(Role.ADMINISTRATOR, association=other))
    assert figures(client)["Times somebody was helped"] == own["Times somebody was helped"]
    assert figures(client)["Volunteers"] == own["Volunteers"]
    first = Association.objects.exclude(pk=other.pk).get()
    rest = figures(everything, f"&association={first.pk}")
    for name in ("Times somebody was helped",):
        assert int(own[name]) + int(rest[name]) == int(whole[name])
    for name in ("Volunteers", "People helped"):
        assert int(own[name]) + int(rest[name]) >= int(whole[name])
    assert client.get(f"{PAGE}&association={first.pk}").status_code == 404
    assert str(first) not in client.get(PAGE).content.decode()


def test_a_coordinator_of_one_municipality_sees_that_one_and_is_told_so(other: Association) -> None:
    laukaa = other.municipalities.get()
    client = in_english(member(Role.COORDINATOR, municipality=laukaa))
    whole = figures(in_english(member(Role.ADMINISTRATOR)), f"&association={other.pk}")
    assert figures(client)["People helped"] == whole["People helped"]
    words = "Only what lies in the municipalities of your role is counted."
    assert words in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("other")
def test_the_same_year_of_the_same_data_is_the_same_report() -> None:
    client = in_english(member(Role.ADMINISTRATOR))
    assert client.get(FILE).content == client.get(FILE).content
    before = figures(client)
    Occurrence.objects.filter(nominal_date__gte=date(YEAR, 12, 1)).delete()
    assert figures(client) != before


def test_every_reading_is_written_down_with_the_year_and_the_association(
    other: Association,
) -> None:
    user = member(Role.ADMINISTRATOR)
    client = in_english(user)
    client.get(f"{PAGE}&association={other.pk}")
    client.get(FILE)
    entries = AuditEntry.objects.filter(subject="funder_report").order_by("pk")
    assert list(entries.values_list("subject_id", "event", "reason", "user")) == [
        (YEAR, "read", f"association {other.pk}", user.pk),
        (YEAR, "read", "", user.pk),
    ]


@pytest.mark.usefixtures("other")
def test_no_name_of_anybody_helped_or_helping_stands_in_it() -> None:
    client = in_english(member(Role.ADMINISTRATOR))
    told = client.get(PAGE).content.decode() + client.get(FILE).content.decode()
    assert not [p for p in Person.objects.all() if str(p) in told]


def test_a_reader_and_whoever_has_no_role_get_nothing_and_leave_no_trace() -> None:
    karstula = Municipality.objects.create(
        name_fi="Karstula",
        code="226",
        population=4235,
        population_year=2016,
        latitude="62.87",
        longitude="24.80",
    )
    for client in (in_english(member(Role.READER, municipality=karstula)), Client()):
        for address in (PAGE, FILE):
            assert client.get(address).status_code in {302, 403}
    assert not AuditEntry.objects.filter(subject="funder_report").exists()


@pytest.mark.parametrize(
    "query", ["?year=1850", "?year=abc", "?year=2024&association=99999", "?association=x"]
)
def test_what_cannot_be_asked_for_is_not_found(query: str) -> None:
    client = in_english(member(Role.ADMINISTRATOR))
    for address in ("/counts/funder/", "/counts/funder/file/"):
        assert client.get(address + query).status_code == 404
    assert not AuditEntry.objects.filter(subject="funder_report").exists()


def test_a_year_without_anything_is_a_report_of_nothing() -> None:
    page = in_english(member(Role.ADMINISTRATOR)).get(PAGE).content.decode()
    assert page.count("<strong>0</strong>") == 4
