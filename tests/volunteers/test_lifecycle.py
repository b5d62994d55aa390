"""A volunteer from the first word to the last."""

from datetime import time, timedelta

import pytest

from directory.actors import CLOCK, person
from directory.machine import IllegalMoveError
from directory.models import AuditEntry
from people import changes
from people.errors import RefusedError
from tests.people.makers import NOW, TODAY, make_person, make_volunteer, office
from volunteers.models import Credential, Volunteer
from volunteers.services.audit import findings
from volunteers.services.lifecycle import (
    add_volunteer,
    move_volunteer,
    pause_lapsed,
    set_windows,
    show_credential,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the upper floors were told."""
    told: list[str] = []
    monkeypatch.setattr(changes, "_handlers", [lambda person, change, by, now: told.append(change)])
    return told


def test_a_new_volunteer_walks_through_every_step_to_active(heard: list[str]) -> None:
    volunteer = add_volunteer(make_person(), {"tasks": ["call"]}, by=office(), now=NOW)
    for event in ("interview", "train", "activate"):
        move_volunteer(volunteer, event, by=office(), now=NOW)
    assert Volunteer.objects.get().state == Volunteer.State.ACTIVE
    assert AuditEntry.objects.filter(subject="volunteer").count() == 3
    assert heard == []


def test_no_step_can_be_skipped() -> None:
    volunteer = make_volunteer(state=Volunteer.State.APPLIED)
    with pytest.raises(IllegalMoveError):
        move_volunteer(volunteer, "activate", by=office(), now=NOW)


@pytest.mark.parametrize(
    ("event", "told"), [("pause", "unfit"), ("suspend", "unfit"), ("leave", "ended")]
)
def test_who_stops_being_active_is_freed_from_every_duty(
    event: str, told: str, heard: list[str]
) -> None:
    move_volunteer(make_volunteer(), event, by=office(), now=NOW)
    assert heard == [told]


def test_a_break_keeps_its_last_day_and_only_a_person_ends_it() -> None:
    volunteer = make_volunteer()
    move_volunteer(volunteer, "pause", by=office(), now=NOW, paused_until=TODAY + 30 * DAY)
    assert Volunteer.objects.get().paused_until == TODAY + 30 * DAY
    with pytest.raises(IllegalMoveError):
        move_volunteer(volunteer, "resume", by=CLOCK, now=NOW + 40 * DAY)
    move_volunteer(volunteer, "resume", by=office(), now=NOW + 40 * DAY)
    assert Volunteer.objects.get().paused_until is None


def test_a_break_cannot_end_in_the_past() -> None:
    with pytest.raises(RefusedError):
        move_volunteer(make_volunteer(), "pause", by=office(), now=NOW, paused_until=TODAY)


def test_a_suspended_volunteer_cannot_lift_it_themselves() -> None:
    volunteer = make_volunteer(state=Volunteer.State.SUSPENDED)
    with pytest.raises(IllegalMoveError):
        move_volunteer(volunteer, "reinstate", by=person(volunteer.person_id), now=NOW)


def test_a_lapsed_required_paper_pauses_at_night_once(heard: list[str]) -> None:
    volunteer = make_volunteer()
    make_volunteer("Kaisa")
    show_credential(
        volunteer,
        Credential.Kind.AGREEMENT,
        seen_on=TODAY - 300 * DAY,
        valid_until=TODAY - 2 * DAY,
        required=True,
        by=office(),
        now=NOW,
    )
    assert [f.problem for f in findings(NOW)] == ["active_though_lapsed"]
    assert pause_lapsed(NOW) == 1
    assert pause_lapsed(NOW) == 0
    assert findings(NOW) == []
    assert heard == ["unfit"]
    assert AuditEntry.objects.get(event="lapse").actor_kind == "system"


def test_free_hours_are_replaced_as_a_whole_and_checked() -> None:
    volunteer = make_volunteer()
    set_windows(volunteer, [(0, time(9), time(12)), (0, time(9), time(12))], by=office(), now=NOW)
    assert [str(window) for window in volunteer.windows.all()] == ["0 09:00–12:00"]
    with pytest.raises(RefusedError):
        set_windows(volunteer, [(1, time(12), time(9))], by=office(), now=NOW)
    assert volunteer.windows.count() == 1
