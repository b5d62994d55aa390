"""Our count of parts is that of Twilio's own calculator, whatever is written."""

import json
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from notifications.texts import count, normalise
from tests.gateways.programs import MODULES, NODE

pytestmark = pytest.mark.service

PLAIN = "abcdefghijklmnopqrstuvwxyzåäöÅÄÖéüñ ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?@£$-'\"\r\n"
DOUBLE = "€[]{}~^|\\"
WIDE = "šŽ’”–…\u00a0çõ°×"
# What a reader sees as one: families, flags, skin tones, marks set upon letters, keys, syllables.
CLUSTERS = [
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "👩🏿‍🚒",
    "👍🏽",
    "🇫🇮",
    "🇸🇪",
    "❤️",
    "1️⃣",
    "🙂",
    "👁️‍🗨️",
    "한",
    "\u1112\u1161\u11ab",
]
CLUSTERS += [
    "e\u0301",
    "a\u0308\u0323",
    "נִ",
    "คำ",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]
# Joined by Unicode after 2017: the calculator's tables are older.
YOUNGER = ["🧑‍🤝‍🧑", "क्षि"]
EDGES = [1, 67, 70, 134, 153, 160, 201, 306, 459]


def calculated(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Return what the calculator says of each text: its alphabet, and how many parts it takes."""
    done = subprocess.run(
        [
            str(NODE),
            str(Path(__file__).with_name("calculator.js")),
            str(MODULES / "sms-segments-calculator"),
        ],
        input="".join(json.dumps(text) + "\n" for text in texts),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return [(alphabet, parts) for alphabet, parts in map(json.loads, done.stdout.splitlines())]


def counted(text: str) -> tuple[str, int]:
    """Return the same as we count it."""
    size = count(text)
    return str(size.encoding), size.parts


def written(chance: random.Random, *kinds: Sequence[str]) -> str:
    """Return a text of random letters of `kinds`, as long as an edge between parts, or nearly."""
    length = chance.choice(EDGES) + chance.randint(-6, 6)
    text = ""
    while len(text) < length:
        text += chance.choice(chance.choice(kinds))
    return text


def texts_of(seed: int, how_many: int, *kinds: Sequence[str]) -> list[str]:
    chance = random.Random(seed)
    return [written(chance, *kinds) for _time in range(how_many)]


@pytest.mark.parametrize(
    "kinds",
    [(PLAIN, PLAIN, DOUBLE), (PLAIN, PLAIN, WIDE, DOUBLE), (PLAIN, WIDE, CLUSTERS), (CLUSTERS,)],
    ids=["short alphabet", "wide letters", "emoji among letters", "emoji alone"],
)
def test_a_thousand_random_texts_take_as_many_parts_as_twilio_says(
    kinds: tuple[Sequence[str], ...],
) -> None:
    texts = texts_of(len(kinds), 1000, *kinds)
    texts += [normalise(text) for text in texts]
    told = calculated(texts)
    wrong = [
        (text, counted(text), said)
        for text, said in zip(texts, told, strict=True)
        if counted(text) != said
    ]
    assert wrong == []
    assert len({parts for _alphabet, parts in told}) > 3


def test_every_single_character_is_of_the_alphabet_that_twilio_says() -> None:
    letters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    told = calculated(letters)
    assert [one for one, said in zip(letters, told, strict=True) if counted(one) != said] == []


def test_the_joins_that_twilio_does_not_know_change_a_count_by_one_at_most() -> None:
    texts = [text for text in texts_of(7, 500, "š", YOUNGER) if text]
    for text, (alphabet, parts) in zip(texts, calculated(texts), strict=True):
        assert alphabet == "UCS-2"
        assert 0 <= count(text).parts - parts <= 1
