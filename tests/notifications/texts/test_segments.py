"""Counting agrees with an independent counter's vectors, and typography is made plain."""

import json
from pathlib import Path

import pytest

from notifications.texts import Encoding, count, normalise, outside_gsm7, split

_VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "sms_segment_vectors.json").read_text(encoding="utf-8")
)["vectors"]


@pytest.mark.parametrize("vector", _VECTORS, ids=lambda vector: vector["name"])
def test_parts_and_alphabet_agree_with_the_reference(vector: dict[str, object]) -> None:
    size = count(str(vector["text"]))
    assert size.encoding == vector["encoding"]
    assert size.parts == vector["segments"]


def test_an_escape_pair_is_not_split_between_parts() -> None:
    assert count("a" * 152 + "€" + "a" * 10).parts == 2
    assert count("a" * 305 + "€").parts == 3


def test_units_count_the_escape_and_the_surrogate() -> None:
    assert count("a€").units == 3
    assert count("ä😀").units == 3
    assert count("").parts == 1


@pytest.mark.parametrize("text", ["", "a" * 160, "a" * 152 + "€" + "a" * 10, "š" * 66 + "😀" * 40])
def test_the_parts_of_a_text_are_the_text_and_as_many_as_counted(text: str) -> None:
    parts = split(text)
    assert "".join(parts) == text
    assert len(parts) == count(text).parts
    room = 160 if len(parts) == 1 else {Encoding.GSM7: 153, Encoding.UCS2: 67}[count(text).encoding]
    assert max(count(part).units for part in parts) <= room


def test_pasted_typography_becomes_plain_and_short() -> None:
    pasted = "“Hei” – Veikon\u00a0vuoro… älä\u00ad unohda\u200b ’nyt’\ufeff«ok»—"
    assert normalise(pasted) == '"Hei" - Veikon vuoro... älä unohda \'nyt\'"ok"-'
    assert count(normalise(pasted)).encoding is Encoding.GSM7


def test_decomposed_letters_are_composed_and_nordic_letters_stay() -> None:
    assert normalise("a\u0308a\u030ao\u0308 ÅÄÖ") == "äåö ÅÄÖ"
    assert count(normalise("a\u0308")).encoding is Encoding.GSM7
    assert count(normalise("Šarka")).encoding is Encoding.UCS2


def test_lines_end_as_the_short_alphabet_ends_them() -> None:
    assert normalise("eka\r\ntoka\rkolmas\n") == "eka\ntoka\nkolmas\n"


def test_what_has_no_plain_spelling_is_shown() -> None:
    assert outside_gsm7(normalise("Šarkan “kahvi” ☕ klo 9–10, Šarka 5 €")) == ["Š", "☕"]
    assert outside_gsm7("ÅÄÖ åäö é ü ñ @ £ € [ok] {~}^\\|") == []


def test_what_is_read_as_one_letter_is_not_torn_apart() -> None:
    for letter in ("👨‍👩‍👧‍👦", "🇫🇮", "👍🏽", "e\u0301", "1️⃣"):
        parts = split("š" * 66 + letter + "š" * 10)
        assert parts == ["š" * 66, letter + "š" * 10]


def test_a_letter_longer_than_a_part_is_cut_all_the_same() -> None:
    endless = "e" + "\u0301" * 200
    parts = split(endless)
    assert "".join(parts) == endless
    assert max(count(part).units for part in parts) <= 67
