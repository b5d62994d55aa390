"""The drivers of the demo: volunteers of the register whose cars and papers are written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from directory.actors import COMMAND
from directory.localtime import local_date
from people.models import Person
from people.services.persons import change_person
from rides.models import Driver
from rides.services.drivers.record import write_driver
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers_of
from volunteers.services.lifecycle import set_windows, show_credential

EVERYTHING = ["rollator", "folding", "door", "dog"]
WEEKDAYS = tuple((day, time(8), time(16)) for day in range(5))
ANY_DAY = tuple((day, time(7), time(20)) for day in range(7))
SHOWN, A_YEAR = timedelta(days=60), timedelta(days=300)


@dataclass(frozen=True)
class Script:
    """One driver: a place, how far from its centre in degrees, the car, and the days until the insurance ends.

    None: the insurance has not been seen.
    """

    place: str
    north: str
    east: str
    car: dict[str, Any]
    windows: tuple[tuple[int, time, time], ...] = WEEKDAYS
    insured: int | None = 300


SCRIPTS = (
    Script("Laukaa", "0.052", "0.081", {"seats": 3, "boot": 2, "takes": EVERYTHING}, ANY_DAY),
    Script(
        "Laukaa", "-0.061", "-0.034", {"seats": 3, "boot": 1, "takes": ["rollator"]}, insured=12
    ),
    Script("Jyväskylä", "0.043", "0.025", {"seats": 4, "boot": 2, "takes": EVERYTHING}, ANY_DAY),
    Script(
        "Jyväskylä",
        "-0.022",
        "0.067",
        {"seats": 3, "boot": 1, "takes": ["folding"], "in_the_dark": False, "most_km": 80},
    ),
    Script("Jyväskylä", "0.018", "-0.041", {"seats": 2, "boot": 0, "takes": ["dog"]}, insured=None),
    Script("Karstula", "0.047", "-0.055", {"seats": 3, "boot": 1, "takes": EVERYTHING}, ANY_DAY),
    Script("Äänekoski", "-0.031", "0.046", {"seats": 4, "boot": 2, "takes": EVERYTHING}, ANY_DAY),
    Script(
        "Viitasaari",
        "0.026",
        "0.058",
        {"seats": 6, "boot": 1, "wheelchair_places": 1, "takes": EVERYTHING},
    ),
)


def give_cars(now: datetime) -> list[Driver]:
    """Write down the cars, papers and hours of the scripts; return the drivers in their order."""
    day, taken = local_date(now), set[int]()
    return [_give(script, _volunteer(script.place, day, taken), day, now) for script in SCRIPTS]


def _give(script: Script, volunteer: Volunteer, day: date, now: datetime) -> Driver:
    settle(volunteer.person, script.north, script.east, now)
    # Whoever has promised hours to a ring keeps those free that they are asked for.
    if not volunteer.person.memberships.exists():
        set_windows(volunteer, script.windows, by=COMMAND, now=now)
    ends = {"licence": day + 10 * A_YEAR}
    if script.insured is not None:
        ends["insurance"] = day + timedelta(days=script.insured)
    for kind, until in ends.items():
        show_credential(
            volunteer, kind, seen_on=day - SHOWN, valid_until=until, by=COMMAND, now=now
        )
    return write_driver(volunteer, script.car, by=COMMAND, now=now)


def settle(person: Person, north: str, east: str, now: datetime) -> None:
    """Let `person` live so many degrees from the centre of their municipality."""
    town = person.municipality
    home = {"latitude": town.latitude + Decimal(north), "longitude": town.longitude + Decimal(east)}
    change_person(person, home, by=COMMAND, now=now)


def _volunteer(place: str, day: date, taken: set[int]) -> Volunteer:
    """Return the next volunteer there who may have duties: whoever offers rides first, then whoever has a car."""
    rows = Volunteer.objects.filter(person__municipality__name_fi=place).exclude(pk__in=taken)
    found = list(rows.select_related("person__municipality").order_by("pk"))
    barred = blockers_of([row.person_id for row in found], day)
    fit: Iterator[Volunteer] = iter(
        sorted(
            (row for row in found if not barred[row.person_id]),
            key=lambda row: ("ride" not in row.tasks, not row.has_car),
        )
    )
    chosen = next(fit)
    taken.add(chosen.pk)
    return chosen
