"""Words that only a question about a ride gives a meaning to: pure reading, on top of the common reader.

Whatever is read here goes to a person as well when it is not one plain word: see `rides.services.telling`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from notifications.reading import Asked, Intent, Reading, read_reply
from rides.rules.km_by_text import km_in
from rides.rules.weekdays import WEEKDAYS

SURE = 0.9
_NOT_READY = re.compile(
    r"\b(?:en|ei|emme|et)\b(?:\s+\w+){0,3}?\s+(?:valmis|valmiina|valmiita|valmiiksi)\b"
    r"|\bmyöhästy\w*|\bmyöhässä\b|\bkestää\s+vielä\b|\bodota\b|\bodottakaa\b"
    r"|\b(?:inte|int)\s+(?:\w+\s+)?(?:färdig|klar|redo)\b|\bförsenad\b|\bblir\s+sen\b"
    r"|\bnot\s+(?:\w+\s+)?ready\b|\brunning\s+late\b",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\bvalmis\b|\bvalmiina\b|\b(?:voi|saa|voitte|saatte|voisitko|voitko)\s+(?:\w+\s+)?(?:hakea|tulla|noutaa)\b"
    r"|\b(?:tule|tulkaa|tulla)\s+(?:\w+\s+)?(?:hakemaan|noutamaan)\b|\bhakekaa\b|\bhae\s+(?:minut|mut)\b"
    r"|^\W*(?:\w+\W+){0,2}kotiin\W*$|\b(?:klar|färdig|redo)\b|\bhämta\b|\bready\b|\bpick\s+me\s+up\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\bauto\w*\s+(?:\w+\s+)?(?:hajo\w*|rikki|rikkou\w*|sammu\w*|leikka\w*)|\b(?:ei|eikä)\s+käynnisty\b"
    r"|\brengas\b|\brenkaa\w*|\bhinau\w*|\bojaan\b|\bojassa\b|\bkolar\w*"
    r"|\bbilen\s+(?:\w+\s+)?(?:sönder|trasig|startar|stannade)|\bpunktering\b|\bbärgning\w*|\bdiket\b"
    r"|\bbroke\s?n?\s?down\b|\bflat\s+tyre\b|\bpuncture\b|\bcar\s+(?:\w+\s+)?(?:broke|broken|died)\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\bsaattaja\w*|\b(?:siskon|veljen|vaimon|miehen|tyttären|pojan|kaverin|ystävän|naapurin|koiran)\w*\b.*\bmuka\w*"
    r"|\bmukaan\b.*\b(?:sisko|veli|vaimo|mies|tytär|poika|kaveri|ystävä|naapuri|koira)\w*"
    r"|\bmuka\w*\s+(?:on|tulee)\b|\btulee\s+(?:myös|toinenkin|mukaan)\b|\bmeitä\s+(?:on|tulee)\b|\btuon\b"
    r"|\b(?:med|tar)\s+(?:min|mig)\b|\bledsagare\b|\bvi\s+är\s+två\b|\bbring\w*\b|\bwith\s+my\b|\bcompanion\b",
    re.IGNORECASE,
)
_WAY: Mapping[str, re.Pattern[str]] = {
    "back": re.compile(
        r"\bpalu\w*|\btakaisin\b|\bkotimatka\w*|\bretur\w*|\bhemresa\w*|\btillbaka\b|\breturn\b|\bway\s+(?:back|home)\b",
        re.IGNORECASE,
    ),
    "out": re.compile(
        r"\bmeno\w*|\bmennessä\b|\bmenen\s+itse\b|\bditresa\w*|\butresa\w*|\bway\s+there\b",
        re.IGNORECASE,
    ),
}
_KILOMETRES = re.compile(r"\d+(?:[.,]\d+)?\s*(?:km|kilsa\w*|kilo\w*|mil)?\b", re.IGNORECASE)
_UNREADY = frozenset({Intent.ACCEPT, Intent.DONE, Intent.UNCLEAR, Intent.NO_ANSWER})


def read_rider(body: str, asked: Asked) -> Reading:
    """Return what a rider says of rides they were told of.

    DONE: ready to be driven home. NO_ANSWER: not ready yet. HELP: somebody or something more comes along.
    """
    reading = read_reply(body, asked)
    if reading.intent in {Intent.CONCERN, Intent.STOP}:
        return reading
    if _NOT_READY.search(body):
        return Reading(Intent.NO_ANSWER, SURE, rule="not_ready")
    if _BRINGS.search(body) and reading.intent in {Intent.ACCEPT, Intent.UNCLEAR}:
        return Reading(Intent.HELP, SURE, rule="brings_more")
    if reading.intent in {Intent.DECLINE, Intent.CANNOT}:
        # "Perun paluun": the word for the way is explained, it is no reason for a second look.
        explained = bool(ways_in(body))
        return replace(reading, unread=()) if explained else reading
    if _READY.search(body):
        return Reading(Intent.DONE, SURE, rule="ready")
    return reading


def read_driver(body: str, asked: Asked) -> Reading:
    """Return what a driver says of a run: CANNOT is the whole run, or whoever is named does not come.

    NO_ANSWER: a rider is not there or not ready. A car that broke down is CANNOT with the rule "broken".
    """
    if _BROKEN.search(body):
        reading = read_reply(body, asked)
        return reading if reading.intent is Intent.CONCERN else _broken()
    reading = read_reply(body, asked)
    if _NOT_READY.search(body) and reading.intent in _UNREADY:
        return Reading(Intent.NO_ANSWER, SURE, names=reading.names, rule="not_ready")
    return reading


def read_km(body: str, asked: Asked) -> Reading:
    """Return what a driver says of a run that is over: a number of kilometres alone says that all went well."""
    if km_in(body) is None:
        return read_driver(body, asked)
    rest = _KILOMETRES.sub(" ", body)
    said = rest if re.search(r"\w", rest) else "ok"
    reading = read_driver(said, asked)
    if reading.intent is Intent.UNCLEAR and reading.rule == "nothing_known":
        reading = read_driver(f"ok {said}", asked)
    return reading


def read_list(body: str, asked: Asked) -> Reading:
    """Return what a driver says of a list of stops: before the run, or in it and after it."""
    return read_driver(body, asked) if asked.before_slot else read_km(body, asked)


def _broken() -> Reading:
    return Reading(Intent.CANNOT, SURE, rule="broken")


def is_breakdown(body: str) -> bool:
    """Tell whether `body` speaks of a car that goes no further."""
    return bool(_BROKEN.search(body))


def ways_in(body: str) -> frozenset[str]:
    """Return which ways `body` names: "out", "back"; nothing when it names none."""
    return frozenset(way for way, words in _WAY.items() if words.search(body))


def days_in(body: str, days: Collection[date]) -> frozenset[date]:
    """Return those of `days` that `body` names, by the weekday or as "26.11."."""
    found = {day for day in days if re.search(rf"\b{day.day}\.\s?{day.month}\.?(?!\d)", body)}
    words = [word.casefold() for word in re.findall(r"\w+", body)]
    return frozenset(found | {day for day in days if _is_named(day, words)})


def _is_named(day: date, words: Sequence[str]) -> bool:
    return any(word.startswith(begins) for word in words for begins in WEEKDAYS[day.weekday()])
