"""Calling off everything of a day at once, and thinking again while nobody has heard of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from directory.models import AuditEntry
from directory.scope import Area, Scope
from notifications.models import Message, Prompt
from people.models import Person
from rings.models import Assignment, BulkCancel, Escalation, Occurrence, Offer, Ring
from rings.services.bulk.call_off import (
    TooLateError,
    call_off,
    plan_again,
    undo,
)
from rings.services.bulk.reach import Reach
from rings.services.planning.generate import replan
from tests.conversations.village import Village

EVERYTHING = Scope((Area(None, None),), (), frozenset())


def storm(village: Village, ring: Ring | None = None, days: int = 1, **more: Any) -> BulkCancel:
    """Call off today, or so many days from today on."""
    day = village.clock.day
    place = None if ring else village.place
    reach = Reach(day, day + timedelta(days=days - 1), ring=ring, municipality=place)
    now = village.clock.now
    return call_off(reach, scope=EVERYTHING, by=village.by, now=now, note="myrsky", **more)


def snapshot() -> dict[str, list[Any]]:
    """Return how everything that can be called off stands."""
    return {
        "occurrences": list(
            Occurrence.objects.order_by("pk").values_list(
                "pk",
                "state",
                "reason",
                "due_at",
                "because",
                "office_owner",
                "bulk_cancel",
                "closed_at",
            )
        ),
        "duties": list(
            Assignment.objects.order_by("pk").values_list("pk", "person", "state", "ended_at")
        ),
        "offers": list(Offer.objects.order_by("pk").values_list("pk", "state", "due_at")),
        "ladders": list(
            Escalation.objects.order_by("pk").values_list("pk", "state", "position", "ended_at")
        ),
        "questions": list(Prompt.objects.order_by("pk").values_list("pk", "state", "closes_at")),
        "asked": list(
            Prompt.objects.order_by("pk").values_list("items__about", "items__answered_as")
        ),
    }


@pytest.fixture
def ring(village: Village, aino: Person, veikko: Person, sari: Person) -> Ring:
    return village.ring(residents=[aino, veikko], helpers=[sari])


def test_edge_24_undo_within_the_time_restores_everything_and_nobody_has_heard(
    village: Village, ring: Ring, sari: Person
) -> None:
    """edge 24: undo window after calling off a day, with the messages held back meanwhile."""
    before = snapshot()
    bulk = storm(village)
    assert {o.state for o in bulk.occurrences.all()} == {"cancelled"}
    assert {o.reason for o in bulk.occurrences.all()} == {"bulk"}
    held = Message.objects.get(purpose="called_off")
    assert held.due_at == bulk.hold_until == village.clock.now + timedelta(minutes=10)
    village.clock.goes_to("7:09")
    village.phone_of(sari).gets_nothing()
    assert undo(bulk.pk, by=village.by, now=village.clock.now) == 2
    assert snapshot() == before
    village.clock.goes_to("8:59")
    village.phone_of(sari).gets_nothing()
    village.clock.goes_to("9:00")
    village.phone_of(sari).gets("Aino", "Veikko", "Vastaa OK")
    assert village.nobody_is_forgotten()


def test_when_the_time_is_over_the_helper_hears_of_it_and_it_cannot_be_undone(
    village: Village, ring: Ring, sari: Person
) -> None:
    village.clock.goes_to("8:10")
    bulk = storm(village)
    village.clock.goes_to("8:20")
    village.phone_of(sari).gets("Hei Sari, Vapari.", "Tänään ei soiteta: Aino 9.00, Veikko 9.00.")
    with pytest.raises(TooLateError):
        undo(bulk.pk, by=village.by, now=village.clock.now)
    village.clock.goes_to("12:00")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()


def test_undo_gives_back_a_search_for_a_stand_in_under_way(
    village: Village, aino: Person, sari: Person, kari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari, kari], at="12:00", remind_before=180)
    village.clock.goes_to("9:00")
    helper = sari if village.phone_of(sari).unread() else kari
    other = kari if helper == sari else sari
    village.phone_of(helper).gets("Aino").answers("en pääse")
    village.phone_of(other).gets("Voitko tuurata")
    before = snapshot()
    assert [state for _pk, state, _due in before["offers"]] == ["open"]
    assert [state for _pk, _person, state, _end in before["duties"] if state == "seeking"]
    bulk = storm(village)
    assert not Offer.objects.filter(state="open").exists()
    undo(bulk.pk, by=village.by, now=village.clock.now)
    assert snapshot() == before
    village.phone_of(other).answers("ok")
    holder = village.occurrence(aino).holder()
    assert holder is not None
    assert holder.person == other


def test_a_reminder_that_was_dropped_meanwhile_is_sent_after_all(
    village: Village, aino: Person, sari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="9:00", remind_before=110)
    village.clock.goes_to("7:15")  # the reminder waits for eight o'clock
    assert Message.objects.get(purpose="duty").state == "held"
    village.clock.goes_to("7:55")
    bulk = storm(village)
    village.clock.goes_to("8:01")
    assert Message.objects.get(purpose="duty").state == "cancelled"
    village.phone_of(sari).gets_nothing()
    undo(bulk.pk, by=village.by, now=village.clock.now)
    village.clock.goes_to("8:02")
    village.phone_of(sari).gets("Aino", "Vastaa OK").answers("ok")
    assert village.occurrence(aino).state == "acknowledged"


def test_the_plan_does_not_bring_back_what_was_called_off(village: Village, ring: Ring) -> None:
    bulk = storm(village, ring, days=2)
    assert bulk.occurrences.count() == 4
    replan(ring, by=village.by, now=village.clock.now)
    assert {o.state for o in bulk.occurrences.all()} == {"cancelled"}
    assert ring.occurrences.filter(state="planned", nominal_date__lt=bulk.last).count() == 0


def test_undo_twice_does_it_once(village: Village, ring: Ring) -> None:
    bulk = storm(village)
    undo(bulk.pk, by=village.by, now=village.clock.now)
    with pytest.raises(TooLateError):
        undo(bulk.pk, by=village.by, now=village.clock.now)
    assert AuditEntry.objects.filter(event="undo_to_planned").count() == 2


def test_a_text_that_has_left_cannot_be_called_back_and_nothing_is_restored(
    village: Village, ring: Ring
) -> None:
    bulk = storm(village)
    Message.objects.filter(purpose="called_off").update(state="accepted")
    with pytest.raises(TooLateError):
        undo(bulk.pk, by=village.by, now=village.clock.now)
    bulk.refresh_from_db()
    assert bulk.undone_at is None
    assert {o.state for o in bulk.occurrences.all()} == {"cancelled"}


def test_after_the_time_the_rest_can_be_planned_again_with_the_same_helpers(
    village: Village, ring: Ring, aino: Person, sari: Person
) -> None:
    bulk = storm(village, days=2)
    village.clock.goes_to("9:30")
    assert plan_again(bulk, by=village.by, now=village.clock.now) == 2
    tomorrow = Occurrence.objects.filter(nominal_date=date(2026, 11, 24))
    assert {o.state for o in tomorrow} == {"planned"}
    holders = [o.holder() for o in tomorrow]
    assert [h and h.person for h in holders] == [sari, sari]
    assert village.occurrence(aino).state == "cancelled"
    village.phone_of(sari).gets("ei soiteta")
    village.clock.goes_to_next_day("9:00")
    village.phone_of(sari).gets("Aino", "Vastaa OK")
    assert village.nobody_is_forgotten()


def test_a_crash_while_calling_off_loses_nothing(
    village: Village, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot()

    def broken(*_args: object) -> int:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("rings.services.bulk.call_off.tell", broken)
    with pytest.raises(RuntimeError):
        storm(village)
    assert snapshot() == before
    assert not BulkCancel.objects.exists()
