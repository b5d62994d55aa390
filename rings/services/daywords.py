"""How days, hours and kinds of task are written in a text message, by the reader's language.

Beside the text templates this is the one place with words of its own: a template cannot inflect a weekday.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time

_ON_WEEKDAY: Mapping[str, Sequence[str]] = {
    "fi": (
        "maanantaina",
        "tiistaina",
        "keskiviikkona",
        "torstaina",
        "perjantaina",
        "lauantaina",
        "sunnuntaina",
    ),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_TASK: Mapping[str, Mapping[str, str]] = {
    "fi": {"call": "Soitto", "visit": "Vierailu", "help": "Apu", "ride": "Kyyti"},
    "sv": {"call": "Samtal", "visit": "Besök", "help": "Hjälp", "ride": "Skjuts"},
    "en": {"call": "Call", "visit": "Visit", "help": "Help", "ride": "Ride"},
}


def on_day(day: date, language: str) -> str:
    """Return "maanantaina 23.11." for a date, as it stands inside a sentence."""
    return f"{_ON_WEEKDAY[language][day.weekday()]} {day.day}.{day.month}."


def at_hour(hour: time) -> str:
    """Return "9.05" for an hour."""
    return f"{hour.hour}.{hour.minute:02}"


def task_name(kind: str, language: str) -> str:
    """Return the everyday word for a kind of ring, as it begins a sentence."""
    return _TASK[language][kind]
