"""Which municipality a cell means, however it is inflected, shortened or misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from people.register.read import Cell, Read
from people.register.text import fold, plain

CLOSE_ENOUGH = 82
CLEARLY_AHEAD = 8  # how much better than the next municipality a misspelt name must fit

# What a Finnish place name may carry behind its stem, with vowel harmony already folded away.
ENDINGS = r"(?:n|an|en|in|un|on|sta|ssa|seen|siin|lla|lta|lle|hin|han|hun|hon|a|ta)?"
KINDS_OF_PLACE = re.compile(
    r"\b(?:kk|kirkonkyla\w*|kirkonk|keskusta\w*|kunta|kunnan|kunnassa|kaupunki|kaupungin|mlk|"
    r"maalaiskunta|taajama|tienoo|suunnalla|seutu|seudulla|kylat?|kommun|stad|asuu)\b\.?"
)
PARTS = re.compile(r"[/,;()+\n]| - |\bja\b|\btai\b")

POSTCODE = re.compile(r"\b(?:FI-?)?\d{5}\b")

# How a stem changes before an ending: saari → saare-, pudas → putaa-, mäki → mäe- …
STEM_CHANGES = (
    (r"i$", "e"), (r"das$", "taa"), (r"das$", "ta"), (r"nen$", "se"), (r"nen$", "si"), (r"hti$", "hde"),
    (r"us$", "ukse"), (r"kas$", "kkaa"), (r"kka$", "ka"), (r"ki$", "e"), (r"si$", "de"), (r"ta$", "da"),
    (r"as$", "aa"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as the register may name it: its name, other spellings, and its villages."""

    name: str
    aliases: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """The municipality's name as in the given places, and the village the cell named, if any."""

    municipality: str | None
    village: str = ""


def read_municipality(cell: Cell, places: Sequence[Place]) -> Read[Where]:
    """The municipality of a cell such as "Jämsä (Jämsänkoski)", "Karstulasta" or "Ä-koski"."""
    text = POSTCODE.sub(" ", plain(cell)).strip()
    if not text:
        return Read(Where(None), (_("The municipality is missing."),))
    parts = [part.strip() for part in PARTS.split(text) if part.strip(" .-?")]
    found = [(part, match) for part in parts if (match := _match(part, tuple(places)))]
    names = {match.municipality for _part, match in found}
    if not found:
        return Read(Where(None), (_("This is not one of our municipalities."),), text)
    if len(names) > 1:
        return Read(Where(None), (_("Two municipalities are named here."),), text)
    named = [match.village for _part, match in found if match.village]
    unknown = [part for part in parts if part not in dict(found)]
    return Read(Where(found[0][1].municipality, ", ".join(dict.fromkeys(named + unknown))))


@lru_cache(maxsize=4096)
def _match(part: str, places: tuple[Place, ...]) -> Where | None:
    """What one part of the cell names: exactly, by a short form, or nearly."""
    text = _bare(part)
    if not text:
        return None
    exact = [where for name, where in _names(places) if _is_form_of(text, name)]
    if exact:
        return exact[0]
    first, _space, rest = text.partition(" ")
    leading = [where for name, where in _names(places) if rest and _is_form_of(first, name)]
    if leading:
        return _with_village(leading[0], rest, places)
    short = {
        where
        for place in places
        if _shortens(fold(part), place.name)
        for where in [Where(place.name)]
    }
    return short.pop() if len(short) == 1 else _nearest(text, places)


def _with_village(where: Where, rest: str, places: tuple[Place, ...]) -> Where | None:
    """ "Laukaa Lievestuore": the rest is a village of it or unknown, but not of somewhere else."""
    found = _match(rest, places)
    if found and found.municipality != where.municipality:
        return None
    return Where(
        where.municipality, where.village or (found.village if found else "") or rest.title()
    )


def _bare(part: str) -> str:
    """The part folded, w as v, without "kk", "kunta" and the like."""
    text = KINDS_OF_PLACE.sub(" ", fold(part)).replace("w", "v")
    return " ".join(re.sub(r"[^\w\- ]+", " ", text).split()).strip("- ")


def _names(places: Sequence[Place]) -> Iterator[tuple[str, Where]]:
    for place in places:
        for name in (place.name, *place.aliases):
            yield _bare(name) or fold(name), Where(place.name)
        for village in place.villages:
            yield _bare(village), Where(place.name, village)


def _is_form_of(text: str, name: str) -> bool:
    """Whether the text is the name itself or an inflected form of it."""
    if text == name:
        return True
    stems = {name, *(re.sub(pattern, change, name) for pattern, change in STEM_CHANGES)}
    return any(re.fullmatch(re.escape(stem) + ENDINGS, text) for stem in stems if len(stem) >= 4)


def _shortens(text: str, name: str) -> bool:
    """ "ä-koski", "v:saari", "kannonk." """
    folded = fold(name)
    middle = re.fullmatch(r"(\w{1,3})[-:](\w{3,})", text)
    if middle:
        return folded.startswith(middle[1]) and folded.endswith(middle[2])
    cut = re.fullmatch(r"(\w{3,})\.", text)
    return bool(cut) and folded.startswith(cut[1] if cut else "")


def _nearest(text: str, places: Sequence[Place]) -> Where | None:
    """The name that a misspelt text is nearest to, if it is near and no other is."""
    names = list(_names(places))
    ranked = process.extract(text, [name for name, _where in names], scorer=fuzz.ratio, limit=None)
    if not ranked or ranked[0][1] < CLOSE_ENOUGH:
        return None
    best = names[ranked[0][2]][1]
    rival = next(
        (score for _n, score, at in ranked if names[at][1].municipality != best.municipality), 0.0
    )
    return best if ranked[0][1] - rival >= CLEARLY_AHEAD else None
