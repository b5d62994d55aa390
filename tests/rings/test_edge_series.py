"""The edge cases of series that comparable systems teach, each named by its number."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from directory.calendar import finnish_holidays
from directory.localtime import instant, is_missing, local_date, local_time
from directory.machine import ConcurrentMoveError, IllegalMoveError
from people.models import Person
from people.services.residents import change_resident
from rings.models import Occurrence, Ring, ScheduleRule
from rings.rules.due import dues_between, who_is_due
from rings.rules.plan import Facts
from rings.rules.schedule import days
from rings.services.planning.generate import extend_plans
from rings.services.planning.publish import end_ring, publish_ring
from rings.services.series.decisions import follow_plan, keep_booked, waiting_decisions
from rings.services.series.foresee import foresee
from tests.conversations.village import MONDAY, Clock, Village, duty
from tests.rings.makers import members, plan, rule
from tests.rings.series.changes import change_hour, scope_of_village

ZONES = ("Europe/Helsinki", "Europe/Stockholm", "UTC", "America/New_York", "Australia/Lord_Howe")
FIRST, LAST = date(2026, 1, 1), date(2036, 12, 31)


@pytest.mark.parametrize("zone", ZONES)
def test_ten_oclock_stays_ten_oclock_on_every_date_of_eleven_years(zone: str) -> None:
    """edge 1: wall time is what people live by, in every zone and on either side of every change of clocks."""
    before = datetime.min.replace(tzinfo=UTC)
    for day in days(FIRST, LAST):
        moment = instant(day, time(10), zone)
        assert local_time(moment, zone) == time(10), day
        assert local_date(moment, zone) == day
        assert moment > before, "each date is later than the one before"
        before = moment


@pytest.mark.parametrize("zone", ZONES)
def test_every_half_hour_of_a_day_on_which_clocks_change_comes_at_one_defined_instant(
    zone: str,
) -> None:
    """edge 1: a missing hour moves forward by the gap, an hour that comes twice is the first of the two."""
    for day in _changes(zone):
        for half in range(48):
            wall = time(half // 2, half % 2 * 30)
            moment = instant(day, wall, zone)
            if is_missing(day, wall, zone):
                assert local_time(moment, zone) > wall
                assert local_date(moment, zone) == day
                continue
            assert local_time(moment, zone) == wall
            earlier = moment - timedelta(hours=2)
            steps = (earlier + n * timedelta(minutes=30) for n in range(4))
            assert all(local_time(step, zone) != wall for step in steps), "the first of the two"


def _changes(zone: str) -> list[date]:
    """Return the dates on which the clocks of `zone` change."""
    place = ZoneInfo(zone)

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(0), place).utcoffset()

    return [d for d in days(FIRST, LAST) if offset(d) != offset(d + timedelta(days=1))]


def test_a_call_at_half_past_three_has_an_hour_on_both_odd_nights(
    village: Village, sari: Person, aino: Person
) -> None:
    """edge 1: a series at 03:30 on 29 March and 25 October 2026, planned with defined hours."""
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    nights = plan(
        "pair", members([11], [1]), rules=(rule(wall_time=time(3, 30), valid_from=FIRST),)
    )
    for day, utc in (
        (spring, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (autumn, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ):
        (due,) = who_is_due(nights, day)
        assert due.wall_time == time(3, 30)
        assert instant(day, due.wall_time, due.zone) == utc


def test_between_midnight_and_three_today_is_the_day_in_helsinki(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 2: at 00:30 in Helsinki it is still yesterday in UTC; the plan and the page are of the new day."""
    village.ring(helpers=[sari], residents=[aino], at="1:00")
    half_past_midnight = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert extend_plans(half_past_midnight) == 1, "the horizon has moved on by one local day"
    tuesday = Occurrence.objects.get(nominal_date=MONDAY + timedelta(days=1))
    assert tuesday.starts_at == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert tuesday.state == "planned"


def test_monday_is_a_weekday_like_the_others() -> None:
    """edge 3: weekday 0 counts as a day."""
    mondays = plan("pair", members([11], [1]), rules=(rule(weekdays=frozenset({0})),))
    found = dict(dues_between(mondays, MONDAY, MONDAY + timedelta(days=13)))
    assert list(found) == [MONDAY, MONDAY + timedelta(days=7)]


@pytest.mark.parametrize("year", [2026, 2032])
def test_a_four_week_rotation_keeps_its_beat_over_week_53_and_new_year(year: int) -> None:
    """edge 3: turns are anchored by date: week 53 is a week like any other."""
    assert date(year, 12, 31).isocalendar().week == 53
    anchor = date(year, 11, 2)
    anchor -= timedelta(days=anchor.weekday())
    roster = plan(
        "hub",
        members([11, 12, 13], [1]),
        rules=(rule(anchor=anchor, valid_from=anchor),),
        turn_weeks=4,
    )
    weeks = [who_is_due(roster, anchor + timedelta(weeks=n))[0].helper_id for n in range(16)]
    assert weeks == [11] * 4 + [12] * 4 + [13] * 4 + [11] * 4


