"""The pure rules of the life of a pair, and the auditor that watches over it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from backend.auditor import findings
from directory.findings import Finding
from directory.models import User
from people.models import Person
from rings.machines import PAIR
from rings.models import Pair
from rings.rules.pairs import (
    Step,
    at_the_office,
    check_after,
    needs_farewell,
    next_step,
    working_day_after,
)
from rings.services.pairs.suggest import suggest_pair
from tests.conversations.village import Clock, Village

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("state", "says", "step"),
    [
        ("suggested", ("", ""), Step.DECIDE),
        ("asking", ("", ""), Step.HEAR),
        ("asking", ("yes", ""), Step.HEAR),
        ("asking", ("", "no"), Step.PART),
        ("asking", ("yes", "no"), Step.PART),
        ("asking", ("yes", "yes"), Step.AGREE),
        ("introduced", ("yes", "yes"), Step.MEETING),
        ("trial", ("yes", "yes"), Step.CHECK),
        ("settled", ("yes", "yes"), Step.REVIEW),
        ("ended", ("yes", "yes"), Step.FAREWELL),
    ],
)
def test_each_state_and_answer_has_one_next_step(
    state: str, says: tuple[str, str], step: Step
) -> None:
    later = date(2027, 2, 18)
    assert next_step(state, says, trial_until=later, waits=True, today=THURSDAY) == step
    assert state in {source for move in PAIR.moves for source in move.sources}


def test_after_twelve_weeks_the_trial_is_over_and_after_the_farewell_nothing_is_left() -> None:
    over = next_step("trial", ("yes", "yes"), trial_until=THURSDAY, waits=True, today=THURSDAY)
    assert over == Step.TRIAL_OVER
    assert next_step("ended", ("", ""), trial_until=None, waits=False, today=THURSDAY) == Step.NONE


def test_monthly_dates_are_counted_from_the_first_meeting_and_end_with_the_trial() -> None:
    until = THURSDAY + timedelta(weeks=12)
    found, day = [], THURSDAY
    while day < until:
        day = check_after(day, THURSDAY, until)
        found.append((day - THURSDAY).days // 7)
    assert found == [4, 8, 12]
    assert check_after(THURSDAY + timedelta(days=40), THURSDAY, until) == THURSDAY + timedelta(56)


def test_a_step_falls_due_at_ten_of_a_working_day_in_finland() -> None:
    friday_evening = datetime(2026, 12, 4, 19, 0, tzinfo=UTC)
    free = {date(2026, 12, 6)}
    assert working_day_after(friday_evening, 1, free) == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    assert at_the_office(date(2026, 12, 6), free) == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    assert at_the_office(THURSDAY, free) == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "says", "is_needed"),
    [
        ("suggested", ("", ""), False),
        ("asking", ("", "no"), False),
        ("asking", ("yes", "no"), True),
        ("introduced", ("yes", "yes"), True),
        ("settled", ("yes", "yes"), True),
    ],
)
def test_whoever_knows_of_the_other_is_told_that_it_ends(
    state: str, says: tuple[str, str], is_needed: bool
) -> None:
    assert needs_farewell(state, says) is is_needed


def test_the_tables_themselves_refuse_a_live_pair_without_a_next_step(
    pair: Pair, aino: Person
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.filter(pk=pair.pk).update(due_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.filter(pk=pair.pk).update(owner=None)


def test_the_auditor_names_a_pair_that_its_owner_lets_lie_or_that_nobody_has(
    village: Village, clock: Clock, pair: Pair
) -> None:
    assert findings(clock.now) == []
    Pair.objects.filter(pk=pair.pk).update(due_at=clock.now - timedelta(days=20))
    problems = {finding.problem for finding in findings(clock.now)}
    assert problems == {"overdue", "not_told"}
    User.objects.filter(pk=village.coordinator.pk).update(is_active=False)
    assert Finding(PAIR.name, pair.pk, "no_owner") in findings(clock.now)


def test_why_two_were_suggested_is_kept_as_it_stood_then(
    village: Village, clock: Clock, aino: Person, kari: Person
) -> None:
    why = [("distance", 20, "Lives 2 km away."), ("language", 10, "Both speak Swedish.")]
    pair = suggest_pair(aino, kari, "call", why=why, by=village.by, now=clock.now)
    pair.refresh_from_db()
    assert pair.why[1] == ["language", 10, "Both speak Swedish."]
