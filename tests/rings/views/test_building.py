"""Building a ring by hand in plain steps."""

from datetime import time
from typing import Any

import pytest

from people.models import Person
from rings.forms.clock import ClockField
from rings.models import Occurrence, Ring
from tests.conversations.village import MONDAY, Clock, Village
from tests.rings.desk import Desk

WHEN: dict[str, Any] = {
    "weekdays": [0, 1, 2, 3, 4],
    "wall_time": "9.30",
    "interval_weeks": 1,
    "holidays": "run",
    "valid_from": MONDAY.isoformat(),
    "remind_minutes_before": 0,
    "slot_minutes": 0,
    "turn_weeks": 1,
}


def facts(village: Village, **changes: Any) -> dict[str, Any]:
    """Return what step 1 asks for."""
    return {
        "name": "Aamusoitot",
        "kind": "call",
        "topology": "hub",
        "municipality": village.place.pk,
        "association": village.office.pk,
        "coordinator": village.coordinator.pk,
        **changes,
    }


def test_a_ring_is_built_in_four_steps_and_runs(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    says = desk.sends("/rings/new/", **facts(village))
    assert "Aamusoitot: who?" in says
    ring = Ring.objects.get()
    for role, person in (("resident", aino), ("helper", sari), ("helper", kari)):
        chosen = desk.opens(f"/rings/{ring.pk}/members/choose/{role}/")
        assert str(person) in chosen
        says = desk.sends(f"/rings/{ring.pk}/members/add/{role}/", person=person.pk)
        assert f"{person} is now in the ring." in says
    desk.sends(f"/rings/{ring.pk}/when/", **WHEN)
    says = desk.opens(f"/rings/{ring.pk}/publish/")
    assert "2 volunteers: taking turns to ring 1 resident, from Monday to Friday at 9.30." in says
    assert "2 people get text messages at their turns." in says
    assert "Somebody for every turn" in says
    says = desk.sends(f"/rings/{ring.pk}/publish/")
    assert "The ring is running." in says
    assert Occurrence.objects.filter(ring=ring).count() == 41  # the horizon holds a ninth Monday
    clock.goes_to("9:31")
    village.phone_of(sari).gets("vuorosi", "Aino")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Name: "),
        ({"kind": "visit", "topology": "circle"}, "Visits need a roster or a pair."),
        ({"topology": ""}, "Who does it to whom?: "),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words_and_nothing_is_made(
    desk: Desk, village: Village, changes: dict[str, Any], words: str
) -> None:
    says = desk.sends("/rings/new/", 422, **facts(village, **changes))
    assert "Please check these" in says
    assert words in says
    assert not Ring.objects.exists()


def test_a_ring_cannot_be_built_outside_ones_own_municipality(
    elsewhere: Desk, village: Village
) -> None:
    elsewhere.sends("/rings/new/", 422, **facts(village))
    assert not Ring.objects.exists()


def test_a_ring_with_nobody_says_what_is_missing(desk: Desk, village: Village) -> None:
    desk.sends("/rings/new/", **facts(village))
    ring = Ring.objects.get()
    missing = (
        "Nobody has said when it runs.",
        "There is nobody to call or visit.",
    )
    says = desk.opens(f"/rings/{ring.pk}/publish/")
    refused = desk.sends(f"/rings/{ring.pk}/publish/", 422)
    assert "The ring cannot start yet" in refused
    for words in missing:
        assert words in says
        assert words in refused
    ring.refresh_from_db()
    assert ring.state == "draft"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9.30", time(9, 30)),
        ("9:30", time(9, 30)),
        ("9", time(9)),
        ("09.05", time(9, 5)),
        ("klo 17", time(17)),
        (" 0.00 ", time(0)),
    ],
)
def test_an_hour_is_read_as_people_write_it(written: str, meant: time) -> None:
    assert ClockField().clean(written) == meant


