"""What calling off reaches and what it leaves alone, and what changes between the deed and its undoing."""

from datetime import timedelta

import pytest

from directory.models import Municipality
from directory.scope import Area, Scope
from notifications.models import Message
from people.models import Person
from rings.models import BulkCancel, Ring
from rings.services.attending.hand import resolve
from rings.services.bulk.call_off import (
    ChangedMeanwhileError,
    NothingToCallOffError,
    call_off,
    plan_again,
    undo,
)
from rings.services.bulk.reach import Reach, look_ahead
from rings.services.planning.build import remove_member
from rings.services.planning.publish import end_ring
from tests.conversations.village import Village
from tests.rings.test_bulk_cancel import EVERYTHING, storm


@pytest.fixture
def ring(village: Village, aino: Person, veikko: Person, sari: Person) -> Ring:
    return village.ring(residents=[aino, veikko], helpers=[sari])


def test_what_has_begun_or_is_in_hand_goes_on(
    village: Village, ring: Ring, aino: Person, veikko: Person, sari: Person
) -> None:
    late = village.ring(
        residents=[village.resident("Eino", "+358401230109")], helpers=[sari], at="15:00"
    )
    village.clock.goes_to("9:00")
    village.phone_of(sari).gets("Aino")
    ahead = look_ahead(
        Reach(village.clock.day, village.clock.day, municipality=village.place),
        EVERYTHING,
        village.clock.now,
    )
    assert [row.ring for row in ahead.rows] == [late]
    assert ahead.begun == 2
    storm(village)
    assert village.occurrence(aino).state == "reminded"


def test_other_municipalities_and_other_offices_are_left_alone(
    village: Village, ring: Ring, aino: Person
) -> None:
    other = Municipality.objects.create(
        code="249",
        name_fi="Keuruu",
        population=1,
        population_year=2016,
        latitude="62.26",
        longitude="24.71",
    )
    day, now = village.clock.day, village.clock.now
    with pytest.raises(NothingToCallOffError):
        call_off(Reach(day, day, municipality=other), scope=EVERYTHING, by=village.by, now=now)
    nobody = Scope((Area(other.pk, None),), (), frozenset())
    with pytest.raises(NothingToCallOffError):
        call_off(Reach(day, day, municipality=village.place), scope=nobody, by=village.by, now=now)
    assert village.occurrence(aino).state == "planned"


def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    village: Village, ring: Ring, aino: Person
) -> None:
    day = village.clock.day
    seen = look_ahead(Reach(day, day, ring=ring), EVERYTHING, village.clock.now).seen
    resolve(village.occurrence(aino), "not_needed", by=village.by, now=village.clock.now)
    with pytest.raises(ChangedMeanwhileError):
        storm(village, ring, seen=seen)
    assert not BulkCancel.objects.exists()


def test_the_hour_soon_to_come_shortens_the_time_to_think(village: Village, ring: Ring) -> None:
    village.clock.goes_to("8:55")
    bulk = storm(village)
    assert bulk.hold_until == village.clock.now + timedelta(minutes=3)


def test_several_days_are_told_in_one_text_and_a_landline_is_rung(
    village: Village, aino: Person, sari: Person
) -> None:
    landline = village.volunteer("Lasse", "+358145550199", kind="landline")
    village.ring(residents=[aino], helpers=[sari], topology=Ring.Topology.PAIR)
    village.ring(
        residents=[village.resident("Eino", "+358401230109")],
        helpers=[landline],
        topology=Ring.Topology.PAIR,
        kind="visit",
    )
    day = village.clock.day
    ahead = look_ahead(
        Reach(day, day + timedelta(days=2), municipality=village.place),
        EVERYTHING,
        village.clock.now,
    )
    assert [(h.person.first_name, len(h.rows), h.takes_texts) for h in ahead.helpers] == [
        ("Lasse", 3, False),
        ("Sari", 3, True),
    ]
    assert {r.first_name for r in ahead.residents} == {"Aino", "Eino"}
    storm(village, days=3)
    assert Message.objects.filter(purpose="called_off").count() == 1
    village.clock.goes_to("8:00")
    village.phone_of(sari).gets("23.11.-25.11. ei soiteta: Aino.")


def test_a_ring_that_ended_meanwhile_stays_ended(
    village: Village, ring: Ring, aino: Person
) -> None:
    bulk = storm(village)
    end_ring(ring, by=village.by, now=village.clock.now)
    assert undo(bulk.pk, by=village.by, now=village.clock.now) == 0
    assert village.occurrence(aino).state == "cancelled"
    assert plan_again(bulk, by=village.by, now=village.clock.now) == 0
    assert village.nobody_is_forgotten()


def test_who_left_the_ring_meanwhile_is_not_planned_by_an_undo(
    village: Village, ring: Ring, aino: Person, veikko: Person
) -> None:
    bulk = storm(village)
    member = ring.members.get(person=aino)
    remove_member(member, by=village.by, now=village.clock.now)
    assert undo(bulk.pk, by=village.by, now=village.clock.now) == 2
    assert village.occurrence(aino).state == "cancelled"
    assert village.occurrence(veikko).state == "planned"
    village.clock.goes_to("10:00")
    assert village.occurrence(veikko).state == "escalated"
    assert village.nobody_is_forgotten()
