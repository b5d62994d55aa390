"""Targets: set by administrators of everything, every change written down, and what was typed never lost."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from directory.actors import COMMAND
from directory.models import Association, AuditEntry, Municipality, StaffRole
from directory.seen import SEEN, mark
from reports.forms import TargetsForm
from reports.models import Target
from reports.services.targets import load_targets, set_targets, targets_of
from tests.directory.makers import member, office, place
from tests.reports.views.english import in_english

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PROMISED = {"older": 340, "young": 260, "family": 240}
PAGE = "/counts/targets/?year=2026"
Role = StaffRole.Role


@pytest.fixture
def admin() -> Client:
    """Sign an administrator of everything in."""
    return in_english(member(Role.ADMINISTRATOR))


def entries(year: int) -> list[tuple[str, str, str, str]]:
    """Return what the audit trail says of the targets of `year`."""
    rows = AuditEntry.objects.filter(subject="targets", subject_id=year)
    return list(rows.values_list("reason", "before", "after", "actor_kind").order_by("reason"))


def test_a_new_installation_has_the_projects_own_targets_for_this_year() -> None:
    call_command("set_up", verbosity=0)
    year = timezone.localdate().year
    assert targets_of(year) == PROMISED
    assert [entry[3] for entry in entries(year)] == ["system"] * 3


def test_targets_that_somebody_set_or_took_away_are_not_loaded_again() -> None:
    assert load_targets(2026, now=NOW)
    set_targets(2026, {"older": 400, "young": None, "family": None}, by=COMMAND, now=NOW)
    assert not load_targets(2026, now=NOW)
    assert targets_of(2026) == {"older": 400}
    set_targets(2026, {"older": None}, by=COMMAND, now=NOW)
    assert not load_targets(2026, now=NOW)
    assert targets_of(2026) == {}


def test_a_change_is_kept_and_written_down_with_both_numbers(admin: Client) -> None:
    load_targets(2026, now=NOW)
    answer = admin.post(PAGE, {"older": "350", "young": "260", "family": "", "other": "20"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == PAGE
    assert targets_of(2026) == {"older": 350, "young": 260, "other": 20}
    changed = [entry for entry in entries(2026) if entry[3] == "staff"]
    assert changed == [
        ("family", "240", "", "staff"),
        ("older", "340", "350", "staff"),
        ("other", "", "20", "staff"),
    ]
    page = admin.get(PAGE).content.decode()
    assert "Aino" in page
    assert "350" in page


def test_saving_without_a_change_writes_nothing_down(admin: Client) -> None:
    load_targets(2026, now=NOW)
    before = entries(2026)
    admin.post(PAGE, {group: str(persons) for group, persons in PROMISED.items()})
    assert entries(2026) == before


@pytest.mark.parametrize("wrong", ["-5", "0", "many", "3,5", "99999999999", "٣٤٠x"])
def test_a_number_that_cannot_be_a_target_is_refused_and_stays_in_the_form(
    admin: Client, wrong: str
) -> None:
    load_targets(2026, now=NOW)
    answer = admin.post(PAGE, {**PROMISED, "older": wrong})
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.content.decode()
    assert "field-wrong" in answer.content.decode()
    assert targets_of(2026) == PROMISED


def test_who_saves_second_sees_what_the_first_changed_and_loses_no_word(admin: Client) -> None:
    load_targets(2026, now=NOW)
    seen = mark(TargetsForm(targets_of(2026)))
    set_targets(2026, {"older": 500}, by=COMMAND, now=NOW)
    mine = {"older": "350", "young": "260", "family": "240"}
    answer = admin.post(PAGE, {**mine, SEEN: seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "500" in page
    assert 'value="350"' in page
    assert targets_of(2026)["older"] == 500
    again = mark(TargetsForm(targets_of(2026)))
    assert admin.post(PAGE, {**mine, SEEN: again}).status_code == 302
    assert targets_of(2026)["older"] == 350


@pytest.mark.parametrize("year", ["1999", "2200", "abc", "2026Q1", "-1", "20261"])
def test_a_year_that_is_none_is_not_found(admin: Client, year: str) -> None:
    assert admin.get(f"/counts/targets/?year={year}").status_code == 404
    assert admin.post(f"/counts/targets/?year={year}", {"older": "5"}).status_code == 404
    assert not Target.objects.exists()


def test_nobody_but_an_administrator_of_everything_sets_targets() -> None:
    karstula = place("Karstula", "226")
    vapari = office("Vapari", karstula)
    areas: list[tuple[str, dict[str, Municipality | Association]]] = [
        (Role.ADMINISTRATOR, {"municipality": karstula}),
        (Role.ADMINISTRATOR, {"association": vapari}),
        (Role.COORDINATOR, {}),
        (Role.READER, {"municipality": karstula}),
    ]
    for role, area in areas:
        client = in_english(member(role, **area))
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"older": "5"}).status_code == 403
    assert Client().post(PAGE, {"older": "5"}).status_code == 302
    assert not Target.objects.exists()
    assert not entries(2026)
