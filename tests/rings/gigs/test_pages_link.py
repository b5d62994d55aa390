"""The form of a home-care team: by its own link, without an account, promising nothing in vain."""

from datetime import timedelta

import pytest
from django.test import Client

from directory.actors import COMMAND
from directory.models import Referrer, ServiceLine
from directory.services.referrers import close_link, renew_link
from people.models import Person
from rings.models import GigRequest
from rings.services.gigs.intake import receive_request
from rings.services.gigs.links import request_token
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk
from tests.rings.gigs.wanted import by_link, filled_in


@pytest.fixture
def nobody(desk: Desk) -> Desk:
    """A browser of somebody who has no account, in English."""
    desk.client = Client(headers={"accept-language": "en"})
    return desk


def path_of(team: Referrer) -> str:
    return f"/request/{request_token(team)}/"


def test_the_form_says_who_gets_it_how_early_to_ask_and_that_it_is_no_alarm(
    nobody: Desk, team: Referrer, line: ServiceLine
) -> None:
    says = nobody.opens(path_of(team))
    assert "From Kotihoito, Karstula to Vapari ry." in says
    assert "Company on errands, about 60 min; best asked 24 hours before" in says
    assert "in danger, call 112" in says
    assert "014 555 0100" in says.replace("\xa0", " ")


def test_the_form_speaks_finnish_unless_another_language_is_asked_for(
    desk: Desk, team: Referrer
) -> None:
    page = Client().get(path_of(team)).content.decode()
    assert '<html lang="fi">' in page


def test_a_request_waits_for_the_office_and_makes_nobody_a_person_of_the_register(
    nobody: Desk, village: Village, team: Referrer, line: ServiceLine, sari: Person
) -> None:
    says = nobody.sends(path_of(team), **filled_in(line))
    assert "Thank you, the request is on its way" in says
    assert "014 555 0100" in says.replace("\xa0", " ")
    assert "In danger, call 112" in says
    asked = GigRequest.objects.get()
    assert (asked.state, asked.referrer, asked.owner) == ("new", team, village.coordinator)
    assert (asked.phone, asked.birth_year, asked.minutes) == ("+358401230303", 1938, 60)
    assert not Person.objects.filter(first_name="Elma").exists()


def test_only_what_is_needed_has_to_be_filled_in(
    nobody: Desk, team: Referrer, line: ServiceLine, sari: Person
) -> None:
    empty = dict.fromkeys(("phone", "birth_year", "place", "needs", "door_code"), "")
    says = nobody.sends(path_of(team), **filled_in(line, aid="unknown", **empty))
    assert "Thank you" in says


@pytest.mark.parametrize("field", ["needs", "birth_year", "last_name", "address", "place"])
def test_a_personal_identity_code_is_refused_kindly_wherever_it_stands(
    nobody: Desk, team: Referrer, line: ServiceLine, field: str
) -> None:
    values = filled_in(line, **{field: "Elma 010138-123N"})
    says = nobody.sends(path_of(team), 422, **values)
    assert "This looks like a personal identity code. Please take it out" in says
    assert "Enter a whole number" not in says
    assert not GigRequest.objects.exists()


def test_without_the_consent_of_the_person_nothing_is_sent(
    nobody: Desk, team: Referrer, line: ServiceLine
) -> None:
    says = nobody.sends(path_of(team), 422, **filled_in(line, consent=""))
    assert "Ask the person first, then tick this." in says
    assert not GigRequest.objects.exists()


def test_where_nobody_lives_who_could_come_it_is_said_before_and_may_be_sent_all_the_same(
    nobody: Desk, team: Referrer, line: ServiceLine
) -> None:
    says = nobody.sends(path_of(team), **filled_in(line))
    assert "There are no volunteers near Karstula at present. Promise nothing yet." in says
    assert not GigRequest.objects.exists()
    mark = f"{line.pk}/2026-11-26/10:00:00"
    assert "Thank you" in nobody.sends(path_of(team), **filled_in(line, warned=mark))
    assert GigRequest.objects.count() == 1


def test_the_second_sending_of_another_day_is_warned_of_anew(
    nobody: Desk, team: Referrer, line: ServiceLine
) -> None:
    mark = f"{line.pk}/2026-11-27/10:00:00"
    says = nobody.sends(path_of(team), **filled_in(line, warned=mark))
    assert "Before you send" in says
    assert not GigRequest.objects.exists()


def test_a_short_notice_is_said_before_it_is_sent(
    nobody: Desk, team: Referrer, line: ServiceLine, sari: Person
) -> None:
    says = nobody.sends(path_of(team), **filled_in(line, day="2026-11-23", hour="15"))
    assert "sooner than we wish for (24 hours)" in says


def test_an_hour_that_is_past_is_refused(
    nobody: Desk, team: Referrer, line: ServiceLine, clock: Clock
) -> None:
    clock.goes_to("9:00")
    says = nobody.sends(path_of(team), 422, **filled_in(line, day="2026-11-23", hour="8"))
    assert "That hour is past" in says


def test_a_program_that_fills_in_the_unseen_field_is_thanked_and_nothing_is_kept(
    nobody: Desk, team: Referrer, line: ServiceLine, sari: Person
) -> None:
    says = nobody.sends(path_of(team), **filled_in(line, website="http://example.org"))
    assert "Thank you" in says
    assert not GigRequest.objects.exists()


def test_more_than_a_team_can_need_in_an_hour_is_stopped_until_the_hour_is_over(
    nobody: Desk, team: Referrer, line: ServiceLine, village: Village, sari: Person
) -> None:
    for _number in range(20):
        receive_request(team, by_link(), now=village.clock.now)
    says = nobody.sends(path_of(team), 429, **filled_in(line))
    assert "Nothing was sent. Please ring us instead." in says
    village.clock.now += timedelta(minutes=61)
    assert "Thank you" in nobody.sends(path_of(team), **filled_in(line))


def test_a_link_dies_with_its_key_with_closing_and_after_its_last_day_and_says_whom_to_ring(
    nobody: Desk, team: Referrer, line: ServiceLine, village: Village
) -> None:
    old = path_of(team)
    now = village.clock.now
    renew_link(team, by=COMMAND, now=now)
    new = path_of(team)
    assert "014 555 0100" in nobody.opens(old, 410).replace("\xa0", " ")
    nobody.opens(new)
    close_link(team, by=COMMAND, now=now)
    assert "This link does not work any more" in nobody.opens(new, 410)
    team.closed_at, team.valid_until = None, village.clock.day - timedelta(days=1)
    team.save()
    nobody.opens(new, 410)
    nobody.sends(new, 410, **filled_in(line))
    assert not GigRequest.objects.exists()


@pytest.mark.parametrize("token", ["1", "1.x", "x.y", "99999.abc", "²", "1." + "a" * 43])
def test_a_made_up_link_opens_nothing_and_tells_no_link_that_works(
    nobody: Desk, team: Referrer, token: str
) -> None:
    alive = request_token(team)
    for path in (f"/request/{token}/", f"/request/{token}/sent/"):
        page = nobody.client.get(path)
        assert page.status_code == 410
        assert alive not in page.content.decode()


def test_nothing_personal_stands_in_the_address(team: Referrer) -> None:
    number, _dot, signature = request_token(team).partition(".")
    assert number == str(team.pk)
    assert team.key not in signature
