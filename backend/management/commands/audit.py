"""Ask the auditor whether anybody is forgotten."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from backend.auditor import findings


class Command(BaseCommand):
    """`manage.py audit [--json]`: exit status 1 when something was found."""

    help = "Check that everything open has a next step and an owner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps({"findings": [asdict(f) for f in found]}))
        else:
            for f in found:
                self.stdout.write(f"{f.subject} {f.subject_id}: {f.problem} {f.detail}".rstrip())
            self.stdout.write(f"{len(found)} findings")
        if found:
            sys.exit(1)
