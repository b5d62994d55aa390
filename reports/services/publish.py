"""Publishing a period: counted once after its close, protected against all that was ever shown, and frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import AuditEntry
from people.errors import RefusedError
from reports.counting.facts import Facts
from reports.counting.periods import Period
from reports.counting.plan import ACTIVITY, AREAS, TABLES, TableSpec
from reports.counting.tally import count_period
from reports.disclosure.cells import Frame, Table, Truth
from reports.disclosure.protect import CannotProtectError, Step, draft, protect
from reports.disclosure.system import Key
from reports.models import Publication
from reports.services import counted
from reports.services.frame import frame_with
from reports.services.offered import not_offered
from reports.services.stored import archive, store

SUBJECT = "publication"


@dataclass(frozen=True)
class Published:
    """The tables of a period as they are shown, the steps that protected them, and how many cells they have."""

    period: Period
    tables: tuple[Table, ...]
    steps: tuple[Step, ...]
    publication: Publication | None = None


def publish(period: Period, *, by: Actor, now: datetime) -> Published:
    """Make the tables of `period`, keep them for ever, and write down who did it.

    Raises `RefusedError` when the period is not over, has been published, or when another was meanwhile.
    """
    number = (
        1 + Publication.objects.count()
    )  # before all is read that was published: none is ever taken back
    made, truths, first = _make(period, now)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                number=number,
                period=str(period),
                published_at=now,
                published_by_id=by.user_id,
                steps=[_plain(step) for step in made.steps],
            )
            names = {f"{spec.name}/{period}": spec.name for spec in TABLES}
            store(publication, names, made.tables, truths)
            counted.keep(publication, first)
            AuditEntry.objects.record(
                subject=SUBJECT,
                subject_id=publication.pk,
                event="publish",
                before="",
                after="published",
                reason=str(period),
                by=by,
                at=now,
            )
    except IntegrityError as error:
        raise RefusedError(_overtaken(period)) from error
    return Published(period, made.tables, made.steps, publication)


def rehearse(period: Period, now: datetime) -> Published:
    """Return what `publish` would make, and keep nothing. Raises as it does."""
    made, _truths, _first = _make(period, now)
    return made


def _make(period: Period, now: datetime) -> tuple[Published, dict[Key, Truth], Facts]:
    if period.end > local_date(now):
        raise RefusedError(
            _("%(period)s is not over yet. It can be published from %(day)s on.")
            % {"period": period, "day": f"{period.end:%-d.%-m.%Y}"}
        )
    if Publication.objects.filter(period=str(period)).exists():
        raise RefusedError(_already(period))
    frame, before = frame_with([period.year]), archive()
    facts, first = counted.facts_for(period)
    drafts, own = _drafts(period, facts, frame)
    truths = {**before.truths, **own}
    try:
        tables, steps = protect(frame, before.tables, drafts, truths)
    except CannotProtectError as error:
        raise RefusedError(_too_much(error)) from error
    return Published(period, tuple(tables), tuple(steps)), truths, first


def _drafts(period: Period, facts: Facts, frame: Frame) -> tuple[list[Table], dict[Key, Truth]]:
    counts_by_table = count_period(period, facts, frame)
    never = not_offered(period, frame)
    specs = [spec for spec in TABLES if spec.name in counts_by_table]
    drafts, truths = [], dict[Key, Truth]()
    for spec in specs:
        counts = counts_by_table[spec.name]
        empty = frozenset(p for p in never if p in counts and not counts[p].value)
        empty = empty if _is_by_activity(spec) else frozenset()
        measure = frame.measures[spec.measure]
        drafts.append(draft(f"{spec.name}/{period}", str(period), measure, counts, empty))
        truths |= {(spec.measure, place): truth for place, truth in counts.items()}
    return drafts, truths


def _is_by_activity(spec: TableSpec) -> bool:
    return spec.across == ACTIVITY and spec.depth == AREAS


def _already(period: Period) -> str:
    return _("%(period)s has been published. What is put right later shows in the next period.") % {
        "period": period
    }


def _overtaken(period: Period) -> str:
    if Publication.objects.filter(period=str(period)).exists():
        return _already(period)
    return _(
        "Another period was published at the same moment. Nothing was published of this one: publish it again."
    )


def _too_much(error: CannotProtectError) -> str:
    """Say which counts could be told too closely: their places, and nothing of how much they are."""
    places = [
        f"{breach.measure} ({', '.join(member for _dim, member in sorted(breach.place))})"
        for breach in error.breaches
    ]
    return _("Nothing was published: these counts could be told too closely: %s.") % ", ".join(
        places
    )


def _plain(step: Step) -> dict[str, object]:
    return {
        "table": step.table,
        "at": dict(sorted(step.place)),
        "because": str(step.because),
        "for": {"measure": step.measure, "at": dict(sorted(step.for_place))},
    }