def test_a_residents_wish_beats_the_rings_holidays_either_way() -> None:
    """edge 4: who wants the call on a closed day gets it, and is the only one; who does not is left in peace."""
    christmas, after = date(2026, 12, 25), date(2026, 12, 28)
    wishes = {1: Facts(holidays="run"), 2: Facts(), 3: Facts(holidays="skip")}
    for policy, expected in (("skip", {1}), ("run", {1, 2})):
        ring = plan(
            "hub",
            members([11], [1, 2, 3]),
            rules=(rule(holidays=policy),),
            receivers=wishes,
            calendar=finnish_holidays([2026]),
        )
        assert {d.receiver_id for d in who_is_due(ring, christmas) if not d.skipped} == expected
        assert {d.receiver_id for d in who_is_due(ring, after)} == {1, 2, 3}


def test_a_wish_about_holidays_changes_what_is_planned_at_once(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    """edge 4: the short list of Christmas holds only the one who asked for it."""
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    ScheduleRule.objects.update(holidays="skip_eves")
    change_resident(aino.resident, {"holidays": "run"}, by=village.by, now=clock.now)

    christmas = Occurrence.objects.open().filter(
        nominal_date__range=(date(2026, 12, 24), date(2026, 12, 26))
    )
    assert {(o.nominal_date.day, o.receiver_id) for o in christmas} == {
        (24, aino.pk),
        (25, aino.pk),
        (26, aino.pk),
    }
    assert village.nobody_is_forgotten()


def test_what_is_booked_stays_when_the_hour_changes_and_the_rest_follows(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 5: a rule changed while people are booked: they stay and are listed, the empty ones follow."""
    ring = village.ring(
        helpers=[sari], residents=[aino], at="12:00", kind="visit", remind_before=24 * 60
    )
    clock.goes_to("12:05")  # tomorrow's reminder has gone out
    foreseen = foresee(ring, lambda: change_hour(village, ring, time(13)), clock.now)
    assert foreseen.counts["decide"] == 1
    assert not waiting_decisions(scope_of_village(village), clock.now).exists(), "only foreseen"
    assert set(ring.rules.values_list("wall_time", flat=True)) == {time(12)}

    change_hour(village, ring, time(13))
    (booked,) = waiting_decisions(scope_of_village(village), clock.now)
    assert (booked.nominal_date, booked.wall_time) == (MONDAY + timedelta(days=1), time(12))
    assert booked.decision == "other_hour"
    untouched = Occurrence.objects.filter(nominal_date__gt=booked.nominal_date)
    assert set(untouched.values_list("wall_time", flat=True)) == {time(13)}
    assert foreseen.counts["hour"] == untouched.count()
    assert village.occurrence(aino).wall_time == time(12), "the past is never rewritten"


def test_a_decision_is_answered_by_one_press_and_not_asked_again(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 5: keep it as it is, or follow the plan."""
    ring = village.ring(
        helpers=[sari], residents=[aino], at="12:00", kind="visit", remind_before=24 * 60
    )
    clock.goes_to("12:05")
    change_hour(village, ring, time(13))
    (booked,) = waiting_decisions(scope_of_village(village), clock.now)
    keep_booked(booked, by=village.by, now=clock.now)
    change_hour(village, ring, time(14))
    booked.refresh_from_db()
    assert (booked.decision, booked.wall_time) == ("kept", time(12))

    Occurrence.objects.filter(pk=booked.pk).update(decision="other_hour")
    follow_plan(booked, by=village.by, now=clock.now)
    booked.refresh_from_db()
    assert (booked.decision, booked.wall_time, booked.state) == ("", time(14), "planned")
    assert duty(booked).person == sari
    assert village.nobody_is_forgotten()


def test_a_ring_that_ended_yesterday_gets_nothing_new_from_a_running_generator(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 6: ended is ended, whoever plans."""
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    end_ring(ring, by=village.by, now=clock.now)
    assert extend_plans(clock.now + timedelta(days=1)) == 0
    assert not Occurrence.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_a_ring_is_ended_while_the_generator_runs_and_nothing_is_left_open() -> None:
    """edge 6: whichever of the two is first, nothing new appears after the end."""
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    people = [village.resident(f"Aino{n}", f"+3584012302{n:02}") for n in range(4)]
    ring = village.ring(helpers=[sari], residents=people, at="9:00")
    now, start, failures = village.clock.now, Barrier(2), []

    def work(do: object) -> None:
        try:
            start.wait()
            do()  # type: ignore[operator]  # one of the two below
        except Exception as failure:  # a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    later = now + timedelta(days=1)
    threads = [
        Thread(target=work, args=(lambda: extend_plans(later),)),
        Thread(target=work, args=(lambda: end_ring(ring, by=village.by, now=later),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert not Occurrence.objects.open().filter(starts_at__gt=later).exists()
    assert extend_plans(later + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_publish_at_once_one_does_and_every_call_is_planned_once() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    ring = village.ring(helpers=[sari], residents=[village.resident("Aino", "+358401230200")])
    wanted = Occurrence.objects.count()
    Occurrence.objects.all().delete()
    Ring.objects.update(state="draft", generated_until=None, turn_from=None)
    start, refused = Barrier(2), []

    def work() -> None:
        mine = Ring.objects.get(pk=ring.pk)
        try:
            start.wait()
            publish_ring(mine, by=village.by, now=village.clock.now)
        except (ConcurrentMoveError, IllegalMoveError) as failure:
            refused.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert Occurrence.objects.open().count() == wanted
