"""Who would suit one resident, on a page: ranked, with reasons, and the familiar names that are missing."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from directory.models import AuditEntry, Municipality
from people.models import AccessLog
from rings.models import Override, Pair
from tests.rings.desk import Desk
from tests.rings.matching.conftest import place
from tests.rings.matching.office import desk_in
from tests.rings.matching.world import NOW, make_place, make_resident, make_volunteer, prefer

__all__ = ["place"]
NO_HOURS: dict[str, Any] = {"availability_note": "Iltaisin, kysy ensin"}


@pytest.fixture
def desk(place: Municipality, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return desk_in(place)


def test_the_nearest_comes_first_with_points_and_each_reason_in_words(
    desk: Desk, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", wishes=["visit"])
    make_volunteer(place, "Liisa", km=9)
    make_volunteer(place, "Kari", km=3)
    page = desk.opens(f"/match/people/{aino.pk}/")
    assert "Who would suit Aino Esimerkki?" in page
    assert page.index("Kari Esimerkki") < page.index("Liisa Esimerkki")
    assert "points" in page
    assert "km away." in page
    assert "Has never been asked for anything." in page
    assert AccessLog.objects.filter(person=aino, user=desk.user, what="match").count() == 1


def test_suggesting_makes_one_pair_with_its_reasons_however_often_the_button_is_pressed(
    desk: Desk, place: Municipality
) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari", km=3)
    url = f"/match/people/{aino.pk}/suggest/"
    assert "Suggested. Nobody has been told yet." in desk.sends(url, person=kari.pk, kind="visit")
    assert "These two are a pair already." in desk.sends(url, person=kari.pk, kind="visit")
    pair = Pair.objects.get()
    assert (pair.resident, pair.volunteer, pair.kind, pair.state) == (
        aino,
        kari,
        "visit",
        "suggested",
    )
    assert {"distance", "load", "unasked"} <= {part[0] for part in pair.why}
    page = desk.html(f"/match/people/{aino.pk}/?kind=visit")
    assert f'href="/pairs/{pair.pk}/">Open the pair' in page


def test_a_familiar_name_that_is_missing_is_there_with_the_reason_and_no_button(
    desk: Desk, place: Municipality
) -> None:
    aino = make_resident(place, "Aino")
    far = make_volunteer(place, "Kaukana", km=80, radius_km=5)
    prefer(aino, far, "together")
    page = desk.opens(f"/match/people/{aino.pk}/?kind=visit")
    missing = page.partition("Familiar names that are missing")[2]
    assert "Kaukana Esimerkki" in missing
    assert "5 km is the limit." in missing
    assert "Suggest a pair" not in missing
    page = desk.sends(f"/match/people/{aino.pk}/suggest/", person=far.pk, kind="visit")
    assert "This cannot be chosen" in page
    page = desk.opens(f"/match/people/{aino.pk}/despite/{far.pk}/?kind=visit")
    assert "This cannot be chosen, whatever the cause." in page
    page = desk.sends(
        f"/match/people/{aino.pk}/despite/{far.pk}/", 422, kind="visit", cause="On luvattu"
    )
    assert not Pair.objects.exists()
    assert not Override.objects.exists()


def test_against_a_soft_rule_a_cause_is_asked_for_and_kept(desk: Desk, place: Municipality) -> None:
    aino = make_resident(place, "Aino")
    kari = make_volunteer(place, "Kari", km=3, **NO_HOURS)
    page = desk.opens(f"/match/people/{aino.pk}/?kind=call")
    assert "Something to find out first" in page
    assert "Choose all the same" in page
    page = desk.sends(f"/match/people/{aino.pk}/suggest/", person=kari.pk, kind="call")
    assert "Has told free hours in own words only" in page
    url = f"/match/people/{aino.pk}/despite/{kari.pk}/"
    assert "Please check these" in desk.sends(url, 422, kind="call", cause="  ")
    assert not Pair.objects.exists()
    page = desk.sends(url, kind="call", cause="Soitin, aamut sopivat")
    assert "Suggested. Nobody has been told yet." in page
    chosen = Override.objects.get()
    assert (chosen.rules, chosen.cause, chosen.by) == (
        ["hours_in_words"],
        "Soitin, aamut sopivat",
        desk.user,
    )
    entry = AuditEntry.objects.get(subject="override")
    assert "aamut" not in f"{entry.after}{entry.reason}"


def test_a_volunteer_who_has_become_full_in_the_meantime_is_not_suggested(
    desk: Desk, place: Municipality
) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko")
    kari = make_volunteer(place, "Kari", capacity=1)
    assert "Kari Esimerkki" in desk.opens(f"/match/people/{aino.pk}/?kind=visit")
    desk.sends(f"/match/people/{veikko.pk}/suggest/", person=kari.pk, kind="visit")
    page = desk.sends(f"/match/people/{aino.pk}/suggest/", person=kari.pk, kind="visit")
    assert "Has 1 person already; 1 is the limit." in page
    assert Pair.objects.get().resident == veikko


def test_when_nobody_suits_the_page_says_why_and_what_to_do(
    desk: Desk, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", wished_gender="woman")
    make_volunteer(place, "Kari", facts={"gender": "man"})
    page = desk.opens(f"/match/people/{aino.pk}/?kind=visit")
    assert "Nobody suits as things are" in page
    assert "The resident wishes for a woman." in page
    assert "Ask the resident whether a wish can give way" in page


def test_a_resident_who_may_have_nobody_gets_no_button(desk: Desk, place: Municipality) -> None:
    aino = make_resident(place, "Aino", agreed=False)
    make_volunteer(place, "Kari")
    page = desk.opens(f"/match/people/{aino.pk}/?kind=visit")
    assert "No pair can be suggested for this resident now:" in page
    assert "Suggest a pair" not in page


def test_a_coordinator_of_another_place_sees_and_suggests_nobody(
    desk: Desk, place: Municipality
) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari")
    stranger = desk_in(make_place("Keuruu", "249"), "Ulla")
    stranger.opens(f"/match/people/{aino.pk}/", 404)
    stranger.sends(f"/match/people/{aino.pk}/suggest/", 404, person=kari.pk, kind="visit")
    stranger.opens(f"/match/people/{aino.pk}/despite/{kari.pk}/", 404)
    desk_in(place, "Lauri", "reader").opens(f"/match/people/{aino.pk}/", 403)
    desk.opens(f"/match/people/{kari.pk}/", 404)
    assert not Pair.objects.exists()
    assert not AccessLog.objects.exists()


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    desk: Desk, place: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    aino = make_resident(place, "Aino")
    for n in range(12):
        make_volunteer(place, f"Kari {n}", km=n)
    with django_assert_max_num_queries(60):
        desk.opens(f"/match/people/{aino.pk}/?kind=visit")
