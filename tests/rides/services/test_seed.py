"""What rides begin with."""

from datetime import date
from decimal import Decimal

import pytest

from rides.models import MileageRate, RidePolicy
from rides.services.seed import load_rates

pytestmark = pytest.mark.django_db


def test_an_empty_database_gets_the_rates_and_the_policy_once() -> None:
    MileageRate.objects.all().delete()
    RidePolicy.objects.all().delete()
    assert (load_rates(), load_rates()) == (1, 0)
    rate = MileageRate.objects.on(date(2026, 6, 1))
    assert rate is not None
    assert (rate.per_km, rate.per_passenger_km) == (Decimal("0.55"), Decimal("0.04"))
    assert RidePolicy.objects.filter(association=None).count() == 1


def test_a_rate_that_an_office_has_changed_stays() -> None:
    load_rates()
    MileageRate.objects.update(per_km="0.60")
    assert load_rates() == 0
    assert MileageRate.objects.get().per_km == Decimal("0.60")