@pytest.mark.parametrize("written", ["25", "9.60", "aamulla", "9.3", "930"])
def test_an_hour_that_is_none_is_refused_with_an_example(
    desk: Desk, village: Village, written: str
) -> None:
    desk.sends("/rings/new/", **facts(village))
    ring = Ring.objects.get()
    says = desk.sends(f"/rings/{ring.pk}/when/", 422, **{**WHEN, "wall_time": written})
    assert "Write the hour like this: 9.30" in says
    assert not ring.rules.exists()


def test_a_visit_is_told_of_the_day_before_and_asked_about_an_hour_after_unless_said_otherwise(
    desk: Desk, village: Village
) -> None:
    desk.sends("/rings/new/", **facts(village, kind="visit", topology="pair"))
    ring = Ring.objects.get()
    page = desk.html(f"/rings/{ring.pk}/when/")
    assert '<option value="1440" selected>' in page
    assert '<option value="60" selected>' in page
    desk.sends(
        f"/rings/{ring.pk}/when/", **{**WHEN, "remind_minutes_before": 120, "slot_minutes": 30}
    )
    ring.refresh_from_db()
    assert (ring.remind_minutes_before, ring.slot_minutes) == (120, 30)
    assert "30 minutes after the hour" in desk.opens(f"/rings/{ring.pk}/")
    assert '<option value="30" selected>' in desk.html(f"/rings/{ring.pk}/when/")


def test_nobody_is_put_in_charge_who_would_not_see_it(
    desk: Desk, village: Village, elsewhere: Desk, reader: Desk
) -> None:
    page = desk.html("/rings/new/")
    colleagues = page.split('name="coordinator"')[1].split("</select>")[0]
    assert f'<option value="{desk.user.pk}"' in colleagues
    assert f'<option value="{reader.user.pk}"' not in colleagues
    says = desk.sends("/rings/new/", 422, **facts(village, coordinator=elsewhere.user.pk))
    assert "This person does not work there" in says
    assert not Ring.objects.exists()


def test_a_figure_that_no_page_offers_stays_chosen_and_is_not_changed_unseen(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    Ring.objects.filter(pk=ring.pk).update(remind_minutes_before=180, slot_minutes=45)
    page = desk.html(f"/rings/{ring.pk}/when/{ring.rules.get().pk}/")
    assert '<option value="180" selected>180 minutes before' in page
    assert '<option value="45" selected>45 minutes after the hour' in page


def test_a_call_is_asked_about_at_the_hour_itself(desk: Desk, village: Village) -> None:
    desk.sends("/rings/new/", **facts(village))
    page = desk.html(f"/rings/{Ring.objects.get().pk}/when/")
    assert page.count('<option value="0" selected>at the hour itself</option>') == 2


def test_step_three_opened_again_changes_the_hour_and_another_adds_one(
    desk: Desk, village: Village
) -> None:
    desk.sends("/rings/new/", **facts(village))
    ring = Ring.objects.get()
    page = desk.html(f"/rings/{ring.pk}/when/")
    assert f'value="{MONDAY.isoformat()}"' in page, "the first day is today unless said otherwise"
    desk.sends(f"/rings/{ring.pk}/when/", **WHEN)
    desk.sends(f"/rings/{ring.pk}/when/", **{**WHEN, "wall_time": "10"})
    assert [rule.wall_time for rule in ring.rules.all()] == [time(10)]
    desk.sends(f"/rings/{ring.pk}/when/another/", **{**WHEN, "wall_time": "18.15"})
    hours = [(rule.round, rule.wall_time) for rule in ring.rules.all()]
    assert hours == [(1, time(10)), (2, time(18, 15))]


def test_a_last_day_before_the_first_is_refused(desk: Desk, village: Village) -> None:
    desk.sends("/rings/new/", **facts(village))
    ring = Ring.objects.get()
    says = desk.sends(f"/rings/{ring.pk}/when/", 422, **WHEN, valid_until="2026-11-01")
    assert "The last day is before the first day." in says
