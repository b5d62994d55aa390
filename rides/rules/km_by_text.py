"""How many kilometres a driver writes: "OK 43 km", "43,5", "4 mil". Read only when clear."""

import re
from decimal import ROUND_HALF_UP, Decimal

# Further than any volunteer drives in a day; above it stands the car's meter, not the way.
MOST_KM = 1000
TENTH = Decimal("0.1")
MIL = 10

_NUMBER = r"(?<![\d.,:])(\d{1,6}(?:[.,]\d{1,2})?)"
_KM = re.compile(_NUMBER + r"\s*(?:km|kms|kilsa\w*|kilo\w*metr\w*|kilomet\w*)\b")
# A Swedish mil is ten kilometres.
_MIL = re.compile(_NUMBER + r"\s*mil\b")
_BARE = re.compile(r"(?:[^\W\d_]+[\s,.!:]+){0,2}" + _NUMBER + r"[\s.!]*")
_RANGE = re.compile(r"\d\s*(?:[-–/]|tai|eller|or|till|to)\s*\d|\d\s*km\s*(?:tai|eller|or)\b")
_SPACED = re.compile(r"\d\s+\d{3}\s*(?:km|kilo)")
_HOURS = re.compile(
    r"\b(?:klo|kello|kl|klockan|at)\.?\s*\d{1,2}(?:[.:]\d\d)?|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?!\d)"
)


def km_in(text: str) -> Decimal | None:
    """Return the one number of kilometres that `text` tells, to one decimal, or None.

    A number without a unit counts when it stands at the end after two words at most ("ok 43"). Hours and dates
    beside it are left out; two numbers of kilometres, or "40-45 km", are for a person to read.
    """
    plain = _HOURS.sub(" ", text.casefold())
    if _RANGE.search(plain) or _SPACED.search(plain):
        return None
    told = [*((each, 1) for each in _KM.findall(plain)), *((m, MIL) for m in _MIL.findall(plain))]
    if not told:
        bare = _BARE.fullmatch(plain.strip())
        told = [(bare.group(1), 1)] if bare else []
    if len(told) != 1:
        return None
    number, unit = told[0]
    km = (Decimal(number.replace(",", ".")) * unit).quantize(TENTH, ROUND_HALF_UP)
    return km if 0 < km <= MOST_KM else None
