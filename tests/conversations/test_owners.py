"""Whoever has something in hand can sign in and see it: when they no longer can, another has it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from backend.auditor import findings
from directory.models import StaffRole, User
from people.models import Person
from people.services.erasure import erase_person
from people.services.residents import end_resident, move_resident
from rings.models import Assignment, Occurrence, Ring, ScheduleRule
from rings.services.attending.hand import move_occurrence
from rings.services.planning.build import set_when
from rings.services.planning.generate import extend_plans
from rings.services.planning.publish import pause_ring
from tests.conversations.village import MONDAY, Clock, Village, duty, hour
from volunteers.services.lifecycle import move_volunteer


def second_coordinator(village: Village) -> User:
    """Return a colleague who works in the same municipality."""
    user = User.objects.create_user("mari@example.org", first_name="Mari", phone="+358401238888")
    StaffRole.objects.create(
        user=user, role="substitute", municipality=village.place, valid_from=date(2026, 1, 1)
    )
    return user


def deactivate(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def end_role(user: User) -> None:
    StaffRole.objects.filter(user=user).update(valid_until=MONDAY - timedelta(days=1))


@pytest.mark.parametrize("leave", [deactivate, end_role])
def test_what_comes_up_the_ladder_goes_to_a_colleague_when_the_coordinator_has_left(
    village: Village, clock: Clock, sari: Person, aino: Person, leave: Callable[[User], None]
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    mari = second_coordinator(village)
    leave(village.coordinator)

    clock.goes_to("10:30")

    call = village.occurrence(aino)
    assert (call.state, call.office_owner) == ("escalated", mari)
    village.phone("+358401238888").gets("9.00")
    village.phone("+358401239999").gets_nothing()


@pytest.mark.parametrize("leave", [deactivate, end_role])
def test_what_the_coordinator_had_in_hand_goes_on_to_a_colleague(
    village: Village, clock: Clock, sari: Person, aino: Person, leave: Callable[[User], None]
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    mari = second_coordinator(village)
    clock.goes_to("10:30")
    assert village.occurrence(aino).office_owner == village.coordinator
    leave(village.coordinator)
    kinds = {(f.subject, f.problem) for f in findings(clock.now)}
    assert kinds == {("occurrence", "no_owner"), ("ring", "no_coordinator")}

    clock.goes_to("12:00")

    assert village.occurrence(aino).office_owner == mari
    village.phone("+358401238888").gets("9.00")
    kinds = {(f.subject, f.problem) for f in findings(clock.now)}
    assert kinds == {("ring", "no_coordinator")}


def test_what_is_with_the_office_stays_there_when_the_ring_is_paused(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:30")
    pause_ring(ring, by=village.by, now=clock.now)
    clock.goes_to("13:00")
    call = village.occurrence(aino)
    assert (call.state, call.office_owner) == ("escalated", village.coordinator)
    assert call.due_at is not None
    assert call.due_at > clock.now
    assert village.nobody_is_forgotten()


def test_an_hour_changed_to_one_that_is_past_keeps_todays_call(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="18:00")
    clock.goes_to("12:00")
    rule = ScheduleRule.objects.get(ring=ring)
    rule.wall_time = hour("9:00")
    set_when(ring, rule, remind_before=0, ask_after=0, turn_weeks=1, by=village.by, now=clock.now)

    assert village.occurrence(aino).state == "planned"
    clock.goes_to("18:00")
    village.phone_of(sari).gets("klo 18.00", "Aino")
    tomorrow = Occurrence.objects.get(receiver=aino, nominal_date=MONDAY + timedelta(days=1))
    assert tomorrow.wall_time == hour("9:00")


def test_a_call_moved_without_a_helper_is_not_cancelled_by_the_plan(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    call = village.occurrence(aino)
    Assignment.objects.filter(occurrence=call).update(state="released")
    moved = move_occurrence(
        call, MONDAY + timedelta(days=3), hour("15:00"), by=village.by, now=clock.now
    )

    clock.goes_to_next_day("7:00")
    extend_plans(clock.now)

    moved.refresh_from_db()
    assert moved.is_open


def test_when_the_only_helper_leaves_five_minutes_before_the_office_has_it_at_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:55")
    move_volunteer(sari.volunteer, "leave", by=village.by, now=clock.now)
    clock.goes_to("8:56")
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "nobody")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()


def test_when_a_resident_dies_a_minute_before_nobody_is_sent_to_ring(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:59")
    end_resident(aino.resident, "died", by=village.by, now=clock.now)
    clock.goes_to("10:00")
    village.phone_of(sari).gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_resident_back_from_a_pause_is_called_the_same_day(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("7:10")
    move_resident(aino.resident, "hold", by=village.by, now=clock.now)
    clock.goes_to("7:20")
    assert village.occurrence(aino).state == "cancelled"

    move_resident(aino.resident, "resume", by=village.by, now=clock.now)

    clock.goes_to("9:00")
    village.phone_of(sari).gets("Aino")


def test_an_erased_helper_has_no_turn_left_from_the_same_moment(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:00")
    clock.goes_to("9:01")
    erase_person(sari, by=village.by, now=clock.now)
    held = Assignment.objects.filter(state="held", person=sari)
    assert not held.exists()
    clock.goes_to("9:02")
    tomorrow = Occurrence.objects.get(receiver=aino, nominal_date=MONDAY + timedelta(days=1))
    assert duty(tomorrow).person == kari
    assert village.occurrence(veikko).state == "escalated"
    assert village.nobody_is_forgotten()


def test_everything_planned_for_an_erased_resident_ends_at_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    erase_person(aino, by=village.by, now=clock.now)
    assert not Occurrence.objects.open().filter(receiver=aino).exists()
    assert Ring.objects.get(pk=ring.pk).state == "published"
    assert village.nobody_is_forgotten()
