"""Every address of rides, opened by those who have no business there: nothing is shown and nothing changes."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.urls.resolvers import RoutePattern

from directory.models import Association, AuditEntry, Municipality, StaffRole, User
from rides import urls
from rides.models import (
    ClaimLine,
    ExpenseClaim,
    Leg,
    MileageRate,
    PaymentFile,
    RideRequest,
    Run,
    StandingRide,
)
from rides.services.drivers.apart import keep_apart
from tests.people.makers import NOW, TODAY, make_municipality, office
from tests.rides.makers import (
    THURSDAY,
    make_driver,
    make_office,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)
from tests.rings.desk import words_of

pytestmark = pytest.mark.django_db
WORDS = {"day": str(THURSDAY), "step": "pause"}
ACTS = {"claim_act": "approve", "leg_say": "told", "run_say": "yes"}
PRIVATE = re.compile(r"Esimerkki|Kuski|Viimeinen talo|Kyläntie|FI2112345600000785")
# Whoever serves the same municipality knows its people; what is planned for them is each office's own.
OF_PEOPLE = ("/rides/drivers/", "/rides/riders/", "/rides/new/")
PLANNED = re.compile(r"S-market|9\.20|43[.,]0|Viimeinen talo")


@pytest.fixture
def numbers() -> dict[str, object]:
    """One of everything, by the words of the addresses."""
    driver = make_driver(account="FI2112345600000785")
    aino = make_rider("Aino", address="Kyläntie 1")
    ride = make_ride(aino, landmark="Viimeinen talo")
    run = make_run(driver, state=Run.State.CONFIRMED)
    leg = seat_leg(ride.legs.get(direction="out"), run, time(9, 20), time(9, 50))
    file = PaymentFile.objects.create(association=make_office(), made_at=NOW)
    return WORDS | {
        "ride_id": ride.pk,
        "leg_id": leg.pk,
        "run_id": run.pk,
        "standing_id": _standing(ride).pk,
        "destination_id": ride.destination_id,
        "apart_id": keep_apart(aino, make_rider("Kerttu"), by=office(), now=NOW).pk,
        "claim_id": _claim(run, file).pk,
        "file_id": file.pk,
        "person_id": aino.pk,
        "driver": driver.person.pk,
    }


def _standing(ride: RideRequest) -> StandingRide:
    return StandingRide.objects.create(
        rider=ride.rider,
        association=ride.association,
        destination=ride.destination,
        wall_time=time(10),
        back="none",
        landmark="Viimeinen talo",
        weekdays=[3],
        anchor=THURSDAY,
        valid_from=TODAY,
        created_at=NOW,
    )


def _claim(run: Run, file: PaymentFile) -> ExpenseClaim:
    """Return a paid claim of another run of the same driver."""
    driven = make_run(run.driver, day=TODAY, state=Run.State.CLOSED)
    values = {"association": run.association, "created_at": NOW, "payment": file, "state": "paid"}
    claim = ExpenseClaim.objects.create(run=driven, driver=run.driver, **values)
    line = {"day": TODAY, "km": Decimal(43), "passenger_km": Decimal(0), "cents": 2365}
    ClaimLine.objects.create(claim=claim, rate=MileageRate.objects.get(), **line)
    return claim


def signed_in(place: Municipality, role: str, association: Association | None = None) -> Client:
    """Return a browser of somebody with one role there."""
    user = User.objects.create_user(f"{role}{place.pk}{association}@example.org", first_name="Outi")
    area = {"municipality": None if association else place, "association": association}
    StaffRole.objects.create(user=user, role=role, valid_from=date(2020, 1, 1), **area)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def elsewhere() -> Client:
    """A coordinator of another municipality."""
    return signed_in(make_municipality("Keuruu", "249"), StaffRole.Role.COORDINATOR)


@pytest.fixture
def reader() -> Client:
    """A municipality reader: counts only, never a person."""
    return signed_in(make_municipality(), StaffRole.Role.READER)


@pytest.fixture
def neighbour() -> Client:
    """A coordinator of another association that serves the same municipality."""
    other = make_office("Muu ry")
    return signed_in(make_municipality(), StaffRole.Role.COORDINATOR, other)


def addresses(numbers: dict[str, object]) -> list[str]:
    """Return every address of rides with the numbers filled in."""
    found = []
    for pattern in _patterns(urls.urlpatterns):
        name = str(pattern.name)
        own: dict[str, object] = {"act": ACTS.get(name)}
        if name.startswith("driver"):
            own["person_id"] = numbers["driver"]
        words = numbers | own
        found.append(reverse(name, kwargs={word: words[word] for word in _words(pattern)}))
    assert len(found) > 40
    return found


def _patterns(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _words(pattern: URLPattern) -> list[str]:
    route = pattern.pattern
    if isinstance(route, RoutePattern):
        return list(route.converters)
    return list(route.regex.groupindex)


def look_and_press(client: Client, numbers: dict[str, object]) -> dict[str, int]:
    """Open and send every address; return how each answered that showed anything private, or failed."""
    told: dict[str, int] = {}
    for address in addresses(numbers):
        for answer in (client.get(address), client.post(address)):
            if PRIVATE.search(words_of(answer)) or answer.status_code >= 500:
                told[address] = answer.status_code
    return told


def stands() -> tuple[object, ...]:
    """Return how much has been written, and how everything stands."""
    rows = (Leg.objects, Run.objects, ExpenseClaim.objects, StandingRide.objects)
    states = [list(row.order_by("pk").values_list("pk", "state")) for row in rows]
    return AuditEntry.objects.count(), RideRequest.objects.count(), states


def test_nobody_signed_in_sees_or_changes_anything(numbers: dict[str, object]) -> None:
    before, client = stands(), Client()
    assert look_and_press(client, numbers) == {}
    assert {client.get(address).status_code for address in addresses(numbers)} <= {302, 403, 405}
    assert stands() == before


def test_a_reader_of_counts_is_shut_out_of_every_page(
    reader: Client, numbers: dict[str, object]
) -> None:
    before = stands()
    assert look_and_press(reader, numbers) == {}
    opened = {a: reader.get(a).status_code for a in addresses(numbers)}
    assert {a: code for a, code in opened.items() if code not in {403, 404, 405}} == {}
    assert stands() == before


def test_a_coordinator_of_another_municipality_finds_nobody_of_this_one(
    elsewhere: Client, numbers: dict[str, object]
) -> None:
    before = stands()
    assert look_and_press(elsewhere, numbers) == {}
    assert stands() == before


def test_another_association_of_the_place_sees_its_people_and_none_of_their_rides(
    neighbour: Client, numbers: dict[str, object]
) -> None:
    pages = {a: neighbour.get(a) for a in addresses(numbers)}
    shown = {a: page for a, page in pages.items() if page.status_code == 200}
    told = [a for a, page in shown.items() if PRIVATE.search(words_of(page))]
    assert [a for a in told if not a.startswith(OF_PEOPLE)] == []
    planned = [a for a, page in shown.items() if PLANNED.search(words_of(page))]
    places = {reverse("destinations"), reverse("destination", args=[numbers["destination_id"]])}
    assert set(planned) - places - {reverse("ride_new")} == set()
