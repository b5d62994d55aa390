"""How people answer a text: pure, from the rates and the seed alone.

A volunteer has one mood a day (prompt, late, never, garbled, ill, answers from a wrong phone). A resident
answers the telephone or not, by day and try. Neither depends on who was asked first.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from backend.rehearsal.dice import dice
from backend.rehearsal.rates import Minutes, Rates

WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)
STRANGER = "+358501110000"
GRID = 5
Mood = Literal["prompt", "late", "never", "garbled", "ill", "wrong_phone"]
MOODS: tuple[Mood, ...] = ("prompt", "late", "never", "garbled", "ill", "wrong_phone")
Question = Literal["before", "report", "which", "stand_in", "sign_in"]


@dataclass(frozen=True)
class Rung:
    """A resident whom the text is about: the first name used, and the tries before this one."""

    person_id: int
    name: str
    tries: int


@dataclass(frozen=True)
class Asked:
    """A text as it reached a person. `at` is when, `day` the local date of the duty."""

    person_id: int
    number: str
    language: str
    question: Question
    residents: tuple[Rung, ...]
    day: date
    at: datetime


@dataclass(frozen=True)
class Reply:
    """A text on its way back; `copies` is how often the gateway delivers it."""

    at: datetime
    sender: str
    body: str
    copies: int = 1


class People:
    """Everybody in a rehearsal."""

    def __init__(self, rates: Rates, seed: int) -> None:
        self.rates = rates
        self.seed = seed

    def answer(self, asked: Asked) -> Reply | None:
        """Return what comes back, or None when nothing does."""
        throw = dice(self.seed, asked.person_id, asked.day, asked.question, *asked.residents)
        if asked.question == "stand_in":
            return self._stand_in(asked, throw)
        if asked.question == "sign_in":
            return self._sign_in(asked, throw)
        return self._duty(asked, throw)

    def mood(self, person_id: int, day: date) -> Mood:
        """Return how the volunteer takes the texts of `day`."""
        rates = self.rates.volunteer
        shares = [float(getattr(rates, mood)) for mood in MOODS]
        return dice(self.seed, "mood", person_id, day).choices(MOODS, shares)[0]

    def picks_up(self, resident: Rung, day: date) -> bool:
        """Tell whether the resident answers: who missed one call mostly misses the next."""
        rates = self.rates.resident
        for again in range(resident.tries + 1):
            share = rates.no_answer_again if again else rates.no_answer
            if dice(self.seed, "home", resident.person_id, day, again).random() >= share:
                return True
        return False

    def _duty(self, asked: Asked, throw: Random) -> Reply | None:
        mood = self.mood(asked.person_id, asked.day)
        if mood == "never":
            return None
        minutes = self.rates.volunteer
        delay = _delay(throw, minutes.late_minutes if mood == "late" else minutes.prompt_minutes)
        if mood == "wrong_phone":
            return Reply(
                on_the_grid(asked.at + delay), STRANGER, throw.choice(WORDS["any"]["wrong_phone"])
            )
        return self._send(asked, delay, self._words(asked, mood, throw), throw)

    def _words(self, asked: Asked, mood: Mood, throw: Random) -> str:
        """Return what somebody in `mood` writes about a duty."""
        words = WORDS[asked.language]
        if mood == "garbled":
            return str(throw.choice(WORDS["any"]["garbled"]))
        if mood == "ill":
            return str(throw.choice(words["ill"]))
        if asked.question == "before":
            return str(throw.choice(words["seen"]))
        if asked.question == "which":
            return self._by_name(asked, words)
        return self._report(asked, words, throw)

    def _report(self, asked: Asked, words: dict[str, Any], throw: Random) -> str:
        if throw.random() < self.rates.resident.worry * len(asked.residents):
            return str(throw.choice(words["worry"])).format(name=throw.choice(asked.residents).name)
        reached = [self.picks_up(resident, asked.day) for resident in asked.residents]
        if all(reached):
            return str(throw.choice(words["done"]))
        if not any(reached):
            return str(throw.choice(words["no_answer"]))
        return self._by_name(asked, words)

    def _by_name(self, asked: Asked, words: dict[str, Any]) -> str:
        return ", ".join(
            words["done_named" if self.picks_up(one, asked.day) else "no_answer_named"].format(
                name=one.name
            )
            for one in asked.residents
        )

    def _stand_in(self, asked: Asked, throw: Random) -> Reply | None:
        rates, words, share = self.rates.stand_in, WORDS[asked.language], throw.random()
        if share >= rates.yes + rates.no:
            return None
        body = throw.choice(words["yes" if share < rates.yes else "no"])
        return self._send(asked, _delay(throw, rates.minutes), body, throw)

    def _sign_in(self, asked: Asked, throw: Random) -> Reply | None:
        if throw.random() < self.rates.resident.forgets_to_sign_in:
            return None
        delay = _delay(throw, self.rates.volunteer.prompt_minutes)
        return self._send(asked, delay, throw.choice(WORDS[asked.language]["signed_in"]), throw)

    def _send(self, asked: Asked, delay: timedelta, body: str, throw: Random) -> Reply:
        copies = 2 if throw.random() < self.rates.line.doubled_webhook else 1
        return Reply(on_the_grid(asked.at + delay), asked.number, body, copies)


def on_the_grid(at: datetime) -> datetime:
    """Return the first multiple of `GRID` minutes of the hour not before `at`.

    People are no more exact than that, and a clock with fewer minutes to attend to goes faster.
    """
    return at + timedelta(minutes=-at.minute % GRID)


def _delay(throw: Random, minutes: Minutes) -> timedelta:
    return timedelta(minutes=throw.randint(*minutes))
