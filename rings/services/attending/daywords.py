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
_IN_MONTH: Mapping[str, Sequence[str]] = {
    "fi": (
        "tammikuussa",
        "helmikuussa",
        "maaliskuussa",
        "huhtikuussa",
        "toukokuussa",
        "kesäkuussa",
        "heinäkuussa",
        "elokuussa",
        "syyskuussa",
        "lokakuussa",
        "marraskuussa",
        "joulukuussa",
    ),
    "sv": (
        "i januari",
        "i februari",
        "i mars",
        "i april",
        "i maj",
        "i juni",
        "i juli",
        "i augusti",
        "i september",
        "i oktober",
        "i november",
        "i december",
    ),
    "en": (
        "in January",
        "in February",
        "in March",
        "in April",
        "in May",
        "in June",
        "in July",
        "in August",
        "in September",
        "in October",
        "in November",
        "in December",
    ),
}
_NOT_ON_DAY: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "call": "ei soiteta",
        "visit": "ei käydä",
        "check_in": "ei tarvitse ilmoittautua",
        "": "ei ole vuoroa",
    },
    "sv": {
        "call": "rings det inte",
        "visit": "görs inga besök",
        "check_in": "behöver du inte höra av dig",
        "": "har du ingen tur",
    },
    "en": {
        "call": "there are no calls",
        "visit": "there are no visits",
        "check_in": "you need not report",
        "": "you have no turn",
    },
}
_TODAY = {"fi": "Tänään", "sv": "I dag", "en": "Today"}
_AND = {"fi": "ja", "sv": "och", "en": "and"}
_ON = {"fi": "", "sv": "på ", "en": "on "}


def on_day(day: date, language: str) -> str:
    """Return "maanantaina 23.11." for a date, as it stands inside a sentence."""
    return f"{_ON_WEEKDAY[language][day.weekday()]} {day.day}.{day.month}."


def all_of(names: Sequence[str], language: str) -> str:
    """Return "Aino, Elma ja Veikko" for names, each once."""
    each = list(dict.fromkeys(names))
    return f" {_AND[language]} ".join([", ".join(each[:-1]), each[-1]]) if each[1:] else each[0]


def in_month(month: date, language: str) -> str:
    """Return "lokakuussa" for a day of October, as it stands inside a sentence."""
    return _IN_MONTH[language][month.month - 1]


def at_hour(hour: time) -> str:
    """Return "9.05" for an hour."""
    return f"{hour.hour}.{hour.minute:02}"


def task_name(kind: str, language: str) -> str:
    """Return the everyday word for a kind of ring, as it begins a sentence."""
    return _TASK[language][kind]


def not_on_day(kind: str, language: str) -> str:
    """Return what does not happen on a day that was called off, as it goes on after the day."""
    words = _NOT_ON_DAY[language]
    return words.get(kind, words[""])


def when(dates: Sequence[date], today: date, language: str) -> str:
    """Return which of `dates` (in order), as it begins a sentence: "Tänään", "Tiistaina 24.11."."""
    first, last = dates[0], dates[-1]
    if first != last:
        return f"{first.day}.{first.month}.-{last.day}.{last.month}."
    if first == today:
        return _TODAY[language]
    day = _ON[language] + on_day(first, language)
    return day[0].upper() + day[1:]


def turn_words(day: date, hour: time, name: str, language: str) -> str:
    """Return "maanantaina 23.11. klo 9.05: Aino" for a turn, as it stands inside a sentence."""
    at = {"fi": "klo", "sv": "kl.", "en": "at"}[language]
    return f"{on_day(day, language)} {at} {at_hour(hour)}: {name}"
