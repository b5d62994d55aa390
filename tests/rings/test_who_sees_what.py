"""Every address of rings, opened by those who have no business there: nothing is shown and nothing changes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from directory.models import Association, AuditEntry, Referrer, ServiceLine, StaffRole, User
from directory.scope import scope_of
from people.models import Person
from rings import urls
from rings.models import Concern, Occurrence
from rings.services.bulk.call_off import call_off
from rings.services.bulk.reach import Reach
from rings.services.concerns.opening import Worry, open_concern
from rings.services.gigs.intake import receive_request
from rings.services.pairs.suggest import suggest_pair
from tests.conversations.gigs import request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk, words_of
from tests.rings.gigs.conftest import line, team
from tests.rings.gigs.wanted import by_link
from tests.rings.views.conftest import desk, elsewhere, reader

__all__ = ["desk", "elsewhere", "line", "reader", "team"]

WORDS = {"role": "helper", "cause": "silent", "what": "pause", "act": "take", "exception_id": "1"}
PRIVATE = re.compile(r"Esimerkki|Elma|Kaatunut|Kyläntie|9753")
# Whoever serves the same municipality knows its people; what is planned for them is each office's own.
OF_PEOPLE = ("/match/", "/people/", "/worries/new/", "/pairs/new/")


@pytest.fixture
def numbers(
    village: Village, clock: Clock, desk: Desk, sari: Person, aino: Person, team: Referrer
) -> dict[str, str]:
    """One of everything, by the words of the addresses."""
    clock.goes_to("7:00")
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    scope, later = scope_of(village.coordinator, clock.day), clock.day + timedelta(days=2)
    worry = Worry(aino, "Kaatunut keittiössä", Concern.Severity.TODAY)
    rows = {
        "pair_id": suggest_pair(aino, sari, "call", by=village.by, now=clock.now),
        "ring_id": ring,
        "occurrence_id": Occurrence.objects.filter(ring=ring).earliest("starts_at"),
        "gig_id": request(village, aino, door_code="9753"),
        "person_id": aino,
        "volunteer_id": sari,
        "member_id": ring.members.first(),
        "rule_id": ring.rules.first(),
        "request_id": receive_request(team, by_link(door_code="9753"), now=clock.now),
        "referrer_id": team,
        "concern_id": open_concern(worry, by=village.by, now=clock.now),
        "bulk_id": call_off(
            Reach(later, later, ring=ring), scope=scope, by=village.by, now=clock.now
        ),
    }
    return WORDS | {word: str(row.pk) for word, row in rows.items() if row is not None}


@pytest.fixture
def neighbour(village: Village, desk: Desk) -> Desk:
    """A coordinator of another association that serves the same municipality."""
    other = Association.objects.create(name="Muu ry", short_name="Muu ry", phone="014 555 0999")
    village.place.associations.add(other)
    user = User.objects.create_user("muu@example.org", first_name="Maija")
    role = StaffRole.Role.COORDINATOR
    since = date(2026, 1, 1)
    StaffRole.objects.create(user=user, role=role, association=other, valid_from=since)
    return Desk(village, user)


def addresses(numbers: dict[str, str]) -> Iterator[str]:
    """Yield every address of rings but those that open by a signed link, with the numbers filled in."""
    for route in _routes(urls.urlpatterns):
        if "token" not in route:
            words = numbers | ({"occurrence_id": numbers["gig_id"]} if "requests/" in route else {})
            yield "/" + re.sub(r"<\w+:(\w+)>", lambda found, of=words: of[found[1]], route)  # type: ignore[misc]  # a late-bound copy


def _routes(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def look_and_press(client: Client, numbers: dict[str, str]) -> dict[str, int]:
    """Open and send every address; return how each answered that showed anything private, or failed."""
    told: dict[str, int] = {}
    for address in addresses(numbers):
        for answer in (client.get(address), client.post(address)):
            if PRIVATE.search(words_of(answer)) or answer.status_code >= 500:
                told[address] = answer.status_code
    return told


def test_nobody_signed_in_sees_or_changes_anything(numbers: dict[str, str]) -> None:
    before = AuditEntry.objects.count()
    client = Client()
    assert look_and_press(client, numbers) == {}
    assert {client.get(address).status_code for address in addresses(numbers)} <= {302, 403, 405}
    assert AuditEntry.objects.count() == before


def test_a_reader_of_counts_is_shut_out_of_every_page(
    reader: Desk, numbers: dict[str, str]
) -> None:
    before = AuditEntry.objects.count()
    assert look_and_press(reader.client, numbers) == {}
    opened = {a: reader.client.get(a).status_code for a in addresses(numbers)}
    assert {a: code for a, code in opened.items() if code not in {403, 404, 405}} == {}
    assert AuditEntry.objects.count() == before


def test_a_coordinator_of_another_municipality_finds_nobody_of_this_one(
    elsewhere: Desk, numbers: dict[str, str]
) -> None:
    before = AuditEntry.objects.count()
    assert look_and_press(elsewhere.client, numbers) == {}
    assert AuditEntry.objects.count() == before


def test_another_association_of_the_place_sees_its_people_and_nothing_of_what_is_planned_for_them(
    neighbour: Desk, numbers: dict[str, str], line: ServiceLine
) -> None:
    before = AuditEntry.objects.count()
    told = look_and_press(neighbour.client, numbers)
    assert [address for address in told if not address.startswith(OF_PEOPLE)] == []
    pages = [address for address in told if neighbour.client.get(address).status_code == 200]
    assert pages
    for address in pages:
        assert not re.search("Kaatunut|9753|klo 9|9:00|9.00", neighbour.opens(address)), address
    assert AuditEntry.objects.count() == before
