"""Planning eight weeks: three times or by two workers at once is the same as once."""

from datetime import date, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.localtime import instant
from people.models import Person
from people.services.residents import end_resident
from rings.models import Assignment, Occurrence, Ring, ScheduleRule
from rings.services.attending.assign import assign
from rings.services.planning.build import reorder_member
from rings.services.planning.generate import HORIZON, extend_plans, replan
from rings.services.planning.publish import end_ring, pause_ring, publish_ring
from tests.conversations.village import MONDAY, Clock, Village, duty
from volunteers.services.lifecycle import move_volunteer


def planned() -> set[tuple[int, date, str, int | None]]:
    """Return every occurrence with its hour, state and helper."""
    rows = Occurrence.objects.prefetch_related("assignments")
    return {
        (o.receiver_id, o.nominal_date, o.state, h.person_id if (h := o.holder()) else None)
        for o in rows
    }


def test_publishing_plans_eight_weeks_of_every_resident(
    village: Village, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    dates = Occurrence.objects.filter(receiver=aino).values_list("nominal_date", flat=True)
    assert sorted(dates) == [MONDAY + timedelta(days=n) for n in range(HORIZON.days + 1)]
    assert Assignment.objects.filter(person=sari, state="held").count() == 2 * len(dates)


def test_planning_three_times_is_planning_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    once = planned()
    ids = set(Occurrence.objects.values_list("pk", flat=True))
    for _again in range(2):
        replan(ring, by=village.by, now=clock.now)
        extend_plans(clock.now)
    assert planned() == once
    assert set(Occurrence.objects.values_list("pk", flat=True)) == ids


def test_each_day_the_plan_grows_by_one_day(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    assert extend_plans(clock.now + timedelta(days=1)) == 1
    newest = Occurrence.objects.latest("nominal_date")
    assert newest.nominal_date == MONDAY + timedelta(days=1) + HORIZON
    assert duty(newest).person == sari
    assert extend_plans(clock.now + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_plan_every_call_once() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    people = [village.resident(f"Aino{n}", f"+3584012302{n:02}") for n in range(6)]
    ring = village.ring(helpers=[sari], residents=people, at="9:00")
    wanted = planned()
    Occurrence.objects.all().delete()
    Ring.objects.update(generated_until=None)
    start, failures = Barrier(2), []

    def work() -> None:
        try:
            start.wait()
            extend_plans(village.clock.now)
        except Exception as failure:  # a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert not failures
    assert planned() == wanted
    assert Occurrence.objects.filter(ring=ring).count() == 6 * (HORIZON.days + 1)
    assert Assignment.objects.count() == Occurrence.objects.count()


def test_a_changed_hour_moves_what_nobody_has_touched_and_nothing_else(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    ScheduleRule.objects.update(wall_time=time(10, 15))
    replan(ring, by=village.by, now=clock.now)

    today, tomorrow = Occurrence.objects.order_by("starts_at")[:2]
    assert (today.wall_time, today.state) == (time(9), "reminded")
    assert (tomorrow.wall_time, tomorrow.starts_at) == (
        time(10, 15),
        instant(MONDAY + timedelta(days=1), time(10, 15)),
    )
    assert tomorrow.due_at == tomorrow.starts_at


def test_a_day_taken_out_of_the_rule_is_cancelled_with_the_reason_and_put_back(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    tuesday = Occurrence.objects.get(nominal_date=MONDAY + timedelta(days=1))
    ScheduleRule.objects.update(weekdays=[0, 2, 3, 4])
    replan(ring, by=village.by, now=clock.now)
    tuesday.refresh_from_db()
    assert (tuesday.state, tuesday.reason, tuesday.due_at) == ("cancelled", "rule_changed", None)

    ScheduleRule.objects.update(weekdays=[0, 1, 2, 3, 4])
    replan(ring, by=village.by, now=clock.now)
    tuesday.refresh_from_db()
    assert (tuesday.state, tuesday.reason) == ("planned", "")
    assert duty(tuesday).person == sari
    assert village.nobody_is_forgotten()


def test_a_changed_rule_leaves_a_day_for_which_somebody_was_chosen(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    tuesday = Occurrence.objects.get(nominal_date=MONDAY + timedelta(days=1))
    assign(tuesday, kari, origin="manual", by=village.by, now=clock.now)
    ScheduleRule.objects.update(weekdays=[0])
    replan(ring, by=village.by, now=clock.now)

    tuesday.refresh_from_db()
    assert tuesday.state == "planned"
    assert duty(tuesday).person == kari


def test_a_new_order_of_helpers_changes_only_turns_of_the_plan(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    reorder_member(ring.members.get(person=sari), 1, by=village.by, now=clock.now)

    today = village.occurrence(aino)
    assert duty(today).person == kari
    assert {a.person.first_name: a.state for a in today.assignments.all()} == {
        "Sari": "released",
        "Kari": "held",
    }


def test_pausing_cancels_what_is_to_come_and_publishing_again_brings_it_back(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    cancelled = pause_ring(ring, by=village.by, now=clock.now)
    assert cancelled == HORIZON.days
    assert village.occurrence(aino).state == "reminded", "what has begun is finished"
    assert set(Occurrence.objects.filter(state="cancelled").values_list("reason", flat=True)) == {
        "ring_ended"
    }

    publish_ring(ring, by=village.by, now=clock.now)
    assert Occurrence.objects.filter(state="planned").count() == HORIZON.days
    assert village.nobody_is_forgotten()


def test_a_ring_that_has_ended_plans_nothing_more(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    end_ring(ring, by=village.by, now=clock.now)
    assert extend_plans(clock.now + timedelta(days=3)) == 0
    assert not Occurrence.objects.open().exists()
    assert village.nobody_is_forgotten()


def test_when_a_resident_dies_everything_ahead_is_cancelled_and_nobody_is_reminded(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    end_resident(aino.resident, "died", by=village.by, now=clock.now)

    assert not Occurrence.objects.open().exists()
    assert set(Occurrence.objects.values_list("reason", flat=True)) == {"left_ring"}
    assert not Assignment.objects.filter(state__in=Assignment.LIVE).exists()
    clock.goes_to("10:00")
    assert len(village.phone_of(sari).unread()) == 1


def test_a_paused_helper_has_no_turns_from_the_same_moment(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    move_volunteer(sari.volunteer, "pause", by=village.by, now=clock.now)
    held = Assignment.objects.filter(state="held").values_list("person", flat=True)
    assert set(held) == {kari.pk}


def test_a_helper_back_from_a_break_has_turns_again_from_the_next_day(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    move_volunteer(sari.volunteer, "pause", by=village.by, now=clock.now)
    move_volunteer(sari.volunteer, "resume", by=village.by, now=clock.now)

    extend_plans(clock.now + timedelta(days=1))

    wednesday = Occurrence.objects.get(nominal_date=MONDAY + timedelta(days=2))
    assert duty(wednesday).person == sari
