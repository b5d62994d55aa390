"""Are the Finnish and Swedish texts complete? `manage.py check_catalogues` needs the gettext tools."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

TRANSLATED = ("fi", "sv")
NOT_SOURCE = (".venv", ".git", "node_modules", "var", ".*_cache", "__pycache__", "tests", "docs")


def gaps(committed: polib.POFile, extracted: polib.POFile) -> list[str]:
    """Return what is wrong with `committed`, when `extracted` holds the texts now in the code."""
    wanted = {entry.msgid_with_context for entry in extracted if not entry.obsolete}
    held = {entry.msgid_with_context for entry in committed if not entry.obsolete}
    return [
        *(f"not in the catalogue: {text!r}" for text in sorted(wanted - held)),
        *(f"no longer in the code: {text!r}" for text in sorted(held - wanted)),
        *(f"not translated: {entry.msgid!r}" for entry in committed.untranslated_entries()),
        *(f"a guess (fuzzy): {entry.msgid!r}" for entry in committed.fuzzy_entries()),
    ]


class Command(BaseCommand):
    """Extracts into a copy of the tree, so that a check never changes a file."""

    help = "Fail unless every text in the code is translated into Finnish and Swedish."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "tree"
            shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE))
            self._extract(copy)
            found = [line for language in TRANSLATED for line in self._compare(copy, language)]
        if found:
            raise CommandError("\n".join(["The catalogues are not complete:", *found]))
        self.stdout.write("the catalogues are complete")

    def _extract(self, copy: Path) -> None:
        (copy / "locale").mkdir(exist_ok=True)
        languages = [word for language in TRANSLATED for word in ("-l", language)]
        command = [sys.executable, "manage.py", "makemessages", *languages, "--no-obsolete"]
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program and arguments

    def _compare(self, copy: Path, language: str) -> list[str]:
        path = Path("locale") / language / "LC_MESSAGES" / "django.po"
        committed = settings.BASE_DIR / path
        if not committed.exists():
            return [f"{path}: there is no catalogue"]
        found = gaps(polib.pofile(str(committed)), polib.pofile(str(copy / path)))
        return [f"{language}: {line}" for line in found]
