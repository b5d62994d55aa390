"""Two who decide about claims at the very same moment, on either database."""

from datetime import date
from decimal import Decimal

import pytest

from people.errors import RefusedError
from rides.models import ExpenseClaim, MileageRate, PaymentFile
from rides.services.claims.decide import approve, submit
from rides.services.claims.pay import pay
from tests.people.makers import office
from tests.rides.after import HOME, make_claim
from tests.rides.makers import make_driver, make_office
from tests.rings.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def rate() -> MileageRate:
    """Return the rate of 2026: a transactional test begins with empty tables."""
    values = {"per_km": "0.55", "per_passenger_km": "0.04", "most_euros": 3000, "most_days": 20}
    found, _ = MileageRate.objects.get_or_create(valid_from=YEAR, defaults=values)
    return found


def two_submitted() -> list[ExpenseClaim]:
    """Return two claims of one driver that wait to be checked."""
    driver = make_driver()
    claims = [make_claim(driver, day=date(2026, 11, day)) for day in (2, 3)]
    for claim in claims:
        submit(claim, by=office(), now=HOME)
    return claims


def test_of_two_claims_approved_at_once_only_one_has_the_years_last_euros(
    rate: MileageRate,
) -> None:
    first, second = two_submitted()
    each = first.lines.get().cents
    MileageRate.objects.filter(pk=rate.pk).update(most_euros=Decimal(each + 500) / 100)
    failures = at_once(
        lambda: approve(first, by=office(), now=HOME),
        lambda: approve(second, by=office(), now=HOME),
    )
    assert not failures
    assert sorted(claim.lines.get().over_cents for claim in (first, second)) == [0, each - 500]


def test_of_two_payment_files_made_at_once_one_pays_and_the_other_says_so() -> None:
    claims = two_submitted()
    for claim in claims:
        approve(claim, by=office(), now=HOME)
    association = make_office()

    def make() -> object:
        return pay(association, claims, by=office(), now=HOME)

    failures = at_once(make, make)
    assert [type(failure) for failure in failures] == [RefusedError]
    file = PaymentFile.objects.get()
    assert set(ExpenseClaim.objects.values_list("state", "payment")) == {("paid", file.pk)}
