"""An archive of published counts, written from true counts of one's choice instead of from people.

`recognisable` gives each count a number that stands nowhere else: whoever meets it knows where it comes from. The
true count never is the lower or the upper end of its band.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO
from itertools import count

from django.core.management import call_command

from reports.counting.periods import named
from reports.counting.plan import TABLES, places_of
from reports.disclosure.cells import At, Kind, Measure, Shown, Table, Truth, Unit
from reports.disclosure.protect import draft
from reports.disclosure.system import Key
from reports.models import Publication
from reports.services.frame import frame_with
from reports.services.stored import store

YEAR, QUARTER = "2024", "2024Q4"
PUBLISHED_AT = datetime(2025, 1, 2, 9, 0, tzinfo=UTC)
FIRST, STEP, BEHIND = 20_000, 20, 7
TruthOf = Callable[[Measure, At], Truth]


def write_archive(truth_of: TruthOf, periods: Sequence[str] = (QUARTER, YEAR)) -> None:
    """Publish `periods` with the counts that `truth_of` gives, each shown by its own rule; nothing is audited.

    In the southern area rides were not offered.
    """
    call_command("load_directory", stdout=StringIO())
    for period in periods:
        publication = Publication.objects.create(
            number=1 + Publication.objects.count(), period=period, published_at=PUBLISHED_AT
        )
        tables, truths = _tables_of(period, truth_of)
        store(publication, {t.id: t.id.partition("/")[0] for t in tables}, tables, truths)


def _tables_of(period: str, truth_of: TruthOf) -> tuple[list[Table], dict[Key, Truth]]:
    frame = frame_with([int(period[:4])])
    wanted = named(period)
    assert wanted
    tables, truths = list[Table](), dict[Key, Truth]()
    for spec in TABLES:
        if spec.of_year != wanted.is_year:
            continue
        measure = frame.measures[spec.measure]
        for place in places_of(spec, period, frame):
            # The same count has the same number in whichever table it stands.
            truths.setdefault((measure.name, place), truth_of(measure, place))
        here = {place: truths[measure.name, place] for place in places_of(spec, period, frame)}
        never = frozenset(place for place in here if is_not_offered(place))
        tables.append(draft(f"{spec.name}/{period}", period, measure, here, never))
    return tables, truths


def is_not_offered(place: At) -> bool:
    """Tell whether the archive says that nothing was offered there: rides in the south."""
    return {("place", "south"), ("activity", "ride")} <= place


def recognisable() -> TruthOf:
    """Return what gives each count its own number; some of persons are a few, and some of events of few people."""
    numbers = count()

    def truth_of(measure: Measure, _place: At) -> Truth:
        number = next(numbers)
        value = FIRST + STEP * number + BEHIND
        if measure.unit == Unit.PERSONS:
            return Truth(3 if number % 5 == 4 else value, value)
        return Truth(value, 2 if number % 4 == 3 else 9, 0.25)

    return truth_of


def bounds(tables: Iterable[Table]) -> set[int]:
    """Return the ends of all bands shown in `tables`."""
    return {
        end
        for table in tables
        for shown in table.cells.values()
        if shown.kind == Kind.BAND
        for end in (shown.value, shown.value + table.base - 1)
    }


def alike(shown: Shown, truth: Truth, measure: Measure) -> Truth:
    """Return another truth that is shown as `truth` is."""
    if shown.kind == Kind.SMALL:
        return Truth((truth.value + 1) % 5, truth.contributors + 1)
    if shown.kind == Kind.HIDDEN:
        return Truth(truth.value + 1234, truth.contributors, truth.top_share)
    base = 5 if measure.unit == Unit.PERSONS else 10
    return Truth(shown.value + (truth.value + 1) % base, truth.contributors + 1, truth.top_share)
