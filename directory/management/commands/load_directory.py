"""`manage.py load_directory FILE`: take municipalities, associations and service lines in."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.services.load import DirectoryFileError, load_directory

SEED = Path(__file__).resolve().parents[2] / "seed" / "central_finland.json"


class Command(BaseCommand):
    """Loading a file twice changes nothing; a faulty file changes nothing either."""

    help = "Take municipalities, associations and service lines in from a JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=SEED)

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            loaded = load_directory(
                json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
            )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(f"{file} is not JSON in UTF-8: {error}") from error
        except DirectoryFileError as error:
            raise CommandError(
                "\n".join([f"{file}: nothing was taken in.", *error.problems])
            ) from error
        self.stdout.write(
            f"{loaded.municipalities} municipalities with {loaded.aliases} other names, "
            f"{loaded.associations} associations, {loaded.service_lines} service lines"
        )
