"""Every address of counts, asked by everybody for everything: nobody gets what is not theirs, or was not shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Association, AuditEntry, Municipality, User
from people.models import Person, Resident
from reports.counting.plan import PLACE
from reports.models import Publication, PublishedTable, Target
from reports.services.funder import SUBJECT as FUNDER
from reports.services.stored import archive
from reports.words import TABLES
from tests.people.makers import NOW
from tests.reports.archives import QUARTER, YEAR, bounds, recognisable, write_archive
from tests.reports.readers import addresses, numbers, said, signed_in, user_with

pytestmark = pytest.mark.django_db

KINNULA, LAUKAA = "256", "410"
FILTERS = (
    "municipality=410",
    "place=410",
    "period=2026Q4",
    "group=immigrant",
    "format=csv",
    "activity=ride&place=410",
    "truth=1",
)
# In progress, never published, no quarter at all, and what tries to leave its folder.
NO_PERIODS = ("2026Q4", "2023", "2026Q5", "2024Q", "2024q4", "..", "%2e%2e", "2024%00", "*", "0")
ODD = (
    "/api/counts/2024/../../people/",
    "/api/counts/2024/reached-by-municipality.json/",
    "/api/counts/2024/reached-by-municipality",
    "/api/counts/2024/reached-by-municipality/410.json",
    "/api/counts/2024/..%2freached-by-municipality.json",
    "/api/counts/2024/reached-by-municipality.json.json",
    "/api/counts/2024/410/reached-by-municipality.json",
    "/counts/2024/410/",
    "/counts/2024/print/410/",
)


@pytest.fixture(autouse=True)
def _published() -> None:
    """Counts that can be told by their numbers, and a person behind them who can be told by name."""
    write_archive(recognisable())
    hidden = PublishedTable.objects.get(name="hours-by-municipality")
    hidden.cells = [cell | {"value": None} for cell in hidden.cells]
    hidden.save()
    place = Municipality.objects.get(code=LAUKAA)
    person = Person.objects.create(
        first_name="Salainen", last_name="Esimerkki", municipality=place, created_at=NOW
    )
    Resident.objects.create(person=person, state=Resident.State.SERVED)


KINDS: Mapping[str, Callable[[], User | None]] = {
    "nobody signed in": lambda: None,
    "no role": user_with,
    "reader": lambda: user_with("reader", KINNULA),
    "reader of no municipality": lambda: user_with("reader"),
    "coordinator elsewhere": lambda: user_with("coordinator", LAUKAA),
    "office that serves no municipality": lambda: user_with("coordinator", association=_idle()),
}
REFUSED = ("nobody signed in", "no role", "reader of no municipality")
# The municipality of each and the area it lies in, written out: not as the service itself reckons it.
PLACES = {"reader": {KINNULA, "north"}, "coordinator elsewhere": {LAUKAA, "aanekoski-laukaa"}}


def _idle() -> Association:
    return Association.objects.create(name="Uusi ry", short_name="Uusi", phone="014 000 0000")


def ask_as(kind: str) -> tuple[Client, set[int]]:
    """Return the browser of somebody of this kind, and every number that they may be told."""
    client = signed_in(KINDS[kind]())
    if kind in REFUSED:
        return client, set()
    places = {None, *PLACES.get(kind, ())}
    own = [
        replace(
            table,
            cells={at: shown for at, shown in table.cells.items() if dict(at).get(PLACE) in places},
        )
        for table in archive().tables
    ]
    return client, bounds(own)


def state() -> tuple[object, ...]:
    """Return what asking must not change."""
    return (
        list(Publication.objects.values()),
        list(PublishedTable.objects.values()),
        list(Target.objects.values()),
        AuditEntry.objects.exclude(subject=FUNDER).count(),
    )


def of_api() -> list[str]:
    """Return the addresses of the API."""
    return [address for address in addresses() if address.startswith("/api/")]


def wrong(client: Client, method: str, asked: Iterable[str], allowed: set[int]) -> list[object]:
    """Ask for each address; return the answers that told too much, or failed."""
    found = list[object]()
    for address in asked:
        answer = client.generic(method, address)
        text = said(answer)
        too_much = numbers(text) - allowed
        if too_much or "Salainen" in text or answer.status_code >= 500:
            found.append((address, answer.status_code, too_much))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_asker_is_told_own_numbers_only_and_never_a_true_count(kind: str) -> None:
    strange = {"period": NO_PERIODS, "name": ("../2024", "persons"), "extension": ("html",)}
    (client, allowed), before = ask_as(kind), state()
    assert wrong(client, "GET", [*addresses(), *addresses(strange), *ODD], allowed) == []
    assert state() == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_is_found_by_those_whose_it_is(kind: str) -> None:
    """All that one may be told does reach the answers: that nobody finds more then says something."""
    client, allowed = ask_as(kind)
    names = {"period": (YEAR, QUARTER), "name": tuple(TABLES), "extension": ("csv",)}
    files = [address for address in addresses(names) if address.startswith("/api/")]
    found = {number for address in files for number in numbers(said(client.get(address)))}
    assert found == allowed


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in REFUSED])
def test_a_filter_in_an_address_is_never_answered(kind: str) -> None:
    client, allowed = ask_as(kind)
    asked = [f"{address}?{each}" for address in addresses() for each in FILTERS]
    assert wrong(client, "GET", asked, allowed) == []


@pytest.mark.parametrize("question", FILTERS)
def test_the_api_refuses_a_filter_and_says_which_tables_there_are(question: str) -> None:
    client, _allowed = ask_as("reader")
    for address in of_api():
        answer = client.get(f"{address}?{question}")
        assert (answer.status_code, numbers(said(answer))) == (400, set()), address
        assert all(name in answer.json()["detail"] for name in TABLES)


@pytest.mark.parametrize("kind", KINDS)
def test_asking_in_another_way_changes_nothing_and_tells_no_more(kind: str) -> None:
    (client, allowed), before = ask_as(kind), state()
    pages = [address for address in addresses() if address not in of_api()]
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        assert wrong(client, method, pages, allowed) == []
        answers = [client.generic(method, address) for address in of_api()]
        assert {answer.status_code for answer in answers} == {403 if kind in REFUSED else 405}
        assert not any(numbers(said(answer)) for answer in answers)
    assert state() == before


@pytest.mark.parametrize("kind", REFUSED)
def test_whoever_may_read_no_counts_is_refused_by_every_address(kind: str) -> None:
    client, _allowed = ask_as(kind)
    for address in addresses():
        answer = client.get(address)
        to_sign_in = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
        may_sign_in = kind == "nobody signed in" and not address.startswith("/api/")
        assert to_sign_in if may_sign_in else answer.status_code == 403, address
        assert not any(name in said(answer) for name in TABLES)


@pytest.mark.parametrize("period", NO_PERIODS)
def test_a_period_that_is_not_published_is_not_there_for_anybody(period: str) -> None:
    client, _allowed = ask_as("coordinator elsewhere")
    for address in addresses({"period": (period,)}):
        if f"/{period}/" in address:
            answer = client.get(address)
            assert (answer.status_code, numbers(said(answer))) == (404, set()), address


def test_what_is_not_there_says_nothing_of_why() -> None:
    """A period in progress, one that was never lived, another table, another form: one answer."""
    client, _allowed = ask_as("reader")
    table = "reached-by-municipality"
    asked = [f"/api/counts/{period}/{table}.json" for period in ("2026Q4", "1999", "2024Q4")]
    asked += [f"/api/counts/2024/{end}" for end in (f"{table}.pdf", "people.json", "410.csv")]
    answers = {client.get(address).content for address in asked}
    assert len(answers) == 1
    assert all(client.get(address).status_code == 404 for address in asked)


def test_reading_takes_few_queries_however_much_is_published() -> None:
    client, _allowed = ask_as("coordinator elsewhere")
    few = {address: queries(client, address) for address in addresses()}
    write_archive(recognisable(), ("2022Q1", "2022Q2", "2022Q3", "2022Q4", "2022", "2023Q1"))
    assert {address: queries(client, address) for address in addresses()} == few
    assert max(few.values()) <= 20


def queries(client: Client, address: str) -> int:
    """Return how many queries an answer takes."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
