"""Let the clock tick once."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backend.clock import tick
from backend.schedule import ring_bell


class Command(BaseCommand):
    """`manage.py tick [--at 2026-11-23T09:00+02:00]`: what the worker does every minute."""

    help = "Do all that is due now: read what came in, remind, send."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="a moment in ISO form instead of now, with its offset")

    def handle(self, *args: Any, **options: Any) -> None:
        at = options["at"]
        # Another moment than now says nothing of whether the clock runs.
        failed = tick(_moment(at)) if at else ring_bell()
        if failed:
            raise CommandError("The clock could not do everything: see the log.")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"Not a moment in ISO form: {text}") from None
    return moment if moment.tzinfo else timezone.make_aware(moment)
