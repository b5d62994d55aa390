"""Do all texts keep the house style, those in own words too? Ends with an error when one does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from notifications.services.wording import misfits, own_texts
from notifications.texts import catalogue, lint


class Command(BaseCommand):
    """`manage.py check_texts`, after an update and in the demo."""

    help = "Check the files of texts in every language, and the own words of this office."

    def handle(self, **options: Any) -> None:
        del options
        with translation.override("en"):
            wrong = [fault for name in catalogue() for fault in lint(name)] + misfits()
        for fault in wrong:
            self.stderr.write(fault)
        if wrong:
            raise CommandError(f"{len(wrong)} faults in texts.")
        self.stdout.write(
            f"{len(catalogue())} texts, {own_texts().count()} in own words: all good."
        )
