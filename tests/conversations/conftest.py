"""The people whom most conversations are between."""

import pytest

from people.models import Person
from rings.models import Pair
from rings.services.pairs.suggest import suggest_pair
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
