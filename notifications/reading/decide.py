"""From signals to one intent: the precedence, as a list."""

from collections.abc import Callable
from dataclasses import dataclass

from notifications.reading.lexicon import contexts
from notifications.reading.model import Asked, Intent, Reading
from notifications.reading.signals import Signals

_OFFERS = frozenset({"gig_offer", "ride_offer", "ring_invite", "substitute_offer", "ride_confirm"})
_SUMS = frozenset({"month_hours"})
_FEW = 3
_PROMISED = 0.75  # "I will call soon" after the hour: heard, but nothing has happened
_REMINDED = frozenset({"call_reminder", "next_day"})


@dataclass(frozen=True)
class _Case:
    signals: Signals
    asked: Asked
    about_named: bool

    def has(self, *names: str) -> bool:
        return any(name in self.signals.found for name in names)

    @property
    def first(self) -> str:
        return self.signals.words[0] if self.signals.words else ""

    @property
    def few_unknown(self) -> bool:
        return len(self.signals.unknown) <= _FEW


def _ill_other(case: _Case) -> bool:
    """Somebody else is ill: the call was made, or a third person is the one spoken of."""
    if not case.has("ill") or case.asked.context in _OFFERS or case.has("cannot"):
        return False
    return case.has("done", "reached") or (
        (case.has("third") or case.about_named) and not case.has("first")
    )


def _unwell(case: _Case) -> bool:
    return case.has("unwell") and case.asked.context not in _OFFERS


def _silent(case: _Case) -> bool:
    asked_of_a_resident = case.asked.context in _OFFERS | {"morning_checkin"}
    return case.has("no_answer") and not case.has("recovered") and not asked_of_a_resident


def _done_without_proof(case: _Case) -> bool:
    """ "Soitin, ei …": a denial we cannot read stands beside a call whose result is not told."""
    return case.has("done") and case.signals.negated and not case.has("reached", "fine")


# Signal name (key of contexts.toml), when it holds, confidence. The first that holds decides.
_RULES: tuple[tuple[str, Callable[[_Case], bool], float], ...] = (
    ("concern", lambda c: c.has("concern"), 0.95),
    ("concern", _unwell, 0.9),
    ("concern", _ill_other, 0.75),
    ("stop", lambda c: c.has("stop", "stop_word"), 0.95),
    ("question", lambda c: c.has("asks") and not c.has("stranger", "done", "cannot"), 0.88),
    ("auto", lambda c: c.has("auto"), 0.9),
    ("stranger", lambda c: c.has("stranger"), 0.9),
    ("help_word", lambda c: c.has("help_word"), 0.9),
    ("amount", lambda c: c.has("amount") and c.asked.context in _SUMS, 0.9),
    ("no_answer", _silent, 0.92),
    ("unsure", lambda c: c.has("unsure"), 0.85),
    ("call_me", lambda c: c.has("lost"), 0.85),
    ("cannot", lambda c: c.has("cannot"), 0.9),
    ("not_done", lambda c: c.has("not_done"), 0.85),
    ("cancel_word", lambda c: c.has("cancel_word"), 0.9),
    ("call_me", lambda c: c.has("call_me"), 0.9),
    ("decline", lambda c: c.has("decline") and not c.has("done", "reached"), 0.88),
    ("ill", lambda c: c.has("ill"), 0.65),
    ("unclear", _done_without_proof, 0.6),
    ("done", lambda c: c.has("done", "recovered"), 0.92),
    ("maybe", lambda c: c.has("maybe"), 0.85),
    ("digit_no", lambda c: c.has("digit_no"), 0.95),
    ("no", lambda c: c.has("no") and c.few_unknown, 0.85),
    ("decline", lambda c: c.has("refuses") and c.asked.context in _OFFERS, 0.8),
    ("reached", lambda c: c.has("reached") and not c.signals.negated, 0.85),
    ("question", lambda c: c.has("question"), 0.85),
    ("managed", lambda c: c.has("managed") and not c.has("future"), 0.8),
    ("accept", lambda c: c.has("accept"), 0.9),
    ("future", lambda c: c.has("future"), 0.8),
    ("fine", lambda c: c.has("fine") and not c.signals.negated, 0.9),
    ("yes", lambda c: c.has("yes") and c.few_unknown and not c.signals.negated, 0.95),
    ("fine", lambda c: c.has("harmless") and c.asked.context == "morning_checkin", 0.8),
)


def decide(signals: Signals, asked: Asked, *, about_named: bool) -> Reading:
    """The first rule that holds, translated by the table of the context."""
    case = _Case(signals, asked, about_named)
    for rule, holds, confidence in _RULES:
        if holds(case):
            intent = _intent(rule, case)
            return Reading(intent, _weighed(confidence, intent, case), rule=rule)
    return Reading(Intent.UNCLEAR, 0.5, rule="nothing_known")


def _intent(rule: str, case: _Case) -> Intent:
    if rule == "unclear":
        return Intent.UNCLEAR
    meaning = {**contexts()["common"], **contexts().get(_table(case.asked), {})}
    if rule == "no":
        if case.asked.no_means:
            return Intent(case.asked.no_means)
        if case.about_named and meaning["digit_no"] == "no_answer":
            return Intent.NO_ANSWER
    return Intent(meaning[rule])


def _table(asked: Asked) -> str:
    before = f"{asked.context}_before"
    return before if asked.before_slot and before in contexts() else asked.context


def _weighed(confidence: float, intent: Intent, case: _Case) -> float:
    late = case.asked.context in _REMINDED and not case.asked.before_slot
    if intent is Intent.ACCEPT and late:
        confidence = _PROMISED
    return round(confidence * (0.95 if case.signals.corrected else 1), 2)
