"""Which question a text answers, when its number was asked several: pure rules over readings.

The last question asked is answered, unless the words fit another one only. Two people on one number whose
questions fit equally well are never guessed apart, unless the text names one of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from notifications.reading import THRESHOLD, Intent, NamedReading, Reading

SEVERAL_PEOPLE = "several_people"
SAME_NAME = "same_name"


def is_sure(reading: Reading | NamedReading) -> bool:
    """Tell whether `reading` may be acted on without a person: a worry always, the unclear never."""
    if reading.intent is Intent.CONCERN:
        return True
    return reading.intent is not Intent.UNCLEAR and reading.confidence >= THRESHOLD


@dataclass(frozen=True)
class Candidate:
    """One question a text may answer, with what the text would mean as its answer."""

    prompt_id: int
    person_id: int
    person_name: str
    is_open: bool
    opened_at: datetime
    reading: Reading

    @property
    def fits(self) -> bool:
        """Tell whether the words make sense as an answer to this question."""
        return is_sure(self.reading)


@dataclass(frozen=True)
class Choice:
    """The question that was answered, or None; `doubt` says why a person must decide, or is empty."""

    candidate: Candidate | None
    doubt: str = ""


def choose(candidates: Sequence[Candidate], body: str) -> Choice:
    """Return which of `candidates` the text `body` answers."""
    if not candidates:
        return Choice(None)
    worried = [c for c in candidates if c.reading.intent is Intent.CONCERN]
    if worried:
        return Choice(_latest(worried))
    fitting = [c for c in _first_filled(candidates) if c.fits]
    if not fitting:
        return Choice(_latest(candidates))
    people = {c.person_id for c in fitting}
    if len(people) > 1:
        signed = [c for c in fitting if mentions(body, c.person_name)]
        if len({c.person_id for c in signed}) != 1:
            return Choice(None, SEVERAL_PEOPLE)
        fitting = signed
    return Choice(_latest(fitting))


def mentions(body: str, name: str) -> bool:
    """Tell whether `name` stands in `body` as a word of its own."""
    words = re.findall(r"\w+", body.casefold())
    return bool(name) and name.casefold() in words


def _first_filled(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the questions that the text names something of, else the open ones, else all."""
    named = [c for c in candidates if c.reading.names or c.reading.parts]
    still_open = [c for c in named or candidates if c.is_open]
    return still_open or named or list(candidates)


def _latest(candidates: Iterable[Candidate]) -> Candidate:
    return max(candidates, key=lambda c: (c.is_open, c.opened_at, c.prompt_id))


def spread(reading: Reading, names: Sequence[str]) -> dict[int, Intent] | None:
    """Return what `reading` says of each thing asked about: its place in `names` and the intent.

    `names` are the first names the question used for its things. Words about nobody in particular are
    about all of them; what is not surely said of a name is left out. None when a name in the text fits two.
    """
    said = {part.name.casefold(): part.intent for part in reading.parts if is_sure(part)}
    if not reading.parts:
        said = {name.casefold(): reading.intent for name in reading.names}
    folded = [name.casefold() for name in names]
    if any(folded.count(name) > 1 for name in said):
        return None
    if reading.parts or said:
        return {place: said[name] for place, name in enumerate(folded) if name in said}
    return dict.fromkeys(range(len(folded)), reading.intent)
