"""Administrators say who sends requests by a link, how volunteers are asked, and why nobody was found."""

from typing import Any

import pytest

from directory.models import AuditEntry, Barrier, Referrer, StaffRole
from rings.models import OfferPolicy
from rings.services.gigs.candidates import policy_for
from rings.services.gigs.links import request_token
from tests.conversations.village import Village
from tests.rings.desk import Desk

FIGURES: dict[str, Any] = {
    "wave_size": 3,
    "wave_minutes": 45,
    "most_waves": 6,
    "most_a_day": 1,
    "most_a_week": 4,
    "quiet_days": 3,
    "radius_km": 20,
}


@pytest.fixture
def admin(desk: Desk) -> Desk:
    """The coordinator as an administrator of everything."""
    StaffRole.objects.update(role=StaffRole.Role.ADMINISTRATOR, municipality=None)
    return desk


def test_a_new_sender_gets_a_link_that_works_shown_at_once(admin: Desk, village: Village) -> None:
    values: dict[str, Any] = {"name": "Kotihoito", "municipality": village.place.pk}
    says = admin.sends("/settings/senders/new/", **values, association=village.office.pk)
    assert "The link of this sender" in says
    sender = Referrer.objects.get()
    page = admin.html(f"/settings/senders/{sender.pk}/")
    assert f"http://testserver/request/{request_token(sender)}/" in page
    assert sender.key not in page
    assert AuditEntry.objects.filter(subject="referrer", event="added").exists()


def test_an_office_that_does_not_work_there_cannot_answer_for_the_place(
    admin: Desk, elsewhere: Desk, village: Village
) -> None:
    other = elsewhere.user.roles.get().municipality
    assert other is not None
    values: dict[str, Any] = {
        "name": "Kotihoito",
        "municipality": other.pk,
        "association": village.office.pk,
    }
    says = admin.sends("/settings/senders/new/", 422, **values)
    assert "It does not work in that municipality." in says


def test_a_new_link_kills_the_old_one_and_closing_stops_both(admin: Desk, team: Referrer) -> None:
    old = request_token(team)
    assert "The old one no longer works." in admin.sends(f"/requests/senders/{team.pk}/renew/")
    team.refresh_from_db()
    assert request_token(team) != old
    says = admin.sends(f"/requests/senders/{team.pk}/close/")
    assert "The link is closed: no requests come by it." in says
    assert "Open with a new link" in says


def test_the_sheet_for_the_team_has_the_address_and_a_code_for_the_camera(
    admin: Desk, team: Referrer
) -> None:
    page = admin.html(f"/requests/senders/{team.pk}/paper/")
    assert f"http://testserver/request/{request_token(team)}/" in page
    assert "<svg" in page
    assert "<path" in page
    assert "014 555 0100" in page.replace("\xa0", " ")


def test_a_coordinator_sees_no_links(desk: Desk, team: Referrer) -> None:
    desk.opens(f"/requests/senders/{team.pk}/paper/", 403)
    desk.opens(f"/settings/senders/{team.pk}/", 403)
    assert desk.client.post(f"/requests/senders/{team.pk}/renew/").status_code == 403
    key = team.key
    team.refresh_from_db()
    assert team.key == key


def test_an_administrator_of_another_place_sees_no_link_of_this_one(
    elsewhere: Desk, team: Referrer
) -> None:
    elsewhere.user.roles.update(role=StaffRole.Role.ADMINISTRATOR)
    elsewhere.opens(f"/requests/senders/{team.pk}/paper/", 404)
    assert "Kotihoito" not in elsewhere.opens("/settings/senders/")


def test_an_association_asks_its_volunteers_in_its_own_way(admin: Desk, village: Village) -> None:
    admin.sends("/settings/ways-of-asking/new/", association=village.office.pk, **FIGURES)
    policy = policy_for(village.office)
    assert (policy.wave_size, policy.wave_minutes, policy.most_a_week) == (3, 45, 4)


@pytest.mark.parametrize(
    ("field", "value"),
    [("wave_size", 0), ("most_a_day", 50), ("radius_km", 500), ("most_a_week", 0)],
)
def test_no_way_of_asking_goes_beyond_its_limits(
    admin: Desk, village: Village, field: str, value: int
) -> None:
    admin.sends("/settings/ways-of-asking/new/", 422, **{**FIGURES, field: value})
    assert not OfferPolicy.objects.exists()


def test_there_is_one_way_of_asking_for_all_associations_without_their_own(admin: Desk) -> None:
    admin.sends("/settings/ways-of-asking/new/", **FIGURES)
    says = admin.sends("/settings/ways-of-asking/new/", 422, **FIGURES)
    assert "There is one for all associations already." in says


def test_a_reason_why_nobody_was_found_is_added_in_three_languages(admin: Desk) -> None:
    names: dict[str, Any] = {
        "name_fi": "Ei kyytiä",
        "name_sv": "Ingen skjuts",
        "name_en": "No ride",
    }
    admin.sends("/settings/barriers/new/", code="no-ride", **names)
    assert Barrier.objects.get().name_sv == "Ingen skjuts"
