"""Plans for the pure rules: people are numbers."""

from datetime import date, time

from directory.calendar import HolidayCalendar
from rings.rules.plan import BOTH, HELPER, RESIDENT, Facts, Member, RingPlan
from rings.rules.schedule import Rule

MONDAY = date(2026, 11, 23)
NO_HOLIDAYS = HolidayCalendar(frozenset(), frozenset())


def rule(**changes: object) -> Rule:
    """Return a rule of every day at nine from the Monday on."""
    values: dict[str, object] = {
        "rule_id": 1,
        "round": 1,
        "weekdays": frozenset(range(7)),
        "interval_weeks": 1,
        "anchor": MONDAY,
        "wall_time": time(9),
        "zone": "Europe/Helsinki",
        "holidays": "run",
        "valid_from": MONDAY,
        "valid_until": None,
    }
    return Rule(**{**values, **changes})  # type: ignore[arg-type]  # the defaults above are right


def member(person_id: int, role: str, position: int, wall_time: time | None = None) -> Member:
    """Return somebody who belongs from long ago on."""
    return Member(person_id, role, position, wall_time, date(2020, 1, 1), None)


def members(helpers: list[int], residents: list[int]) -> tuple[Member, ...]:
    """Return helpers and residents in the order given."""
    return (
        *(member(pk, HELPER, place) for place, pk in enumerate(helpers, 1)),
        *(member(pk, RESIDENT, place) for place, pk in enumerate(residents, 1)),
    )


def circle(*people: int) -> tuple[Member, ...]:
    """Return the members of a circle in the order given."""
    return tuple(member(pk, BOTH, place) for place, pk in enumerate(people, 1))


def plan(
    topology: str,
    people: tuple[Member, ...],
    *,
    rules: tuple[Rule, ...] = (),
    helpers: dict[int, Facts] | None = None,
    receivers: dict[int, Facts] | None = None,
    turn_weeks: int = 1,
    captain_id: int | None = None,
    calendar: HolidayCalendar = NO_HOLIDAYS,
) -> RingPlan:
    """Return a plan; whoever has no facts is there and fit."""
    return RingPlan(
        ring_id=1,
        topology=topology,
        turn_weeks=turn_weeks,
        captain_id=captain_id,
        rules=rules or (rule(),),
        members=people,
        calendar=calendar,
        as_helper=helpers or {},
        as_receiver=receivers or {},
    )
