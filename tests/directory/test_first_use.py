"""A newcomer's first command works on a database that nobody has used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from directory.models import Municipality
from directory.services.first_use import ready_database

REGISTER = settings.BASE_DIR / "tests" / "data" / "registers" / "asukkaat.xlsx"


@pytest.mark.django_db
def test_an_empty_directory_takes_in_the_shipped_municipalities_once() -> None:
    assert ready_database()
    assert Municipality.objects.count() == 13
    assert ready_database() == []


@pytest.mark.django_db
def test_a_directory_in_use_is_left_as_it_is() -> None:
    Municipality.objects.create(
        code="999",
        name_fi="Koekunta",
        population=1,
        population_year=2026,
        latitude=62,
        longitude=25,
    )
    assert ready_database() == []
    assert list(Municipality.objects.values_list("name_fi", flat=True)) == ["Koekunta"]


def test_a_register_can_be_read_before_anything_else_was_set_up(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "import_register", str(REGISTER)]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "RINKI_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}",
    }
    told = subprocess.run(
        [*command, "--kind", "residents", "--json"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout)["people"] == 327
