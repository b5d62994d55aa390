"""How it goes, month by month and place by place, for whoever may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.localtime import local_date
from directory.models import Municipality
from directory.scope import Scope
from rings.rules.measures import months_until
from rings.services.measures.gather import gather
from rings.services.measures.tally import Figures, Span


@dataclass(frozen=True)
class Line:
    """The figures of a month in one place; `place` None is everywhere that the reader may see."""

    month: date
    place: Municipality | None
    figures: Figures


@dataclass(frozen=True)
class Seen:
    """`places`: the lines of the last month, by name. `months`: those of everywhere, the newest first."""

    places: tuple[Line, ...]
    months: tuple[Line, ...]
    # Every month in every place, for a spreadsheet: the oldest month first.
    lines: tuple[Line, ...]

    @property
    def now(self) -> Figures:
        """The figures of the last month, of everywhere."""
        return self.months[0].figures


def seen(scope: Scope, month: date, *, count: int, now: datetime) -> Seen:
    """Return the figures of `count` months up to `month`, in a dozen queries."""
    months = months_until(month, count)
    tallies = gather(Span(scope, months, local_date(now)), now)
    named = {place.pk: place for place in Municipality.objects.all()}
    lines = [
        Line(when, place, tallies.figures(when, place.pk))
        for when in months
        for place in sorted((named[pk] for pk in tallies.places(when)), key=str)
    ]
    everywhere = [Line(when, None, tallies.figures(when, None)) for when in months]
    return Seen(
        places=tuple(line for line in lines if line.month == month),
        months=tuple(reversed(everywhere)),
        lines=tuple(lines),
    )
