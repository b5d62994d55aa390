"""From what a phone sent to plain, folded tokens."""

import re
import unicodedata
from functools import lru_cache

# Our own prompt, or another message, carried back inside the answer.
_QUOTES = (
    re.compile(r"^\s*>.*$", re.MULTILINE),
    re.compile(
        r"(-{2,}\s*)?(alkuperäinen viesti|ursprungligt meddelande|original message).*",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"(?:hei|hej|hi|hello)\b.{10,200}?\b(?:vastaa|svara|reply)\b.{0,120}?"
        r"(?:apua|hjälp|help)\s*:\s*[\d +-]{5,}\.?",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"[\"“”«»][^\"“”«»]{40,}[\"“”«»]"),
)
_SIGNATURE = re.compile(
    r"(?:(?<=[\s.,!])|^)(?:t\.|t:|terv\.?|terveisin|toivoo|mvh|hälsn\.?|hälsningar|regards|br)"
    r"\s*[^\W\d_]+(?:\s+(?:ja|och|and|&)?\s*[^\W\d_]+){0,3}\s*[.!]*\s*$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .]){3,}[^\W\d_](?!\w)")
TOKEN = re.compile(r"[^\W_]+(?:[.:][0-9]+)*|[.,!?;\n]|👍|👎|👌|✅|🆘")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
_APOSTROPHES = re.compile(r"['’`´-]")
_EMOJI = {"🚑": " 🆘 ", "🙅": " 👎 "}
PUNCTUATION = frozenset(".,!?;")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Lower case, no dots over letters, no doubled letters: the one spelling all dialects share.

    >>> fold("Hyvvää") == fold("hyvaa")
    True
    """
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).casefold())
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return _DOUBLE.sub(r"\1", plain)


def tokens(text: str) -> list[str]:
    """Folded words and punctuation marks, without quotations and signatures."""
    text = unicodedata.normalize("NFC", text)
    for emoji, token in _EMOJI.items():
        text = text.replace(emoji, token)
    text = _without(_QUOTES, text)
    text = _without((_SIGNATURE,), text)
    text = _SPACED.sub(lambda found: re.sub(r"[ .]", "", found.group()), text)
    text = re.sub(r"\bo\.?\s?k\.?(?=\W|$)|\b0k\b", "ok", text, flags=re.IGNORECASE)
    found = TOKEN.findall(_APOSTROPHES.sub("", text.strip()))
    return ["." if piece == "\n" else fold(piece) for piece in found]


def _without(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        shorter = pattern.sub(" ", text)
        if shorter.strip():  # a message that is all quotation is read as it stands
            text = shorter
    return text
