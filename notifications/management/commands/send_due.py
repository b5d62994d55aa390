"""Send what is due, once: what the clock does every minute, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.services.sender import send_due


class Command(BaseCommand):
    help = "Send the text messages that are due and settle those left open."

    def handle(self, *_args: Any, **_options: Any) -> None:
        outcomes = send_due(timezone.now())
        for state, count in sorted(outcomes.items()):
            self.stdout.write(f"{state}: {count}")
        if not outcomes:
            self.stdout.write("nothing was due")
