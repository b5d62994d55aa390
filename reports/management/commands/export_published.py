"""`manage.py export_published --json`: every number ever shown, for whoever wants to try what it gives away."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.actors import COMMAND
from directory.models import AuditEntry
from reports.services.export import export
from reports.services.publish import SUBJECT


class Command(BaseCommand):
    """With --truth the true counts stand beside it: for administrators, and written down."""

    help = "Print everything ever published as one JSON object (format sdc-attack/1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="the only form there is")
        parser.add_argument(
            "--truth", action="store_true", help="add the true counts: for administrators only"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["truth"]:
            AuditEntry.objects.record(
                subject=SUBJECT,
                subject_id=0,
                event="show_truth",
                before="",
                after="",
                reason="export_published --truth",
                by=COMMAND,
                at=timezone.now(),
            )
        found = export(with_truth=options["truth"])
        self.stdout.write(json.dumps(found, ensure_ascii=False))
