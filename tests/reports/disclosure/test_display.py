"""How one count is shown, and how uncertain it stays."""

import pytest

from reports.disclosure.cells import Kind, Measure, Shown, Truth, Unit
from reports.disclosure.display import need_of, show

PERSONS = Measure("reached", Unit.PERSONS, ())
EVENTS = Measure("contacts", Unit.EVENTS, ())


@pytest.mark.parametrize(
    ("people", "shown"), [(0, "small"), (4, "small"), (5, 5), (9, 5), (10, 10)]
)
def test_persons_are_shown_in_bands_of_five_from_below(people: int, shown: int | str) -> None:
    seen = show(Truth(people, people), PERSONS)
    assert (seen.kind if shown == "small" else seen.value) == shown


def test_nobody_is_shown_like_a_few_people() -> None:
    assert show(Truth(0, 0), PERSONS) == show(Truth(4, 4), PERSONS) == Shown(Kind.SMALL)


def test_events_of_many_people_are_rounded_down_to_tens() -> None:
    assert show(Truth(39, 12, 0.2), EVENTS) == Shown(Kind.BAND, 30)


@pytest.mark.parametrize("truth", [Truth(300, 4, 0.3), Truth(300, 40, 0.51), Truth(0, 0)])
def test_events_of_few_people_or_mostly_of_one_are_not_shown(truth: Truth) -> None:
    assert show(truth, EVENTS) == Shown(Kind.HIDDEN)


def test_a_few_persons_need_five_possible_values() -> None:
    need = need_of(Truth(3, 3), PERSONS)
    assert need
    assert need.is_met(0, 4)
    assert not need.is_met(1, 4)
    assert need_of(Truth(5, 5), PERSONS) is None


def test_a_figure_of_many_that_is_mostly_one_persons_stays_open_on_both_sides() -> None:
    need = need_of(Truth(200, 8, 0.6), EVENTS)
    assert need
    assert need.is_met(170, 230)
    assert need.is_met(0, None)
    assert not need.is_met(180, 400)
    assert not need.is_met(0, 229)
