"""The figures of `rates.toml` as typed values."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

RATES_FILE = Path(__file__).with_name("rates.toml")
Minutes = tuple[int, int]
Section = TypeVar("Section")


@dataclass(frozen=True)
class Volunteer:
    """Shares of a volunteer's days, and minutes to an answer."""

    prompt: float
    late: float
    never: float
    garbled: float
    ill: float
    wrong_phone: float
    prompt_minutes: Minutes
    late_minutes: Minutes


@dataclass(frozen=True)
class Resident:
    """Shares of calls to a resident."""

    no_answer: float
    no_answer_again: float
    worry: float
    forgets_to_sign_in: float


@dataclass(frozen=True)
class StandIn:
    """Shares of answers to a request to stand in, and minutes to the answer."""

    yes: float
    no: float
    minutes: Minutes


@dataclass(frozen=True)
class Line:
    """What the line itself does."""

    doubled_webhook: float


@dataclass(frozen=True)
class Office:
    """A coordinator's hours [from, to) and pace."""

    weekday_hours: Minutes
    weekend_hours: Minutes
    minutes: Minutes
    help_called: float


@dataclass(frozen=True)
class Year:
    """How often in a year each person is away, and for how many days."""

    volunteer_absences: float
    volunteer_absence_days: Minutes
    volunteer_breaks: float
    volunteer_break_days: Minutes
    resident_absences: float
    resident_absence_days: Minutes


@dataclass(frozen=True)
class Rates:
    """Everything that chance decides in a rehearsal."""

    volunteer: Volunteer
    resident: Resident
    stand_in: StandIn
    line: Line
    office: Office
    year: Year


def load_rates(path: Path = RATES_FILE) -> Rates:
    """Return the rates in `path`; a missing or unknown figure raises `TypeError`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rates(
        volunteer=_section(Volunteer, table["volunteer"]),
        resident=_section(Resident, table["resident"]),
        stand_in=_section(StandIn, table["stand_in"]),
        line=_section(Line, table["line"]),
        office=_section(Office, table["office"]),
        year=_section(Year, table["year"]),
    )


def calm_rates() -> Rates:
    """Return the rates of a week in which everybody answers at once and all is well."""
    real = load_rates()
    return Rates(
        volunteer=Volunteer(1, 0, 0, 0, 0, 0, (2, 10), (35, 240)),
        resident=Resident(0, 0, 0, 0),
        stand_in=StandIn(1, 0, (2, 10)),
        line=Line(0),
        office=real.office,
        year=Year(0, (5, 14), 0, (21, 60), 0, (3, 14)),
    )


def _section(kind: type[Section], table: dict[str, Any]) -> Section:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # always one of ours
    if names != set(table):
        raise TypeError(f"{kind.__name__}: {sorted(names ^ set(table))}")
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in table.items()}
    return kind(**values)
