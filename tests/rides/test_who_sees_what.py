"""Every address of rides, opened by those who have no business there: nobody is shown and nothing changes."""

import re
from collections.abc import Iterable, Iterator
from datetime import time

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from directory.models import AuditEntry, StaffRole, User
from rides import urls
from rides.models import Apart, ExpenseClaim, PaymentFile, StandingRide
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import save_standing
from tests.people.makers import NOW, TODAY, make_coordinator, make_municipality, office
from tests.rides.makers import (
    THURSDAY,
    make_destination,
    make_driver,
    make_office,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)

pytestmark = pytest.mark.django_db

PRIVATE = re.compile(r"Esimerkki|Kuski|Salatie")


@pytest.fixture
def numbers() -> dict[str, str]:
    """One of everything, by the words of the addresses."""
    make_coordinator()
    aino, veikko = make_rider("Aino", address="Salatie 1"), make_rider("Veikko")
    ride, run = make_ride(aino), make_run(make_driver())
    leg = seat_leg(ride.legs.get(direction="out"), run, time(9, 20), time(9, 50))
    wish = Wish(veikko, make_office(), make_destination("Kirkko"), time(9), back_time=time(12))
    standing = StandingRide(weekdays=[1], anchor=TODAY, valid_from=TODAY)
    closed = make_run(make_driver("Liisa"), state="closed")
    rows = {
        "ride_id": ride,
        "leg_id": leg,
        "run_id": run,
        "standing_id": save_standing(standing, wish, by=office(), now=NOW),
        "person_id": run.driver.person,
        "destination_id": ride.destination,
        "apart_id": Apart.objects.create(first=aino, second=veikko, recorded_at=NOW),
        "claim_id": ExpenseClaim.objects.create(
            run=closed, driver=closed.driver, association=closed.association, created_at=NOW
        ),
        "file_id": PaymentFile.objects.create(association=make_office(), made_at=NOW),
    }
    words = {"day": THURSDAY.isoformat(), "act": "told", "step": "pause"}
    return words | {word: str(row.pk) for word, row in rows.items()}


def addresses(numbers: dict[str, str]) -> Iterator[str]:
    """Yield every address of rides, with the numbers filled in."""
    for route in _routes(urls.urlpatterns):
        yield "/rides/" + re.sub(r"<\w+:(\w+)>", lambda found: numbers[found[1]], route)


def _routes(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def look_and_press(client: Client, numbers: dict[str, str]) -> dict[str, int]:
    """Open and send every address; return how each answered that showed somebody, or failed."""
    told: dict[str, int] = {}
    for address in addresses(numbers):
        for answer in (client.get(address), client.post(address)):
            page = answer.content.decode(errors="replace")
            if PRIVATE.search(page) or answer.status_code >= 500:
                told[address] = answer.status_code
    return told


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_nobody_signed_in_sees_or_changes_anything(numbers: dict[str, str]) -> None:
    before = AuditEntry.objects.count()
    client = Client()
    assert look_and_press(client, numbers) == {}
    assert {client.get(address).status_code for address in addresses(numbers)} <= {302, 403, 405}
    assert AuditEntry.objects.count() == before


def test_a_reader_of_counts_is_shut_out_of_every_page(numbers: dict[str, str]) -> None:
    user = User.objects.create_user("lukija@example.org", first_name="Lea")
    since = TODAY.replace(year=2020)
    role = StaffRole.Role.READER
    StaffRole.objects.create(
        user=user, role=role, municipality=make_municipality(), valid_from=since
    )
    client, before = signed_in(user), AuditEntry.objects.count()
    assert look_and_press(client, numbers) == {}
    opened = {address: client.get(address).status_code for address in addresses(numbers)}
    assert {a: code for a, code in opened.items() if code not in {403, 404, 405}} == {}
    assert AuditEntry.objects.count() == before


def test_a_coordinator_of_another_municipality_finds_nobody_of_this_one(
    numbers: dict[str, str],
) -> None:
    keuruu = make_municipality("Keuruu", "249")
    make_office("Keuruun apu").municipalities.add(keuruu)
    client = signed_in(make_coordinator("toinen@example.org", keuruu))
    before = AuditEntry.objects.count()
    assert look_and_press(client, numbers) == {}
    assert AuditEntry.objects.count() == before
