"""Compile the catalogues of texts without gettext: `manage.py compile_catalogues`."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogues(folder: Path) -> int:
    """Write a .mo file beside each .po file under `folder` that is newer; return how many were written."""
    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))
        written += 1
    return written


class Command(BaseCommand):
    """Needs neither the database nor the gettext tools."""

    help = "Compile the catalogues of texts (.po to .mo)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        written = sum(compile_catalogues(Path(folder)) for folder in settings.LOCALE_PATHS)
        self.stdout.write(f"{written} catalogues compiled")
