"""Two people at the same thing: the second save sees what the first did, and nothing that was typed is lost."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from directory.models import StaffRole, User
from people.models import Person
from rings.models import LadderStep, Occurrence, Ring, RingMember
from tests.conversations.village import Village, duty
from tests.rings.desk import Desk


@pytest.fixture
def ring(village: Village, aino: Person, sari: Person, kari: Person) -> Ring:
    return village.ring(residents=[aino], helpers=[sari, kari])


@pytest.fixture
def other(village: Village, desk: Desk) -> Desk:
    """Another coordinator of the same municipality."""
    user = User.objects.create_user("mikko@example.org", first_name="Mikko")
    StaffRole.objects.create(
        user=user,
        role=StaffRole.Role.ADMINISTRATOR,
        municipality=village.place,
        valid_from=date(2026, 1, 1),
    )
    return Desk(village, user)


def filled(desk: Desk, url: str, form: str = "") -> dict[str, Any]:
    """Return what the form of the page is filled in with, hidden fields too."""
    page = desk.html(url)
    main = page[page.index(f"<form{form}", page.index("<main")) :]
    main = main[: main.index("</form>")]
    values: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", main):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_off = ("radio" in tag or "checkbox" in tag) and "checked" not in tag
        if name and not is_off:
            values[name[1]] = value[1] if value else ""
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)".*?>(.*?)</select>', main, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', main, re.DOTALL
    ):
        values[name] = text.strip()
    values.pop("csrfmiddlewaretoken", None)
    return values


def test_edge_23_a_helper_withdraws_by_text_while_the_coordinator_edits(
    desk: Desk, village: Village, aino: Person, sari: Person, kari: Person
) -> None:
    """edge 23: a coordinator edits an occurrence while the volunteer withdraws: the second save sees it."""
    village.ring(residents=[aino], helpers=[sari, kari], at="14:00", remind_before=240)
    village.clock.goes_to("10:00")
    call = village.occurrence(aino)
    holder = duty(call).person
    page = desk.html(f"/occurrences/{call.pk}/")
    seen = page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]
    village.phone_of(holder).gets("Aino").answers("en pääse")
    shown = desk.sends(
        f"/occurrences/{call.pk}/record/",
        status=409,
        result="reached",
        reporter="office",
        note="Juttelin pitkään puhelimessa",
        seen=seen,
    )
    assert "Somebody was quicker" in shown
    assert "en pääse" in shown
    assert "Juttelin pitkään puhelimessa" in shown
    call = Occurrence.objects.get(pk=call.pk)
    assert call.is_open
    assert duty(call).state == "seeking"
    other = kari if holder == sari else sari
    village.phone_of(other).gets("Voitko tuurata").answers("ok")
    assert duty(Occurrence.objects.get(pk=call.pk)).person == other
    assert village.nobody_is_forgotten()


def test_the_facts_of_a_ring_are_not_overwritten_unseen(
    desk: Desk, other: Desk, ring: Ring
) -> None:
    url = f"/rings/{ring.pk}/facts/"
    mine = filled(desk, url) | {"name": "Minun nimeni"}
    other.sends(url, **(filled(other, url) | {"name": "Toisen nimi"}))
    page = desk.sends(url, 422, **mine)
    assert "Somebody else saved this while you had it open." in page
    assert "Name is now: Toisen nimi" in page
    ring.refresh_from_db()
    assert ring.name == "Toisen nimi"
    answer = desk.client.post(url, mine)
    again = answer.content.decode()
    assert 'value="Minun nimeni"' in again
    seen = re.search(r'name="as_shown" value="([^"]*)"', again)
    assert seen is not None
    assert "Saved." in desk.sends(url, 200, **(mine | {"as_shown": seen[1]}))
    ring.refresh_from_db()
    assert ring.name == "Minun nimeni"


def test_the_hours_of_a_ring_are_not_overwritten_unseen(
    desk: Desk, other: Desk, ring: Ring
) -> None:
    rule = ring.rules.get()
    rule.wall_time = "10:30"
    url = f"/rings/{ring.pk}/when/{rule.pk}/"
    page = desk.html(url)
    seen = re.search(r'name="as_shown" value="([^"]*)"', page)
    assert seen is not None
    rule.save(update_fields=["wall_time"])
    values: dict[str, Any] = {
        "weekdays": ["0", "1"],
        "wall_time": "9.15",
        "interval_weeks": "1",
        "holidays": "run",
        "valid_from": "2026-11-23",
        "remind_minutes_before": "0",
        "slot_minutes": "0",
        "turn_weeks": "1",
        "span": "hour",
        "as_shown": seen[1],
    }
    page = desk.sends(url, 422, **values)
    assert "is now: 10.30" in page
    rule.refresh_from_db()
    assert str(rule.wall_time) == "10:30:00"


def test_the_order_of_members_is_not_moved_from_an_old_page(
    desk: Desk, other: Desk, ring: Ring, sari: Person, kari: Person
) -> None:
    page = desk.html(f"/rings/{ring.pk}/members/")
    seen = page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]
    first = RingMember.objects.get(ring=ring, person=sari)
    second = RingMember.objects.get(ring=ring, person=kari)
    other.sends(f"/rings/{ring.pk}/members/{first.pk}/remove/", sure=1)
    page = desk.sends(f"/rings/{ring.pk}/members/{second.pk}/move/", direction="earlier", seen=seen)
    assert "Somebody else changed this ring meanwhile." in page
    assert "Mikko took out Sari Esimerkki." in page
    page = desk.sends(f"/rings/{ring.pk}/members/{second.pk}/remove/", seen=seen)
    assert "Nothing of yours was saved." in page
    assert RingMember.objects.on(village_day(desk)).filter(pk=second.pk).exists()


def village_day(desk: Desk) -> date:
    return desk.village.clock.day


def test_the_steps_of_a_ladder_are_not_overwritten_unseen(
    desk: Desk, other: Desk, ring: Ring
) -> None:
    url = f"/rings/{ring.pk}/steps/silent/"
    mine, theirs = filled(desk, url), filled(other, url)
    other.sends(url, **(theirs | {"form-1-delay_minutes": "55"}))
    page = desk.sends(url, 422, **(mine | {"form-1-delay_minutes": "20"}))
    assert "Mikko changed the steps." in page
    minutes = LadderStep.objects.filter(ladder=Ring.objects.get(pk=ring.pk).silent_ladder)
    assert 55 in minutes.values_list("delay_minutes", flat=True)


def test_a_persons_details_are_not_overwritten_unseen(
    desk: Desk, other: Desk, aino: Person
) -> None:
    url = f"/people/{aino.pk}/edit/"
    mine = filled(desk, url) | {"village": "Kimingin kylä"}
    other.sends(url, **(filled(other, url) | {"address": "Koulutie 3"}))
    page = desk.sends(url, 409, **mine)
    assert "Address is now: Koulutie 3" in page
    assert "Village is now" not in page
    assert 'value="Kimingin kylä"' in desk.client.post(url, mine).content.decode()
    aino.refresh_from_db()
    assert (aino.address, aino.village) == ("Koulutie 3", "")


def test_a_setting_is_not_overwritten_unseen(other: Desk, village: Village) -> None:
    second = Client()
    second.force_login(other.user, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/settings/municipalities/{village.place.pk}/"
    mine = filled(other, url) | {"population": "4000"}
    second.post(url, filled(other, url) | {"population": "4100"})
    page = other.sends(url, 409, **mine)
    assert "Population is now: 4100" in page
    village.place.refresh_from_db()
    assert village.place.population == 4100


def test_saving_twice_without_anybody_in_between_just_saves(desk: Desk, aino: Person) -> None:
    url = f"/people/{aino.pk}/edit/"
    desk.sends(url, **(filled(desk, url) | {"village": "Kylä"}))
    desk.sends(url, **(filled(desk, url) | {"village": "Toinen kylä"}))
    aino.refresh_from_db()
    assert aino.village == "Toinen kylä"
