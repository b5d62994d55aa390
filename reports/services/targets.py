"""How many people of each group are to be reached in a year: what was promised, and who changed it when."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from directory.actors import COMMAND, Actor
from directory.models import AuditEntry
from directory.models.audit import signed
from reports.models import Target

SUBJECT = "targets"
SEED = Path(__file__).resolve().parents[1] / "seed" / "targets.json"


def targets_of(year: int) -> dict[str, int]:
    """Return the target of each group that has one in `year`."""
    return dict(Target.objects.filter(year=year).values_list("group", "persons"))


@transaction.atomic
def set_targets(
    year: int, wanted: Mapping[str, int | None], *, by: Actor, now: datetime
) -> list[str]:
    """Make the targets of `year` what `wanted` says, by group; None takes a target away.

    A group that `wanted` does not name keeps its target. Return the groups whose target was another before.
    """
    rows = Target.objects.select_for_update().filter(year=year)
    before = dict(rows.values_list("group", "persons"))
    changed = [group for group, persons in wanted.items() if before.get(group) != persons]
    for group in changed:
        persons = wanted[group]
        if persons is None:
            rows.filter(group=group).delete()
        else:
            Target.objects.update_or_create(year=year, group=group, defaults={"persons": persons})
    AuditEntry.objects.write(
        _entry(year, group, before.get(group), wanted[group], by, now) for group in changed
    )
    return changed


def load_targets(year: int, *, now: datetime, path: Path = SEED) -> bool:
    """Set the project's own targets for `year`, unless somebody has set any; tell whether they were set."""
    was_set = AuditEntry.objects.filter(subject=SUBJECT, subject_id=year).exists()
    if was_set or Target.objects.filter(year=year).exists():
        return False
    return bool(set_targets(year, json.loads(path.read_text()), by=COMMAND, now=now))


def changes_of(year: int) -> list[AuditEntry]:
    """Return what was changed in the targets of `year`, the newest first; `reason` holds the group."""
    rows = AuditEntry.objects.filter(subject=SUBJECT, subject_id=year).select_related("user")
    return list(rows.order_by("-at", "-pk"))


def _entry(
    year: int, group: str, before: int | None, after: int | None, by: Actor, now: datetime
) -> AuditEntry:
    return AuditEntry(
        subject=SUBJECT,
        subject_id=year,
        event="set",
        before="" if before is None else str(before),
        after="" if after is None else str(after),
        reason=group,
        at=now,
        **signed(by),
    )
