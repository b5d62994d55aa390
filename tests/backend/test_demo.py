"""The demo: right at any hour of the day, made once a day, and never over a register of one's own."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import override_settings

from backend.auditor import findings
from backend.demo.morning import first_minute, hour_of
from backend.demo.scripts import FIRST_HOUR, SCRIPTS
from backend.demo.seed import NotADemoError, seed
from backend.demo.staff import LOGINS, SECOND
from directory.localtime import local_date
from directory.models import User
from notifications.models import Inbound
from people.models import Person
from rides.models import Leg, Run, StandingRide
from rings.models import Occurrence, Pair, Ring
from tests.backend.village import build_village

NOON = datetime(2026, 11, 24, 10, tzinfo=UTC)
HALF_PAST_MIDNIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.mark.parametrize("now", [NOON, HALF_PAST_MIDNIGHT, NOON + timedelta(hours=11, minutes=58)])
def test_every_ring_has_its_hour_on_todays_date_in_the_order_of_the_scripts(now: datetime) -> None:
    hours = [hour_of(now, script.hour) for script in sorted(SCRIPTS, key=lambda s: s.hour)]
    assert hours == sorted(hours)
    assert first_minute(now) < now
    assert hour_of(now, FIRST_HOUR) >= time()


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_a_morning_is_under_way_and_a_second_seeding_changes_nothing() -> None:
    assert seed(NOON, quiet)
    today = Occurrence.objects.on(local_date(NOON))
    states = set(today.values_list("state", flat=True))
    assert {"done", "escalated", "reminded", "planned"} <= states
    assert {"silent", "concern"} <= set(today.values_list("because", flat=True))
    queued = Inbound.objects.filter(state="queued")
    assert {"concern", "unclear"} <= set(queued.values_list("queued_because", flat=True))
    assert set(Ring.objects.values_list("topology", flat=True)) == {
        "circle",
        "hub",
        "pair",
        "call_in",
    }
    assert set(Pair.objects.values_list("state", "volunteer_says")) == {
        ("trial", "yes"),
        ("asking", ""),
    }
    assert Pair.objects.due(NOON).get().state == "trial"
    _rides_are_in_every_stage()
    assert User.objects.count() == len(LOGINS)
    assert findings(NOON) == []
    before = list(Occurrence.objects.values_list("pk", "state"))
    assert not seed(NOON + timedelta(minutes=1), quiet)
    assert list(Occurrence.objects.values_list("pk", "state")) == before


def _rides_are_in_every_stage() -> None:
    today = local_date(NOON)
    driven = Run.objects.filter(day__lt=today).values_list("state", "claim__state")
    assert set(driven) == {("closed", "submitted")}
    ahead = Run.objects.filter(day__gt=today).values_list("state", flat=True)
    assert set(ahead) == {"confirmed", "asked"}
    waiting = Leg.objects.filter(request__day__gt=today + timedelta(days=1))
    assert set(waiting.values_list("state", flat=True)) == {"requested", "on_call"}
    assert StandingRide.objects.get().requests.count() == 2
    assert "ride_wish" in Inbound.objects.values_list("queued_because", flat=True)


@pytest.mark.django_db
@pytest.mark.parametrize("is_demo", [True, False])
def test_a_register_of_ones_own_is_never_touched(*, is_demo: bool) -> None:
    build_village()
    people = Person.objects.count()
    with override_settings(DEMO=is_demo), pytest.raises(NotADemoError):
        seed(NOON, quiet)
    assert Person.objects.count() == people
    assert not User.objects.filter(email=SECOND).exists()
