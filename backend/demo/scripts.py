"""The rings of the demo, and what is said in them this morning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A text that comes `minutes` after the question; {name} is the resident's first name."""

    minutes: int
    body: str


@dataclass(frozen=True)
class RingScript:
    """A ring with its hour in minutes from now, and the first answer of each who is asked, in order.

    None: nothing comes. `notice`: minutes from the first reminder to the hour.
    """

    name: str
    kind: str
    topology: str
    place: str
    office: int
    hour: int
    residents: int
    helpers: int
    lines: tuple[Line | None, ...]
    notice: int = 0


SCRIPTS = (
    RingScript(
        "Aamusoitot, Jyväskylä", "call", "hub", "Jyväskylä", 0, -105, 6, 3,
        (Line(6, "ok"), Line(11, "Soitettu, kaikki hyvin"), Line(14, "soitan myöhemmin ehkä")),
    ),
    RingScript("Soittorinki, Laukaa", "call", "hub", "Laukaa", 0, -75, 4, 2, (Line(9, "OK"), None)),
    RingScript(
        "Naapurusten rinki, Karstula", "call", "circle", "Karstula", 1, -50, 5, 0,
        (Line(4, "ok"), Line(7, "kaikki hyvin"), Line(12, "soitin, ok"), None, None),
    ),
    RingScript(
        "Aamuilmoittautuminen, Äänekoski", "call", "call_in", "Äänekoski", 1, -40, 5, 0,
        (Line(2, "ok"), Line(3, "kaikki hyvin"), Line(6, "ok"), Line(9, "Hyvää huomenta, ok"), None),
    ),
    RingScript(
        "Soittopari, Jyväskylä", "call", "pair", "Jyväskylä", 0, -30, 1, 1,
        (Line(12, "Soitin, mutta {name} kuulosti sekavalta. Huolestuin."),),
    ),
    RingScript(
        "Soittorinki, Viitasaari", "call", "hub", "Viitasaari", 1, -20, 4, 2,
        (Line(5, "ok"), Line(8, "{name} ei vastannut")),
    ),
    RingScript(
        "Vierailurinki, Laukaa", "visit", "hub", "Laukaa", 0, 150, 2, 2, (Line(10, "ok"), None), 180
    ),
    RingScript("Iltasoitot, Karstula", "call", "hub", "Karstula", 1, 60, 3, 2, ()),
)  # fmt: skip
FIRST_HOUR = min(script.hour for script in SCRIPTS)
