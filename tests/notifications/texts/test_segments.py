"""Counting agrees with an independent counter's vectors, and typography is made plain."""

import json
from pathlib import Path

import pytest

from notifications.texts import Encoding, count, normalise

_VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "sms_segment_vectors.json").read_text(encoding="utf-8")
)["vectors"]
# The oracle counts CRLF as one grapheme and keeps grapheme clusters whole; on these it may say one more.
_CLUSTERS = {"skin_tone_on_boundary", "zwj_family", "flags18"}


@pytest.mark.parametrize("vector", _VECTORS, ids=lambda vector: vector["name"])
def test_parts_and_alphabet_agree_with_the_reference(vector: dict[str, object]) -> None:
    size = count(str(vector["text"]))
    assert size.encoding == vector["encoding"]
    slack = 1 if vector["name"] in _CLUSTERS else 0
    assert 0 <= int(str(vector["segments"])) - size.parts <= slack


def test_an_escape_pair_is_not_split_between_parts() -> None:
    assert count("a" * 152 + "€" + "a" * 10).parts == 2
    assert count("a" * 305 + "€").parts == 3


def test_units_count_the_escape_and_the_surrogate() -> None:
    assert count("a€").units == 3
    assert count("ä😀").units == 3
    assert count("").parts == 1


def test_pasted_typography_becomes_plain_and_short() -> None:
    pasted = "“Hei” – Veikon\u00a0vuoro… älä\u00ad unohda\u200b ’nyt’\ufeff«ok»—"
    assert normalise(pasted) == '"Hei" - Veikon vuoro... älä unohda \'nyt\'"ok"-'
    assert count(normalise(pasted)).encoding is Encoding.GSM7


def test_decomposed_letters_are_composed_and_nordic_letters_stay() -> None:
    assert normalise("a\u0308a\u030ao\u0308 ÅÄÖ") == "äåö ÅÄÖ"
    assert count(normalise("a\u0308")).encoding is Encoding.GSM7
    assert count(normalise("Šarka")).encoding is Encoding.UCS2
