"""Who is busy when somebody is needed: found for many people at once, and said only to those who may see it."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from directory.models import Association, Municipality
from directory.scope import Area, Scope
from people.models import Person
from rings.models import Occurrence, Ring
from rings.services.attending.bars import BarBook
from rings.services.attending.closing import close
from rings.services.busy.conflicts import busy_hours, conflicts, slot_of
from rings.services.busy.pattern_conflicts import pattern_conflicts
from rings.services.standing_in.stand_ins import StandInBook
from tests.conversations.village import Village

EVERYTHING = Scope((Area(None, None),), (), frozenset())


def of_day(ring: Ring, day: date) -> Occurrence:
    return Occurrence.objects.get(ring=ring, nominal_date=day)


@pytest.fixture
def calls(village: Village, aino: Person, sari: Person) -> Ring:
    return village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)


@pytest.fixture
def visits(village: Village, veikko: Person, kari: Person) -> Ring:
    return village.ring(
        residents=[veikko], helpers=[kari], at="10:00", topology=Ring.Topology.PAIR, kind="visit"
    )


def test_whoever_calls_at_that_hour_is_busy_and_it_is_said_with_what(
    calls: Ring, visits: Ring, sari: Person, kari: Person, liisa: Person, village: Village
) -> None:
    visit = of_day(visits, village.clock.day)
    found = conflicts(
        [sari.pk, kari.pk, liisa.pk], slot_of(visit), scope=EVERYTHING, but=[visit.pk]
    )
    assert set(found) == {sari.pk}
    with translation.override("en"):
        assert list(busy_hours(found[sari.pk])) == ["busy 10.00–10.15: Aino"]


def test_edge_7_a_duty_of_another_association_says_no_more_than_busy(
    calls: Ring, visits: Ring, sari: Person, village: Village
) -> None:
    """edge 7: a volunteer in two organisations: the overlap is seen as "busy", no details leak."""
    other = Association.objects.create(name="Toinen ry", short_name="Toinen", phone="014 1")
    Occurrence.objects.filter(ring=calls).update(association=other)
    only_ours = Scope((Area(None, village.office.pk),), (), frozenset())
    slot = slot_of(of_day(visits, village.clock.day))
    (collision,) = conflicts([sari.pk], slot, scope=only_ours)[sari.pk]
    assert collision.occurrence_id is None
    assert (collision.receiver, collision.kind) == ("", "")
    with translation.override("en"):
        assert str(collision) == "busy then"
    (unseen,) = conflicts([sari.pk], slot)[sari.pk]
    assert unseen.occurrence_id is None


def test_the_way_between_two_municipalities_counts_for_visits(
    visits: Ring, kari: Person, aino: Person, village: Village
) -> None:
    """edge 8: next door is fine; twenty kilometres away warns."""
    near = village.ring(
        residents=[aino], helpers=[kari], at="11:00", topology=Ring.Topology.PAIR, kind="visit"
    )
    later = of_day(near, village.clock.day)
    assert not conflicts([kari.pk], slot_of(later), scope=EVERYTHING, but=[later.pk])
    aino.municipality = Municipality.objects.create(
        code="265",
        name_fi="Kivijärvi",
        population=1000,
        population_year=2016,
        latitude="63.05",
        longitude="24.80",
    )
    aino.save()
    later = of_day(near, village.clock.day)
    (collision,) = conflicts([kari.pk], slot_of(later), scope=EVERYTHING, but=[later.pk])[kari.pk]
    assert collision.way_minutes == 32
    with translation.override("en"):
        assert str(collision) == "busy 10.00–11.00: Veikko, 32 min away"


def test_what_is_closed_or_given_away_keeps_nobody_busy(
    calls: Ring, visits: Ring, sari: Person, village: Village
) -> None:
    slot = slot_of(of_day(visits, village.clock.day))
    call = of_day(calls, village.clock.day)
    close(call, "cancel", Occurrence.Reason.NOT_NEEDED, by=village.by, now=village.clock.now)
    assert not conflicts([sari.pk], slot, scope=EVERYTHING)


def test_many_people_cost_one_query(
    calls: Ring, visits: Ring, sari: Person, kari: Person, liisa: Person, village: Village
) -> None:
    slot = slot_of(of_day(visits, village.clock.day))
    with CaptureQueriesContext(connection) as queries:
        found = conflicts([sari.pk, kari.pk, liisa.pk], slot, scope=EVERYTHING)
    assert len(queries) == 1
    assert set(found) == {sari.pk, kari.pk}


def test_any_time_that_week_collides_with_nothing(
    calls: Ring, visits: Ring, sari: Person, village: Village
) -> None:
    visit = of_day(visits, village.clock.day)
    Occurrence.objects.filter(ring=calls).update(span="week")
    assert not conflicts([sari.pk], slot_of(visit), scope=EVERYTHING)
    visit.span = "week"
    assert slot_of(visit) is None
    assert not conflicts([sari.pk], slot_of(visit), scope=EVERYTHING)


def test_a_duty_is_judged_as_if_it_were_moved_to_another_hour(
    calls: Ring, visits: Ring, sari: Person, village: Village
) -> None:
    visit = of_day(visits, village.clock.day)
    moved = slot_of(visit, visit.starts_at + timedelta(minutes=15))
    assert not conflicts([sari.pk], moved, scope=EVERYTHING)


def test_a_busy_helper_is_not_asked_to_stand_in(
    calls: Ring, village: Village, veikko: Person, sari: Person, kari: Person, liisa: Person
) -> None:
    visits = village.ring(residents=[veikko], helpers=[kari, sari, liisa], at="10:00", kind="visit")
    visit = of_day(visits, village.clock.day)
    holder = visit.holder()
    assert holder is not None
    asked = StandInBook([visit], BarBook()).candidates(visit)
    assert sari not in asked
    assert set(asked) == {kari, liisa} - {holder.person}


def test_whoever_could_stand_in_is_read_for_many_visits_in_as_many_queries_as_for_one(
    village: Village, aino: Person, veikko: Person, sari: Person, kari: Person, liisa: Person
) -> None:
    ring = village.ring(
        residents=[aino, veikko], helpers=[kari, sari, liisa], at="10:00", kind="visit"
    )
    visits = list(
        Occurrence.objects.filter(ring=ring, nominal_date=village.clock.day)
        .select_related("ring", "receiver__municipality")
        .prefetch_related("assignments")
    )

    def queries(wanted: list[Occurrence]) -> int:
        with CaptureQueriesContext(connection) as asked:
            book = StandInBook(wanted, BarBook())
            assert all(book.next_wave(visit, village.clock.now) for visit in wanted)
        return len(asked)

    assert len(visits) == 2
    assert queries(visits) == queries(visits[:1])


def test_two_rings_at_the_same_hour_are_seen_before_anything_is_planned(
    calls: Ring, village: Village, veikko: Person, sari: Person, liisa: Person
) -> None:
    other = village.ring(residents=[veikko], helpers=[liisa], at="10:10", topology="hub")
    now = village.clock.now
    with translation.override("en"):
        found = pattern_conflicts(other, [sari.pk, liisa.pk], scope=EVERYTHING, now=now)
        assert found == {
            sari.pk: ("at the same time in Soittorinki: Mon, Tue, Wed, Thu, Fri, Sat, Sun",)
        }
        nowhere = Scope((), (), frozenset())
        unseen = pattern_conflicts(other, [sari.pk], scope=nowhere, now=now)
        assert unseen == {sari.pk: ("busy then",)}


def test_hours_that_touch_or_lie_on_other_days_do_not_collide(
    calls: Ring, village: Village, veikko: Person, sari: Person
) -> None:
    later = village.ring(
        residents=[veikko],
        helpers=[village.volunteer("Olli", "+358401230009")],
        at="10:15",
        topology="hub",
    )
    now = village.clock.now
    assert not pattern_conflicts(later, [sari.pk], scope=EVERYTHING, now=now)
    rule = later.rules.get()
    rule.wall_time, rule.weekdays = time(10), [5]
    rule.save()
    calls.rules.update(weekdays=[0, 1, 2])
    assert not pattern_conflicts(later, [sari.pk], scope=EVERYTHING, now=now)
