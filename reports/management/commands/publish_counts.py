"""`manage.py publish_counts --period 2026Q3`: make the protected tables of a period, once and for ever."""

import json
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.actors import COMMAND
from people.errors import RefusedError
from reports.counting.periods import Period, named
from reports.disclosure.cells import Kind
from reports.services.publish import Published, publish, rehearse


class Command(BaseCommand):
    """Refuses a period that is not over, or that has been published."""

    help = "Publish the counts of a closed quarter (2026Q3) or year (2026)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--period", required=True, help="a quarter (2026Q3) or a year (2026)")
        parser.add_argument("--dry-run", action="store_true", help="count, protect, keep nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        period = named(options["period"])
        if period is None:
            raise CommandError(_("Write the period as 2026Q3 or 2026."))
        began, now = perf_counter(), timezone.now()
        try:
            made = _make(period, now, dry_run=options["dry_run"])
        except RefusedError as error:
            raise CommandError(str(error)) from error
        told = summary(made) | {"seconds": round(perf_counter() - began, 3)}
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name, table in told["tables"].items():
            self.stdout.write(f"{name}: " + ", ".join(f"{k} {n}" for k, n in table.items()))
        self.stdout.write(_("Cells hidden so that nobody can be reckoned out: %s") % told["hidden"])


def _make(period: Period, now: datetime, *, dry_run: bool) -> Published:
    return rehearse(period, now) if dry_run else publish(period, by=COMMAND, now=now)


def summary(made: Published) -> dict[str, Any]:
    """Return how many cells of each table are shown, shown as a few, and hidden: no count of anybody."""
    tables = {}
    for table in made.tables:
        kinds = Counter(shown.kind for shown in table.cells.values())
        tables[table.id] = {str(kind): kinds[kind] for kind in Kind}
    return {
        "period": str(made.period),
        "published": made.publication is not None,
        "tables": tables,
        "hidden": len(made.steps),
    }
