"""`manage.py import_register FILE.xlsx --kind volunteers|residents [--commit] [--json]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from directory.actors import COMMAND
from directory.services.first_use import ready_database
from people.errors import RefusedError
from people.management.report import show
from people.models import ImportBatch
from people.register.workbook import UnreadableRegister
from people.registers import kinds
from people.services.registers import (
    already_words,
    commit,
    discard,
    dry_run,
    preview,
    taken_in_before,
)
from people.services.undo import undo

REFUSED = 2


class Command(BaseCommand):
    """Show what a register says; take it in with --commit; take a batch back with --undo."""

    help = "Reads a register of volunteers or residents from an Excel workbook. Dry run by default."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and its kind, or the number of a batch to undo."""
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--kind", choices=[kind.name for kind in kinds()])
        parser.add_argument("--commit", action="store_true", help="take the register in")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--undo", type=int, metavar="BATCH", help="undo a whole batch")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; a refusal goes to stderr in plain words, with exit code 2."""
        for line in ready_database():
            self.stderr.write(line)
        try:
            report = self._undo(options["undo"]) if options["undo"] else self._read(options)
        except (RefusedError, UnreadableRegister) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            show(report, Console(file=cast("Any", self.stdout)))

    def _read(self, options: dict[str, Any]) -> dict[str, Any]:
        path, kind = options["file"], options["kind"]
        if path is None or kind is None:
            raise RefusedError(_("Give the file and its kind: FILE.xlsx --kind residents"))
        content, now = content_of(path), timezone.now()
        if not options["commit"]:
            return dry_run(content, kind, now)
        batch = preview(content, path.name, kind, by=COMMAND, now=now)
        before = taken_in_before(batch)
        if before is None:
            return report_of(commit(batch, by=COMMAND, now=now))
        self.stderr.write(already_words(before))
        report = report_of(batch)
        discard(batch, by=COMMAND, now=now)
        return report | {"batch": before.pk}

    def _undo(self, number: int) -> dict[str, Any]:
        batch = ImportBatch.objects.filter(pk=number).first()
        if batch is None or batch.state != ImportBatch.State.COMMITTED:
            raise RefusedError(_("There is no such batch to undo."))
        return report_of(undo(batch, by=COMMAND, now=timezone.now()))


def content_of(path: Path) -> bytes:
    """Return the bytes of the file; refuses one that cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(_("The file cannot be opened.")) from error


def report_of(batch: ImportBatch) -> dict[str, Any]:
    """Return what was read and what came of it, as JSON values."""
    return (batch.reading or {}) | {
        "batch": batch.pk,
        "state": batch.state,
        "created": batch.created_count,
        "updated": batch.updated_count,
    }
