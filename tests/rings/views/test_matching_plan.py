"""The plan of a municipality on a page and as JSON: who would help whom, and suggesting those ticked."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from directory.models import Municipality
from people.models import AccessLog, Person
from rings.models import Pair
from tests.rings.desk import Desk
from tests.rings.matching.conftest import place
from tests.rings.matching.office import desk_in
from tests.rings.matching.world import NOW, make_place, make_resident, make_volunteer, prefer

__all__ = ["place"]


@pytest.fixture
def desk(place: Municipality, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return desk_in(place)


def suggest(
    desk: Desk, place: Municipality, *pairs: tuple[Person, Person], status: int = 200
) -> str:
    """Tick these and send the form."""
    ticked = [f"{resident.pk}-{volunteer.pk}" for resident, volunteer in pairs]
    values: dict[str, Any] = {"municipality": place.pk, "kind": "visit", "pair": ticked}
    return desk.sends("/match/suggest/", status, **values)


def test_the_plan_has_counts_reasons_and_its_proof(desk: Desk, place: Municipality) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko", km=5)
    make_volunteer(place, "Kari", km=1, capacity=1)
    page = desk.opens("/match/?kind=visit")
    assert "Suggestions, Laukaa" in page
    assert "wait 2 would get somebody 1" in page
    assert "There is no better way to share the helpers out: this has been checked." in page
    assert " km away." in page
    assert "1 would have nobody" in page
    assert "Whoever could help has as many people as they can have." in page
    seen = AccessLog.objects.filter(what="match").values_list("person", flat=True)
    assert set(seen) == {aino.pk, veikko.pk}


def test_all_that_are_ticked_are_suggested_at_once(desk: Desk, place: Municipality) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko")
    kari, liisa = make_volunteer(place, "Kari"), make_volunteer(place, "Liisa")
    page = suggest(desk, place, (aino, kari), (veikko, liisa))
    assert "2 pairs were suggested. Nobody has been told yet." in page
    assert Pair.objects.count() == 2
    assert all(pair.why and pair.owner == desk.user for pair in Pair.objects.all())
    page = suggest(desk, place, (aino, kari), (veikko, liisa), status=409)
    assert "These two are a pair already." in page
    assert Pair.objects.count() == 2
    page = desk.opens("/match/?kind=visit")
    assert "2 pairs stay as they are" in page
    assert "They are a pair already." in page


def test_when_one_does_not_hold_any_more_nothing_is_suggested_and_it_is_named(
    desk: Desk, place: Municipality
) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko")
    kari, liisa = make_volunteer(place, "Kari"), make_volunteer(place, "Liisa")
    prefer(veikko, liisa, "apart")
    page = suggest(desk, place, (aino, kari), (veikko, liisa), status=409)
    assert "Nothing was suggested" in page
    assert "Veikko Esimerkki – Liisa Esimerkki: These two are not to be together." in page
    assert not Pair.objects.exists()
    html = desk.client.post(
        "/match/suggest/",
        {
            "municipality": place.pk,
            "kind": "visit",
            "pair": [f"{aino.pk}-{kari.pk}", f"{veikko.pk}-{liisa.pk}"],
        },
    ).content.decode()
    assert html.count(" checked>") <= 1


def test_a_volunteer_who_is_ticked_for_more_than_they_have_room_for_gets_none(
    desk: Desk, place: Municipality
) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko")
    kari = make_volunteer(place, "Kari", capacity=1)
    page = suggest(desk, place, (aino, kari), (veikko, kari), status=409)
    assert "Has no room for all who are ticked." in page
    assert not Pair.objects.exists()


def test_with_nothing_ticked_the_page_says_so(desk: Desk, place: Municipality) -> None:
    make_resident(place, "Aino")
    make_volunteer(place, "Kari")
    assert "Tick at least one" in suggest(desk, place, status=422)
    assert " checked>" not in desk.html("/match/?kind=visit")
    assert " checked>" in desk.html("/match/?kind=visit&tick=all")


def test_an_odd_tick_box_answers_404(desk: Desk, place: Municipality) -> None:
    for odd in ("x", "1-2-3", "999999-999998", f"{'9' * 30}-1"):
        values = {"municipality": place.pk, "kind": "visit", "pair": odd}
        desk.sends("/match/suggest/", 404, **values)


def test_a_coordinator_of_another_place_sees_and_suggests_nobody(
    desk: Desk, place: Municipality
) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari")
    stranger = desk_in(make_place("Keuruu", "249"), "Ulla")
    assert "Esimerkki" not in stranger.opens(f"/match/?kind=visit&municipality={place.pk}")
    suggest(stranger, place, (aino, kari), status=404)
    stranger.opens("/api/match/?municipality=Laukaa", 404)
    reader = desk_in(place, "Lauri", "reader")
    reader.opens("/match/", 403)
    reader.opens("/api/match/?municipality=Laukaa", 403)
    assert not Pair.objects.exists()


def test_the_json_is_what_the_command_prints_and_names_nobody(
    desk: Desk, place: Municipality
) -> None:
    make_resident(place, "Aino")
    make_resident(place, "Veikko")
    make_volunteer(place, "Kari", capacity=1)
    answer = desk.client.get("/api/match/?municipality=laukaa&kind=visit")
    out = StringIO()
    call_command("match", "--municipality", "Laukaa", "--kind", "visit", "--json", stdout=out)
    printed = json.loads(out.getvalue())
    del printed["seconds"]
    assert answer.json() == printed
    assert (printed["served"], printed["gap"]) == (1, 0)
    assert not any(name in answer.content.decode() for name in ("Aino", "Kari", "Esimerkki"))


def test_an_odd_question_for_json_answers_400(desk: Desk, place: Municipality) -> None:
    desk.opens("/api/match/", 400)
    desk.opens("/api/match/?municipality=Laukaa&kind=dance", 400)
    desk.opens("/api/match/?municipality=Rauma", 404)


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    desk: Desk, place: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        make_resident(place, f"Aino {n}", km=n)
        make_volunteer(place, f"Kari {n}", km=n)
    with django_assert_max_num_queries(60):
        desk.opens("/match/?kind=visit")
