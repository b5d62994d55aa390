"""Aino and Sari as a pair in the coordinator's hands, and a colleague of another town."""

from datetime import date, time

import pytest
from pytest_django import Settings

from directory.localtime import instant
from directory.models import Municipality, StaffRole, User
from people.models import Person
from rings.models import Pair
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.meeting import begin_trial, introduce
from rings.services.pairs.suggest import suggest_pair
from rings.services.planning.publish import publish_ring
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

MEETS = instant(date(2026, 11, 26), time(14))


@pytest.fixture(autouse=True)
def _pages_live_by_the_clock_of_the_village(
    village: Village, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)
    # A pair lives for months: nobody signs in anew each morning of a test.
    settings.SESSION_COOKIE_AGE = 365 * 24 * 3600


@pytest.fixture
def desk(village: Village) -> Desk:
    return Desk(village, village.coordinator)


@pytest.fixture
def stranger(village: Village) -> Desk:
    """A coordinator of another town."""
    town = Municipality.objects.create(
        code="410", name_fi="Laukaa", population=1, population_year=2016, latitude=62, longitude=25
    )
    user = User.objects.create_user("outi@example.org", first_name="Outi")
    StaffRole.objects.create(
        user=user, role="coordinator", municipality=town, valid_from=date(2026, 1, 1)
    )
    return Desk(village, user)


@pytest.fixture
def pair(village: Village, clock: Clock, aino: Person, sari: Person) -> Pair:
    clock.goes_to("9:00")
    return suggest_pair(aino, sari, "call", by=village.by, now=clock.now)


@pytest.fixture
def on_trial(village: Village, clock: Clock, pair: Pair) -> Pair:
    """They met on Thursday, and their ring runs."""
    ask_both(pair, by_text=False, by=village.by, now=clock.now)
    record_answers(pair, "yes", "yes", by=village.by, now=clock.now)
    introduce(pair, MEETS, by=village.by, now=clock.now)
    clock.goes_to("10:00", day=date(2026, 11, 27))
    begun = begin_trial(pair, by=village.by, now=clock.now)
    assert begun.ring is not None
    publish_ring(begun.ring, by=village.by, now=clock.now)
    return begun


def seen(desk: Desk, pair: Pair) -> str:
    """Return what the forms of the page carry along."""
    page = desk.html(f"/pairs/{pair.pk}/")
    return page.partition('name="seen" value="')[2].partition('"')[0]
