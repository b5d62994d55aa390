"""The imported register: everybody who can be served is, as a count without our solver says; and the command."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from directory.models import Association, Municipality
from people.models import Person
from people.services.registers import commit, preview
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import read_sides
from rings.services.matching.pairs import judge
from rings.services.matching.plan import Matching, asking_for, helping_in, plan_municipality
from tests.people.makers import office
from tests.rings.matching.world import NOW, make_place, make_resident, make_volunteer

DATA = settings.BASE_DIR / "tests" / "data" / "registers"
SEED = settings.BASE_DIR / "directory" / "seed" / "central_finland.json"


def take_in(file: Path, kind: str) -> None:
    """Take a register in."""
    commit(preview(file.read_bytes(), file.name, kind, by=office(), now=NOW), by=office(), now=NOW)


@pytest.fixture
def register(db: None) -> None:
    call_command("load_directory", str(SEED), stdout=StringIO())
    vapari = Association.objects.create(name="Esimerkki ry", short_name="E", phone="014 555 0100")
    vapari.municipalities.set(Municipality.objects.all())
    take_in(DATA / "vapaaehtoiset.xlsx", "volunteers")
    take_in(DATA / "asukkaat.xlsx", "residents")
    with connection.cursor() as cursor:  # as a service's tables are: PostgreSQL plans badly without
        cursor.execute("ANALYZE")


def most_that_can_be_served(place: Municipality, kind: str, refused: set[int]) -> int:
    """Return how many could be, of all pairs and not of the candidates, counted by SciPy."""
    people = Person.objects.filter(asking_for(kind), municipality=place).exclude(pk__in=refused)
    helpers = Person.objects.filter(helping_in(place), volunteer__isnull=False)
    sides = read_sides(people, helpers, Ask(kind, policy_of(None), NOW))
    judged = judge(sides, sides.all_pairs())
    may = (judged.barred == 0).reshape(len(sides.residents), len(sides.volunteers))
    room = (sides.volunteers.capacity - sides.volunteers.load).clip(0)
    places = csr_array(np.repeat(may, room, axis=1))
    return int((maximum_bipartite_matching(places, perm_type="column") >= 0).sum())


def test_everybody_of_the_register_who_can_be_served_is(register: None) -> None:
    served = 0
    for place in Municipality.objects.all():
        for kind in ("call", "visit"):
            matching = plan_municipality(place, kind, NOW)
            assert matching.certificate.gap == 0
            most = most_that_can_be_served(place, kind, set(matching.refused))
            assert matching.served == most, (place, kind)
            _all_have_reasons(matching)
            served += matching.served
    assert served > 100


def _all_have_reasons(matching: Matching) -> None:
    assert all(row.why and row.score > 0 for row in matching.rows)
    for each in matching.unserved:
        assert each.reasons
        assert all(str(words) for words in each.reasons)


def test_the_command_prints_one_object_the_same_every_time(register: None) -> None:
    said = [_said("--municipality", "Laukaa", "--kind", "visit", "--json") for _time in range(2)]
    one, other = (json.loads(text) for text in said)
    assert one.pop("seconds") > 0
    other.pop("seconds")
    assert one == other
    assert (one["municipality"], one["kind"], one["gap"]) == ("Laukaa", "visit", 0)
    assert one["served"] == len(one["plan"])
    assert one["residents"] == one["served"] + len(one["unserved"])
    for row in one["plan"]:
        assert row["score"] == sum(row["parts"].values())
        assert row["why"]
        assert row["kept"] is False


def test_for_people_it_prints_names_points_and_who_has_nobody(db: None) -> None:
    place = make_place()
    make_resident(place, "Aino")
    make_resident(place, "Veikko", wished_gender="woman")
    make_volunteer(place, "Kari", km=3, facts={"gender": "man"})
    said = _said("--municipality", "410", "--kind", "visit").splitlines()
    assert said[:3] == [
        "Laukaa: 1 have somebody, 1 have nobody.",
        "Aino Esimerkki – Kari Esimerkki: 57",
        "  +22 Lives 3.9 km away.",
    ]
    assert said[-3:-1] == [
        "Veikko Esimerkki: nobody",
        "  1 volunteer: The resident wishes for a woman.",
    ]
    assert said[-1] == "Points: 57; no plan has more than 57; difference 0."


def test_an_unknown_municipality_is_answered_with_those_in_use(db: None) -> None:
    make_place()
    make_place("Äänekoski", "992")
    with translation.override("fi"), pytest.raises(CommandError, match="Laukaa, Äänekoski"):
        _said("--municipality", "Lauka")


def _said(*words: str) -> str:
    out = StringIO()
    call_command("match", *words, stdout=out)
    return out.getvalue()
