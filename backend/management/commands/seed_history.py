"""`manage.py seed_history --seed 1`: three invented years of thirteen municipalities, in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from backend.demo.history import seed_history
from directory.localtime import local_date
from people.models import Person


class Command(BaseCommand):
    """Refuses a database that holds anybody."""

    help = "Write invented years into an empty database, to try publishing counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--years", type=int, default=3)
        parser.add_argument("--first-year", type=int, help="default: so that the last has ended")

    def handle(self, *_args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError(_("This database holds people. Use an empty one."))
        last = local_date(timezone.now()).year - 1
        first = options["first_year"] or last - options["years"] + 1
        made = seed_history(options["seed"], first, options["years"])
        for name, many in made.items():
            self.stdout.write(f"{name}: {many}")
