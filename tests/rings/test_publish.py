"""A ring that cannot run says why, in words, and plans nothing."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from people.models import Absence, Person
from rings.models import Ladder, Occurrence, Ring, RingMember, ScheduleRule
from rings.services.planning import publish
from rings.services.planning.publish import RingNotReadyError, publish_ring
from tests.conversations.village import MONDAY, Clock, Village, duty


@dataclass
class Draft:
    """A ring that would run, taken back to its draft to be spoilt by a test."""

    village: Village
    ring: Ring

    def reasons(self) -> list[object]:
        """Return why it may not be published; nothing may be planned."""
        with pytest.raises(RingNotReadyError) as refused:
            publish_ring(self.ring, by=self.village.by, now=self.village.clock.now)
        assert not Occurrence.objects.exists()
        self.ring.refresh_from_db()
        assert self.ring.state == "draft"
        return list(refused.value.reasons)


@pytest.fixture
def draft(village: Village, sari: Person, aino: Person) -> Draft:
    ring = village.ring(helpers=[sari], residents=[aino], topology="pair")
    Occurrence.objects.all().delete()
    Ring.objects.update(state="draft", generated_until=None)
    ring.refresh_from_db()
    return Draft(village, ring)


def test_without_days_it_says_so(draft: Draft) -> None:
    ScheduleRule.objects.update(weekdays=[])
    assert draft.reasons() == [publish.NO_RULE]


def test_without_a_resident_or_a_helper_it_says_each(draft: Draft) -> None:
    RingMember.objects.filter(role="resident").delete()
    assert draft.reasons() == [publish.NO_RESIDENT]
    RingMember.objects.all().delete()
    assert draft.reasons() == [publish.NO_RESIDENT]


def test_without_a_helper_there_is_nobody_to_call(draft: Draft) -> None:
    RingMember.objects.filter(role="helper").delete()
    assert draft.reasons() == [publish.NO_HELPER]


def test_a_helper_who_is_away_every_day_is_no_helper(draft: Draft, sari: Person) -> None:
    Absence.objects.create(person=sari, starts_on=MONDAY, recorded_at=draft.village.clock.now)
    assert draft.reasons() == [publish.NEVER_HELPED]


def test_a_resident_who_is_away_every_day_leaves_nothing_to_do(draft: Draft, aino: Person) -> None:
    Absence.objects.create(person=aino, starts_on=MONDAY, recorded_at=draft.village.clock.now)
    assert draft.reasons() == [publish.NEVER_DUE]


def test_a_coordinator_who_has_left_and_missing_ladders_are_told_together(draft: Draft) -> None:
    draft.village.coordinator.is_active = False
    draft.village.coordinator.save()
    Ladder.objects.update(is_default=False)
    draft.ring.refresh_from_db()
    assert draft.reasons() == [publish.NO_COORDINATOR, publish.NO_LADDER]


def test_a_circle_of_one_is_too_small(village: Village, aino: Person) -> None:
    with pytest.raises(RingNotReadyError) as refused:
        village.ring(topology="circle", residents=[aino])
    assert refused.value.reasons == [publish.TOO_SMALL]


def test_publishing_returns_the_preview_that_then_is_planned(
    village: Village, clock: Clock, draft: Draft, aino: Person
) -> None:
    ahead = publish_ring(draft.ring, by=village.by, now=clock.now)
    dues = {(d.day, due.helper_id) for d in ahead.days for due in d.due}
    rows = Occurrence.objects.filter(nominal_date__lte=ahead.last).prefetch_related("assignments")
    assert {(o.nominal_date, duty(o).person_id) for o in rows} == dues
    assert draft.ring.generated_until == MONDAY + timedelta(weeks=8)
