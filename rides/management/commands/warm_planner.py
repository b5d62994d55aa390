"""Compile the ride planner ahead, after each installation: the first plan of a day does not wait for it then."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from rides.planning.warm import warm


class Command(BaseCommand):
    """`manage.py warm_planner`: a minute or two the first time, a second when it has been done."""

    help = "Compile the ride planner ahead, so that nobody waits for it."

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        warm()
        self.stdout.write(f"The ride planner is ready, after {perf_counter() - began:.0f} s")
