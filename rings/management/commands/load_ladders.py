"""Load the default ladders where none has been made yet."""

from typing import Any

from django.core.management.base import BaseCommand

from rings.services.climbing.seed import load_ladders


class Command(BaseCommand):
    """`manage.py load_ladders`: safe to run again; edited ladders stay as they are."""

    help = "Load the default ladders where none has been made yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_ladders()} ladders made")
