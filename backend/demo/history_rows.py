"""The rows of invented years, gathered first and written many at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from directory.models import Association, Barrier, Municipality, ServiceLine, User
from people.models import Person
from rides.models import Destination, Driver, Leg, RideRequest, Run
from rings.models import Assignment, ExtraWork, Gig, Occurrence, Ring


@dataclass
class History:
    """The people and places of the years, and the rows that are still to be written."""

    rng: Random
    first: date
    months: int
    owner: User
    office: Association
    places: list[Municipality]
    barriers: list[Barrier]
    line: ServiceLine
    helpers: dict[int, list[Person]] = field(default_factory=dict)
    rings: dict[tuple[int, str], Ring] = field(default_factory=dict)
    drivers: dict[int, Driver] = field(default_factory=dict)
    shops: dict[int, Destination] = field(default_factory=dict)
    runs: dict[tuple[int, date], Run] = field(default_factory=dict)
    turns: list[tuple[Occurrence, Person]] = field(default_factory=list)
    gigs: list[Gig] = field(default_factory=list)
    rides: list[tuple[RideRequest, Run]] = field(default_factory=list)


def write(history: History) -> dict[str, int]:
    """Write all that is still to be written; return how much of each."""
    turns = [turn for turn, _helper in history.turns]
    unmet = [gig.occurrence for gig in history.gigs if gig.barrier]
    Occurrence.objects.bulk_create([*turns, *unmet], batch_size=2000)
    for gig in history.gigs:
        gig.occurrence_id = gig.occurrence.pk
    Gig.objects.bulk_create(history.gigs, batch_size=2000)
    Assignment.objects.bulk_create(
        (
            Assignment(
                occurrence=turn,
                person=helper,
                origin=Assignment.Origin.RING,
                state=Assignment.State.DONE,
                created_at=turn.starts_at,
            )
            for turn, helper in history.turns
        ),
        batch_size=2000,
    )
    RideRequest.objects.bulk_create([ride for ride, _run in history.rides], batch_size=2000)
    Leg.objects.bulk_create((_leg(history, *each) for each in history.rides), batch_size=2000)
    ExtraWork.objects.bulk_create(_hours(history), batch_size=2000)
    return {
        "contacts": len(history.turns) + len(history.rides),
        "runs": len(history.runs),
        "unmet": len(unmet),
    }


def _leg(history: History, ride: RideRequest, run: Run) -> Leg:
    at: datetime = run.starts_at
    return Leg(
        request=ride,
        direction=Leg.Direction.OUT,
        state=Leg.State.DONE,
        owner=history.owner,
        run=run,
        pickup_at=at,
        dropoff_at=at + timedelta(minutes=30),
        ended_at=at,
    )


def _hours(history: History) -> Iterator[ExtraWork]:
    """Yield the hours of each run, as closing it writes them."""
    for run in history.runs.values():
        person = run.driver.volunteer.person
        yield ExtraWork(
            person=person,
            association=history.office,
            municipality=person.municipality,
            day=run.day,
            kind=ExtraWork.Kind.RIDE,
            minutes=120,
            recorded_at=run.ends_at,
        )
