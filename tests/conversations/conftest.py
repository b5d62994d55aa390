"""The people whom most conversations are between."""

import pytest

from people.models import Person
from rides.models import RideRequest, Run
from rings.models import Pair
from rings.services.pairs.suggest import suggest_pair
from tests.conversations.rides import back_of, driver, out_of, ride, run, seated
from tests.conversations.village import Clock, Village


@pytest.fixture
def village(db: None) -> Village:
    return Village()


@pytest.fixture
def clock(village: Village) -> Clock:
    return village.clock


@pytest.fixture
def sari(village: Village) -> Person:
    return village.volunteer("Sari", "+358401230001")


@pytest.fixture
def kari(village: Village) -> Person:
    return village.volunteer("Kari", "+358401230002")


@pytest.fixture
def liisa(village: Village) -> Person:
    return village.volunteer("Liisa", "+358401230003")


@pytest.fixture
def aino(village: Village) -> Person:
    return village.resident("Aino", "+358401230101")


@pytest.fixture
def veikko(village: Village) -> Person:
    return village.resident("Veikko", "+358401230102")


@pytest.fixture
def pair(village: Village, clock: Clock, aino: Person, sari: Person) -> Pair:
    """Sari is suggested to Aino on Monday at nine."""
    clock.goes_to("9:00")
    return suggest_pair(aino, sari, "call", by=village.by, now=clock.now)


@pytest.fixture
def asked_ride(village: Village, aino: Person) -> RideRequest:
    """Aino wants to go to the shop on Thursday and back."""
    return ride(village, aino)


@pytest.fixture
def karis_car(village: Village, clock: Clock, kari: Person, asked_ride: RideRequest) -> Run:
    """Aino's two ways are planned into Kari's car on Monday at nine."""
    clock.goes_to("9:00")
    made = run(village, driver(village, kari))
    seated(made, out_of(asked_ride), "9:20", "9:45")
    seated(made, back_of(asked_ride), "12:05", "12:30")
    return made
