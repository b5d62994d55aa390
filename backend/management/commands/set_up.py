"""Make a new installation ready for its first user, or bring one in use up to date."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from backend.schedule import start_clock
from directory.localtime import local_date
from directory.services.first_use import ready_database
from reports.services.targets import load_targets
from rides.services.seed import load_rates
from rings.services.climbing.seed import load_ladders, load_offer_policy


class Command(BaseCommand):
    """`manage.py set_up`: tables, municipalities, ladders, clock. Safe to run again: what was edited stays."""

    help = (
        "Make the tables, take in what every office needs, and have the worker tick every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        now = timezone.now()
        told = ready_database()
        told.append(f"{load_ladders()} ladders made")
        load_offer_policy()
        load_rates()
        load_targets(local_date(now).year, now=now)
        told.append("the clock is set" if start_clock(now) else "the clock was set already")
        self.stdout.write("\n".join(told))
