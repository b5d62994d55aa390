"""The word above every page of staff when the clock has stood still for three minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from directory.models import StaffRole
from notifications.services.heartbeat import Beat, note_beat, set_going
from tests.directory.makers import member, signed_in
from tests.rings.desk import words_of

pytestmark = pytest.mark.django_db
Role = StaffRole.Role
NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
WORDS = "Rinki has sent no texts since 23.11.2026 9.00."
PAGES = ("/people/", "/rings/", "/replies/", "/today/", "/account/")


@pytest.fixture
def client() -> Client:
    """A coordinator's browser, in English."""
    return browser(Role.COORDINATOR)


def browser(role: str) -> Client:
    """Return the browser of somebody in `role`."""
    user = member(role)
    user.language = "en"
    user.save()
    return signed_in(user)


def at(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """Let it be so many minutes past nine."""
    now = NINE + timedelta(minutes=minutes)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_it_stands_once_on_every_page_and_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_beat(Beat(), NINE)
    at(monkeypatch, 3.1)
    for page in PAGES:
        says = words_of(client.get(page))
        assert says.count(WORDS) == 1, page
        assert "Phone those who need to know" in says
        assert "Tell your administrator." in says


def test_an_administrator_is_led_to_the_page_of_operations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note_beat(Beat(), NINE)
    at(monkeypatch, 4)
    html = browser(Role.ADMINISTRATOR).get("/people/").content.decode()
    assert '<a href="/operations/">See what is wrong</a>' in html


def test_for_three_minutes_and_after_a_tick_nothing_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_beat(Beat(), NINE)
    at(monkeypatch, 3)
    assert "has sent no texts" not in words_of(client.get("/people/"))
    note_beat(Beat(), NINE + timedelta(minutes=4))
    at(monkeypatch, 5)
    assert "has sent no texts" not in words_of(client.get("/people/"))


def test_where_no_clock_was_ever_set_going_nothing_is_said(client: Client) -> None:
    assert "has sent no texts" not in words_of(client.get("/people/"))


def test_a_clock_that_was_set_going_and_never_ticked_is_missed_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_going(NINE)
    at(monkeypatch, 4)
    assert WORDS in words_of(client.get("/people/"))


def test_today_says_it_when_it_renews_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_beat(Beat(), NINE)
    at(monkeypatch, 4)
    assert WORDS in words_of(client.get("/today/?part=board"))


def test_neither_readers_of_counts_nor_strangers_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    note_beat(Beat(), NINE)
    at(monkeypatch, 4)
    for who in (browser(Role.READER), Client()):
        for page in ("/account/", "/accounts/login/"):
            answer = who.get(page, follow=True)
            assert "has sent no texts" not in words_of(answer)
