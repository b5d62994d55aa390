"""How many parts an SMS takes, and the spelling that keeps it short (3GPP TS 23.038)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


class Encoding(StrEnum):
    """The two alphabets of SMS."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


# Units that fit one message alone, and each part of a longer one.
_ROOM = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}


@dataclass(frozen=True)
class Segments:
    """`units` are septets (GSM-7) or 16-bit units (UCS-2)."""

    encoding: Encoding
    units: int
    parts: int


def normalise(text: str) -> str:
    """NFC and plain typography, so that a pasted quote does not halve the room. å, ä, ö stay."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def count(text: str) -> Segments:
    """Encoding, units and parts of `text` exactly as given; an escape or surrogate pair stays whole."""
    gsm = all(char in _BASIC or char in _EXTENDED for char in text)
    encoding = Encoding.GSM7 if gsm else Encoding.UCS2
    sizes = [_size(char, encoding) for char in text]
    single, each = _ROOM[encoding]
    units = sum(sizes)
    return Segments(encoding, units, 1 if units <= single else _fill(sizes, each))


def _size(char: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM7:
        return 2 if char in _EXTENDED else 1
    return 2 if ord(char) > 0xFFFF else 1


def _fill(sizes: list[int], room: int) -> int:
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
