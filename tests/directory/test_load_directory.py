"""Municipalities and service lines come from a file, and a faulty file changes nothing."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import translation

from directory.models import Association, Municipality, MunicipalityAlias, ServiceLine

pytestmark = pytest.mark.django_db

JOUTSA: dict[str, Any] = {
    "code": "172",
    "name_fi": "Joutsa",
    "name_sv": "Joutsa",
    "population": 4671,
    "population_year": 2016,
    "latitude": 61.7417,
    "longitude": 26.1153,
    "villages": ["Leivonmäki"],
}


def written(tmp_path: Path, data: object) -> str:
    """Write `data` as JSON and return the file's name."""
    file = tmp_path / "directory.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


def test_the_seed_holds_the_thirteen_municipalities_and_their_people() -> None:
    call_command("load_directory", stdout=StringIO())
    assert Municipality.objects.count() == 13
    assert sum(place.population for place in Municipality.objects.all()) == 226_191


def test_loading_the_seed_twice_changes_nothing() -> None:
    for _time in range(2):
        call_command("load_directory", stdout=StringIO())
    assert Municipality.objects.count() == 13
    assert MunicipalityAlias.objects.get(name="Korpilahti").municipality.name_fi == "Jyväskylä"
    assert ServiceLine.objects.filter(code="soittorinki").count() == 1


def test_a_village_stands_where_the_file_says_near_its_municipality() -> None:
    call_command("load_directory", stdout=StringIO())
    village = MunicipalityAlias.objects.get(name="Korpilahti")
    assert (village.latitude, village.longitude) == (Decimal("62.02"), Decimal("25.56"))
    far = MunicipalityAlias.objects.exclude(
        latitude__range=(F("municipality__latitude") - 1, F("municipality__latitude") + 1),
        longitude__range=(F("municipality__longitude") - 1, F("municipality__longitude") + 1),
    )
    assert not far.exclude(latitude=None).exists()


def test_a_line_that_has_ended_is_not_offered_any_more() -> None:
    call_command("load_directory", stdout=StringIO())
    line = ServiceLine.objects.get(code="asiointiapu")
    assert line.valid_until is not None
    assert line in ServiceLine.objects.valid_on(line.valid_until)
    assert line not in ServiceLine.objects.valid_on(line.valid_until.replace(year=2027))


def test_a_municipality_says_its_name_in_the_readers_language() -> None:
    call_command("load_directory", stdout=StringIO())
    laukaa = Municipality.objects.get(code="410")
    with translation.override("sv"):
        assert str(laukaa) == "Laukas"
    with translation.override("en"):
        assert str(laukaa) == "Laukaa"


def test_an_association_is_tied_to_its_municipalities_by_code(tmp_path: Path) -> None:
    office = {
        "name": "Esimerkin apu ry",
        "short_name": "Esimerkki",
        "phone": "014 000 0000",
        "municipalities": ["172"],
    }
    file = written(tmp_path, {"municipalities": [JOUTSA], "associations": [office]})
    call_command("load_directory", file, stdout=StringIO())
    names = [place.name_fi for place in Association.objects.get().municipalities.all()]
    assert names == ["Joutsa"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"municipalities": [JOUTSA, {**JOUTSA, "code": "999", "name_fi": ""}]}, "999"),
        ({"municipalities": [{**JOUTSA, "poulation": 3}]}, "poulation"),
        ({"municipalities": {"172": "Joutsa"}}, "municipalities"),
        (
            {
                "associations": [
                    {"name": "X", "short_name": "X", "phone": "1", "municipalities": ["9"]}
                ]
            },
            "9",
        ),
        ({}, "directory.json"),
        (["Joutsa"], "directory.json"),
    ],
)
def test_a_faulty_file_is_named_and_changes_nothing(
    tmp_path: Path, data: object, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("load_directory", written(tmp_path, data))
    assert not Municipality.objects.exists()
    assert not Association.objects.exists()


def test_a_village_cannot_belong_to_two_municipalities(tmp_path: Path) -> None:
    other = {**JOUTSA, "code": "850", "name_fi": "Toivakka"}
    with pytest.raises(CommandError, match="Leivonmäki"):
        call_command("load_directory", written(tmp_path, {"municipalities": [JOUTSA, other]}))
    assert not MunicipalityAlias.objects.exists()


def test_a_file_that_is_not_there_or_not_json_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_directory", str(tmp_path / "none.json"))
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="is not JSON"):
        call_command("load_directory", str(broken))
