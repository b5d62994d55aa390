"""The words by which somebody asks for no more texts, or for texts again. Pure.

Carriers know STOP, END, QUIT, UNSUBSCRIBE and the like; LOPETA, STOPP and SLUTA are ours. CANCEL, PERU and
AVBOKA are none of them: they call off what was asked about. "Yes" and "kyllä" answer questions.
"""

import re

STOP_WORDS = frozenset(
    [
        "stop",
        "stopp",
        "stoppi",
        "lopeta",
        "lopettakaa",
        "sluta",
        "slutt",
        "avsluta",
        "end",
        "quit",
        "unsubscribe",
        "optout",
        "revoke",
    ]
)
START_WORDS = frozenset(["start", "starta", "aloita", "aloittakaa", "börja", "borja", "unstop"])
# "Stop all", "sluta nu", "lopeta kiitos": the word decides, not what stands beside it.
_BESIDE = frozenset(
    ["all", "nu", "nyt", "heti", "now", "please", "kiitos", "tack", "thanks", "thank", "you"]
)
_JOINED = {"stopall": "stop", "opt out": "optout", "opt-out": "optout"}
_WORD = re.compile(r"[^\W_]+")


def asks_to_stop(body: str) -> bool:
    """Tell whether `body` is a word that ends all texts to the number, whatever its case and punctuation."""
    return _is_one_of(body, STOP_WORDS)


def asks_to_start(body: str) -> bool:
    """Tell whether `body` is a word that asks for texts again."""
    return _is_one_of(body, START_WORDS)


def _is_one_of(body: str, words: frozenset[str]) -> bool:
    plain = body.casefold()
    for joined, word in _JOINED.items():
        plain = plain.replace(joined, word)
    said = set(_WORD.findall(plain))
    if "end" not in said:  # "stop 16400", as services want it; "end 10.30" tells an hour
        said = {word for word in said if not word.isdigit()}
    return bool(said & words) and said <= words | _BESIDE
