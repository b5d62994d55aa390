"""Days lived through in a small village, and faults planted afterwards that must be found."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from backend.auditor import findings
from backend.rehearsal.rates import calm_rates, load_rates
from backend.rehearsal.report import Report
from backend.rehearsal.run import Plan, rehearse
from backend.rehearsal.verdict import Span, hold, left_open
from rings.models import Occurrence
from tests.backend.village import Village, build_village

pytestmark = pytest.mark.django_db
CONTACTS_A_DAY = 11
SPRING = Plan(first=date(2027, 3, 27), days=3, seed=5)
AUTUMN = Plan(first=date(2027, 10, 30), days=3, seed=5)
ONE_DAY = Plan(first=date(2027, 4, 7), days=1, seed=2)


@pytest.fixture
def village() -> Village:
    return build_village()


def live(plan: Plan) -> Report:
    return rehearse(plan, load_rates(), lambda _: None)


@pytest.fixture
def calm_day(village: Village) -> Span:
    rehearse(ONE_DAY, calm_rates(), lambda _: None)
    return Span(ONE_DAY.first, ONE_DAY.days)


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize(
    ("plan", "odd_night"),
    [
        (SPRING, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (AUTUMN, datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_nobody_is_forgotten_on_the_days_when_the_clocks_change(
    plan: Plan, odd_night: datetime
) -> None:
    report = live(plan)
    assert report.faultless, report
    assert report.planned == 3 * CONTACTS_A_DAY
    night = Occurrence.objects.get(ring__topology="pair", nominal_date=odd_night.date())
    assert night.starts_at == odd_night
    mornings = Occurrence.objects.filter(ring__name="hub 09.00")
    spans = {plan.first + timedelta(days=n) for n in range(plan.days)}
    hours = {o.starts_at.hour for o in mornings if o.nominal_date in spans}
    assert hours == {6, 7}


@pytest.mark.usefixtures("village")
def test_the_same_seed_gives_the_same_days_and_another_seed_gives_others() -> None:
    def once(seed: int) -> dict[str, object]:
        with transaction.atomic():
            report = live(Plan(ONE_DAY.first, 2, seed))
            transaction.set_rollback(True)
        return report.as_json() | {"seconds": 0, "seed": 0}

    first = once(11)
    assert once(11) == first
    assert any(once(seed) != first for seed in (12, 13))


def test_on_a_calm_day_every_contact_is_done_and_the_office_hears_nothing(calm_day: Span) -> None:
    rows = calm_day.occurrences()
    assert rows.count() == CONTACTS_A_DAY
    assert set(rows.values_list("state", flat=True)) == {"done"}
    assert not rows.filter(office_owner__isnull=False).exists()


def test_an_occurrence_that_vanished_is_missing(calm_day: Span) -> None:
    assert hold(calm_day).missing == 0
    row = calm_day.occurrences().filter(ring__topology="hub").first()
    assert row is not None
    row.delete()
    assert hold(calm_day).missing == 1


def test_an_occurrence_that_was_called_off_by_mistake_is_missing(calm_day: Span) -> None:
    row = calm_day.occurrences().filter(ring__topology="hub").first()
    assert row is not None
    calm_day.occurrences().filter(pk=row.pk).update(state="cancelled", reason="rule_changed")
    assert hold(calm_day).missing == 1


def test_an_occurrence_an_hour_off_is_at_the_wrong_wall_time(calm_day: Span) -> None:
    row = calm_day.occurrences().first()
    assert row is not None
    later = row.starts_at + timedelta(hours=1)
    calm_day.occurrences().filter(pk=row.pk).update(starts_at=later)
    assert hold(calm_day).wrong_wall_time == 1


def test_a_second_occurrence_that_no_rule_promised_is_doubled(calm_day: Span) -> None:
    row = calm_day.occurrences().first()
    assert row is not None
    row.pk, row.round = None, 2
    row.save(force_insert=True)
    assert hold(calm_day).doubled == 1


def test_an_occurrence_in_nobodys_hands_is_open_and_the_auditor_says_so(calm_day: Span) -> None:
    now = ONE_DAY.ends_at
    assert left_open(calm_day, now) == 0
    assert findings(now) == []
    row = calm_day.occurrences().first()
    assert row is not None
    calm_day.occurrences().filter(pk=row.pk).update(
        state="reminded", due_at=now + timedelta(hours=1), closed_at=None
    )
    assert left_open(calm_day, now) == 1
    assert [(f.subject, f.subject_id) for f in findings(now)] == [("occurrence", row.pk)]
