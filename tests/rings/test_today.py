"""The Today board: what needs a person first, in few queries whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.scope import Area, Scope
from people.models import Person
from rings.services.attending.hand import take_in_hand
from rings.services.attending.outcomes import record_outcome
from rings.services.showing.board import Light, TodayBoard
from rings.services.showing.today import today_board
from tests.conversations.village import MONDAY, Clock, Village

EVERYTHING = Scope(areas=(Area(None, None),), administered=(), reads_counts_of=frozenset())
NOTHING = Scope(areas=(), administered=(), reads_counts_of=frozenset())


def board(village: Village, scope: Scope = EVERYTHING) -> TodayBoard:
    """Return the board of the clock's day."""
    return today_board(scope, village.clock.day, village.clock.now)


@pytest.fixture
def morning(village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person) -> Village:
    """Aino's call is with the office, Veikko's is done, Elma's is waited for, Oiva's is later."""
    kari = village.volunteer("Kari", "+358401230002")
    elma = village.resident("Elma", "+358401230103")
    oiva = village.resident("Oiva", "+358401230104")
    village.ring(helpers=[sari], residents=[aino], at="8:00", topology="pair")
    village.ring(helpers=[kari], residents=[veikko, elma], at="9:00")
    village.ring(helpers=[kari], residents=[oiva], at="17:00", topology="pair")
    clock.goes_to("9:05")
    village.phone_of(kari).answers("Veikko ok")
    return village


def test_the_counts_say_how_the_day_stands(morning: Village) -> None:
    counts = board(morning).counts
    assert (counts.red, counts.green, counts.amber, counts.later) == (1, 1, 1, 1)
    assert counts.total == 4


def test_what_needs_a_person_says_why_what_to_do_and_whom_to_phone(morning: Village) -> None:
    row = board(morning).needs_person[0]
    assert (row.receiver_name, row.light, row.action) == (
        "Aino Esimerkki",
        Light.RED,
        "call_helper",
    )
    assert row.why
    assert [(c.name, c.phone) for c in row.phone] == [
        ("Sari Esimerkki", "+358401230001"),
        ("Aino Esimerkki", "+358401230101"),
    ]
    assert (row.owner_name, row.minutes_late) == ("Kirsi", 65)


def test_as_the_ladder_goes_on_the_next_action_changes(morning: Village) -> None:
    morning.clock.goes_to("9:20")
    row = board(morning).needs_person[0]
    assert row.action == "call_contacts"
    assert (row.phone[0].name, row.phone[0].relation) == ("Tiina Esimerkki", "tytär")
    morning.clock.goes_to("9:50")
    assert {
        r.action for r in board(morning).needs_person if r.receiver_name.startswith("Aino")
    } == {"decide"}


def test_rings_with_alarms_come_first_and_show_their_progress(morning: Village) -> None:
    rings = board(morning).rings
    assert [(r.light, r.done, r.total) for r in rings] == [
        (Light.RED, 0, 1),
        (Light.AMBER, 1, 2),
        (Light.GREEN, 0, 1),
    ]


def test_coming_up_names_the_next_hour(morning: Village) -> None:
    found = board(morning)
    assert [r.receiver_name for r in found.coming_up] == ["Oiva Esimerkki"]
    assert found.next_at is not None
    assert found.next_at.hour == 15  # UTC


def test_a_day_on_which_all_went_well_needs_nobody(morning: Village, aino: Person) -> None:
    call = morning.occurrence(aino)
    take_in_hand(call, by=morning.by, now=morning.clock.now)
    record_outcome(call, "reached", by=morning.by, now=morning.clock.now)
    found = board(morning)
    assert (found.needs_total, found.counts.red, found.counts.green) == (0, 0, 2)


def test_outside_the_scope_there_is_nothing(morning: Village) -> None:
    found = board(morning, NOTHING)
    assert (found.counts.total, found.needs_total, found.rings, found.coming_up) == (0, 0, (), ())


def test_the_number_of_queries_does_not_grow(morning: Village) -> None:
    with CaptureQueriesContext(connection) as few:
        board(morning)
    for n in range(12):
        helper = morning.volunteer(f"Apu{n}", f"+35840123{5000 + n}")
        person = morning.resident(f"Eino{n}", f"+35840123{6000 + n}")
        morning.ring(helpers=[helper], residents=[person], at="9:10", topology="pair")
    morning.clock.goes_to("10:00")
    with CaptureQueriesContext(connection) as many:
        assert board(morning).needs_total > 1
    assert len(few) <= 10
    assert len(many) <= len(few)
    assert morning.clock.day == MONDAY
