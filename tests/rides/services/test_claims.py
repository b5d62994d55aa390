"""Claims: drafted from runs, decided by a person, frozen at approval, paid once."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from directory.localtime import instant
from directory.models import AuditEntry
from people.errors import RefusedError
from rides.machines import EXPENSE_CLAIM
from rides.models import ExpenseClaim, MileageRate, RideRequest
from rides.rules.limits import Level
from rides.services.claims.decide import approve, drop, send_back, submit
from rides.services.claims.draft import draft_claim
from rides.services.claims.limits import watch_of
from rides.services.claims.pay import pay, payees, vouchers
from rides.services.closing.correct import tell_km
from tests.people.makers import office
from tests.rides.after import HOME, make_claim
from tests.rides.makers import make_driver, make_office

pytestmark = pytest.mark.django_db
State = ExpenseClaim.State
EVE = date(2026, 12, 31)


def now_of(claim: ExpenseClaim) -> ExpenseClaim:
    """Return the claim as it stands in the table."""
    return ExpenseClaim.objects.get(pk=claim.pk)


def approved(claim: ExpenseClaim) -> ExpenseClaim:
    """Return `claim`, sent and approved."""
    submit(claim, by=office(), now=HOME)
    approve(claim, by=office(), now=HOME)
    return now_of(claim)


def limits(**values: object) -> None:
    """Change what the rate of 2026 allows."""
    MileageRate.objects.update(**values)


def test_a_claim_comes_from_the_kilometres_told_and_who_was_aboard() -> None:
    line = make_claim(km="43.0").lines.get()
    assert (line.km, line.rate.per_km) == (Decimal("43.0"), Decimal("0.550"))
    expected = line.km * Decimal("0.55") + line.passenger_km * Decimal("0.04")
    assert line.cents == int((expected * 100).quantize(Decimal(1), "ROUND_HALF_UP"))
    # There and back with one rider, home in between alone: somebody is aboard about half of the way.
    assert Decimal(10) < line.passenger_km < Decimal(33)


def test_a_companion_counts_as_a_passenger() -> None:
    from_one = make_claim().lines.get()
    claim = make_claim(make_driver("Olli"))
    RideRequest.objects.filter(legs__run=claim.run).update(seats=2)
    draft_claim(claim.run, by=office(), now=HOME)
    assert claim.lines.get().passenger_km == 2 * from_one.passenger_km


def test_a_run_through_new_year_has_a_line_for_each_rate() -> None:
    MileageRate.objects.create(
        valid_from=date(2027, 1, 1),
        per_km=Decimal("0.57"),
        per_passenger_km=Decimal("0.05"),
        most_euros=3000,
        most_days=20,
    )
    claim = make_claim()
    run = claim.run
    run.starts_at, run.ends_at = instant(EVE, time(23)), instant(date(2027, 1, 1), time(1))
    run.save()
    run.legs.update(pickup_at=instant(EVE, time(23)), dropoff_at=instant(EVE, time(23, 30)))
    draft_claim(run, by=office(), now=HOME + timedelta(days=60))
    eve, new_year = claim.lines.all()
    assert (eve.day, new_year.day) == (EVE, date(2027, 1, 1))
    assert (eve.rate.per_km, new_year.rate.per_km) == (Decimal("0.550"), Decimal("0.570"))
    assert eve.km + new_year.km == Decimal("43.0")


def test_sums_stand_from_approval_on_whatever_becomes_of_the_rate() -> None:
    claim = approved(make_claim())
    before = claim.lines.get().cents
    limits(per_km=Decimal("0.99"))
    with pytest.raises(RefusedError, match="has been approved"):
        tell_km(claim.run, Decimal(50), by=office(), now=HOME)
    assert now_of(claim).lines.get().cents == before
    claim.run.refresh_from_db()
    assert claim.run.km_driven == Decimal("43.0")


def test_until_approval_a_claim_is_counted_anew() -> None:
    claim = make_claim()
    limits(per_km=Decimal("1.00"))
    submit(claim, by=office(), now=HOME)
    assert claim.lines.get().cents >= 4300


def test_the_claim_that_crosses_the_years_euros_is_parted_and_the_next_is_above() -> None:
    driver = make_driver()
    first, second, third = (
        make_claim(driver, day=date(2026, 11, 1) + timedelta(days=n)) for n in range(3)
    )
    each = first.lines.get().cents
    limits(most_euros=Decimal(each + 500) / 100)
    assert approved(first).lines.get().over_cents == 0
    assert approved(second).lines.get().over_cents == each - 500
    assert approved(third).lines.get().over_cents == each


def test_claims_that_are_only_drafted_take_nothing_of_the_limit_but_are_watched() -> None:
    driver = make_driver()
    first = make_claim(driver, day=date(2026, 11, 1))
    each = first.lines.get().cents
    limits(most_euros=Decimal(each) / 100)
    second = make_claim(driver, day=date(2026, 11, 2))
    assert second.lines.get().over_cents == 0
    found = watch_of(driver, 2026)
    assert found is not None
    assert (found.level, found.euro_percent) == (Level.FULL, 200)


def test_a_driver_is_watched_from_80_percent_on() -> None:
    driver = make_driver()
    cents = make_claim(driver).lines.get().cents
    for most, level in (
        (cents * 2, Level.FINE),
        (cents * 125 // 100, Level.NEAR),
        (cents, Level.FULL),
    ):
        limits(most_euros=Decimal(most) / 100)
        found = watch_of(driver, 2026)
        assert found is not None
        assert found.level == level


def test_the_day_beyond_the_years_days_is_marked_and_paid_all_the_same() -> None:
    limits(most_days=1)
    driver = make_driver()
    approved(make_claim(driver, day=date(2026, 11, 1)))
    line = approved(make_claim(driver, day=date(2026, 11, 2))).lines.get()
    assert (line.over_days, line.over_cents) == (True, 0)
    assert line.payable == line.cents


def test_a_claim_sent_back_says_why_and_comes_again() -> None:
    claim = make_claim()
    submit(claim, by=office(), now=HOME)
    with pytest.raises(RefusedError, match="why"):
        send_back(claim, "  ", by=office(), now=HOME)
    send_back(claim, "43 or 34 km?", by=office(), now=HOME)
    assert (now_of(claim).state, now_of(claim).note) == (State.RETURNED, "43 or 34 km?")
    tell_km(claim.run, Decimal(34), by=office(), now=HOME)
    submit(claim, by=office(), now=HOME)
    assert now_of(claim).lines.get().km == Decimal("34.0")
    events = AuditEntry.objects.filter(subject=EXPENSE_CLAIM.name, subject_id=claim.pk)
    assert list(events.values_list("event", flat=True)) == ["draft", "submit", "return", "submit"]


def test_what_is_approved_can_be_sent_back_until_it_is_paid() -> None:
    claim = approved(make_claim())
    send_back(claim, "Wrong driver", by=office(), now=HOME)
    approved(claim)
    pay(make_office(), [claim], by=office(), now=HOME)
    with pytest.raises(RefusedError, match="cannot be done"):
        send_back(claim, "Too late", by=office(), now=HOME)


def test_a_driver_may_leave_the_kilometres_unclaimed() -> None:
    claim = make_claim()
    drop(claim, by=office(), now=HOME)
    assert now_of(claim).state == State.DROPPED
    with pytest.raises(RefusedError, match="cannot be done"):
        submit(claim, by=office(), now=HOME)
    found = watch_of(claim.driver, 2026)
    assert found is not None
    assert found.used.cents == 0


def test_only_approved_claims_are_paid_and_each_once() -> None:
    first, draft = approved(make_claim()), make_claim(make_driver("Olli"))
    file = pay(make_office(), [first, draft], by=office(), now=HOME)
    assert (now_of(first).state, now_of(draft).state) == (State.PAID, State.DRAFT)
    assert now_of(first).payment == file
    with pytest.raises(RefusedError, match="Nothing is approved"):
        pay(make_office(), [first, draft], by=office(), now=HOME)


def test_the_claims_of_another_association_are_not_paid_along() -> None:
    claim = approved(make_claim())
    with pytest.raises(RefusedError, match="Nothing is approved"):
        pay(make_office("Kyläapu"), [claim], by=office(), now=HOME)


def test_one_driver_gets_one_sum_for_all_claims() -> None:
    driver = make_driver()
    claims = [approved(make_claim(driver, day=date(2026, 11, 1 + n))) for n in range(2)]
    other = approved(make_claim(make_driver("Olli")))
    file = pay(make_office(), [*claims, other], by=office(), now=HOME)
    lines = vouchers(file)
    found = payees(lines)
    assert len(lines) == 3
    assert [(payee.driver.pk, len(payee.claims)) for payee in found] == [
        (other.driver_id, 1),
        (driver.pk, 2),
    ]
    assert sum(payee.cents for payee in found) == sum(line.payable for line in lines)


def test_a_rate_that_is_missing_is_said_and_nothing_is_written() -> None:
    claim = make_claim()
    MileageRate.objects.update(valid_from=date(2027, 1, 1))
    with pytest.raises(RefusedError, match="No rate"):
        submit(claim, by=office(), now=HOME)
    assert now_of(claim).state == State.DRAFT
    assert now_of(claim).lines.count() == 1
