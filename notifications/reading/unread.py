"""Which words of a text the reading rests on nothing for, and what that does to it.

An answer closes a duty, and a worry may stand beside it in words no list has. So every word must be
accounted for: by a signal that belongs to the answer read, by being a name, a number or a common word.
The rest is for a person's eyes.
"""

from dataclasses import replace

from notifications.reading.lexicon import common
from notifications.reading.model import THRESHOLD, Intent, Reading
from notifications.reading.signals import NEGATORS, WHOLE, Signals

_SAYS_NOTHING = "filler"
_HAPPENED = frozenset(
    {"done", "reached", "fine", "yes", "accept", "managed", "future", "recovered", _SAYS_NOTHING}
)
_REFUSED = _HAPPENED | {"cannot", "decline", "ill", "no", "maybe", "unsure", "not_done", "lost"}
# What each answer explains: "sick" belongs to "I cannot come", not to "I called".
_EXPLAINS = {
    Intent.DONE: _HAPPENED,
    Intent.ACCEPT: _HAPPENED,
    Intent.NO_ANSWER: _HAPPENED | {"no_answer", "cannot", "no", "maybe", "not_done"},
    Intent.CANNOT: _REFUSED,
    Intent.DECLINE: _REFUSED,
    Intent.STOP: _REFUSED | {"stop"},
}
_MANY = 3
DOUBT = THRESHOLD - 0.1


def with_unread(reading: Reading, signals: Signals) -> Reading:
    """`reading` with its unread words; where they outweigh the read ones it is only a guess."""
    explains = _EXPLAINS.get(reading.intent)
    if explains is None or reading.rule in WHOLE:
        return reading
    if "recovered" in signals.found:  # "no answer at first, but then she rang back"
        explains |= {"no_answer"}
    read = [word for word, said in signals.words_said if said & (explains - {_SAYS_NOTHING})]
    unread = tuple(
        word
        for word, said in signals.words_said
        if not said & explains and (word in NEGATORS or not common().fullmatch(word))
    )
    confidence = reading.confidence
    if len(unread) >= max(_MANY, len(read)):
        confidence = min(confidence, DOUBT)
    return replace(reading, unread=unread, confidence=confidence)
