"""Have the worker tick every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from backend.schedule import start_clock


class Command(BaseCommand):
    """`manage.py start_clock`: safe to run again. `manage.py qcluster` is the worker itself."""

    help = "Have the worker tick every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        made = start_clock(timezone.now())
        self.stdout.write("the clock is set" if made else "the clock was set already")
