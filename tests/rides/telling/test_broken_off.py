"""What breaks off between a step and the text about it is done again."""

from datetime import timedelta

import pytest

from rides.models import Leg
from rides.services.telling import clock
from tests.rides.makers import make_ride

pytestmark = pytest.mark.django_db


@pytest.mark.logs_error("could not mind ride")
def test_a_way_whose_owner_could_not_be_told_is_due_still(monkeypatch: pytest.MonkeyPatch) -> None:
    leg = make_ride(back="none", back_time=None).legs.get()
    assert leg.due_at is not None
    now = leg.due_at + timedelta(seconds=1)

    def breaks_off(*_args: object, **_values: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(clock, "alert", breaks_off)
    clock.mind_legs(now)
    assert Leg.objects.get(pk=leg.pk).reminded_at is None

    monkeypatch.undo()
    clock.mind_legs(now)
    assert Leg.objects.get(pk=leg.pk).reminded_at == now
