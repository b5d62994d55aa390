"""The main menu: the day's work in the bar, the rest behind one word, and always a mark where one is."""

import re

import pytest
from django.test import Client

from directory.models import StaffRole
from tests.directory.makers import member, place, signed_in

pytestmark = pytest.mark.django_db
Role = StaffRole.Role
LINK = re.compile(r'<li><a href="([^"]+)"( aria-current="(\w+)")?>')


def _client(role: str = Role.COORDINATOR) -> Client:
    return signed_in(member(role))


def _menu(client: Client, path: str) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the addresses in the bar, those under "More", and which of them are marked, with the mark."""
    head = client.get(path).content.decode().split("</header>")[0]
    bar, _, more = head.partition("<details")
    marks = {url: mark for url, given, mark in LINK.findall(head) if given}
    return _addresses(bar), _addresses(more), marks


def _addresses(part: str) -> list[str]:
    return [url for url, _given, _mark in LINK.findall(part)]


def test_the_bar_holds_the_daily_work_and_the_rest_stands_under_more() -> None:
    bar, more, _marks = _menu(_client(Role.ADMINISTRATOR), "/account/")
    assert bar == [
        "/today/",
        "/week/",
        "/requests/",
        "/rides/",
        "/rings/",
        "/people/",
        "/worries/",
        "/replies/",
    ]
    assert more == [
        "/match/",
        "/pairs/",
        "/operations/undelivered/",
        "/hours/",
        "/rides/drivers/",
        "/rides/claims/",
        "/measures/",
        "/counts/",
        "/import/",
        "/operations/",
        "/texts/costs/",
        "/phones/",
        "/settings/",
    ]


def test_a_page_of_the_menu_is_marked_as_the_page_itself() -> None:
    assert _menu(_client(), "/week/")[2] == {"/week/": "page"}


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/unfilled/", "/week/"),
        ("/rings/decisions/", "/rings/"),
        ("/worries/guide/", "/worries/"),
        ("/people/new/", "/people/"),
    ],
)
def test_a_page_below_one_of_the_menu_marks_the_part_it_belongs_to(path: str, part: str) -> None:
    assert _menu(_client(), path)[2] == {part: "true"}


def test_a_page_under_more_marks_the_word_more_as_well() -> None:
    head = _client().get("/hours/").content.decode().split("</header>")[0]
    assert '<summary aria-current="true">' in head
    assert _menu(_client(), "/today/")[2] == {"/today/": "page"}


def test_a_page_of_nobodys_part_marks_nothing() -> None:
    assert _menu(_client(), "/account/")[2] == {}


def test_for_a_reader_the_counts_are_the_daily_work_and_the_first_page() -> None:
    client = signed_in(member(Role.READER, municipality=place("Esimerkkilä", "998")))
    assert _menu(client, "/account/")[:2] == (["/counts/"], [])
    assert client.get("/").headers["Location"] == "/counts/"


def test_who_has_no_work_here_gets_no_menu_and_may_still_sign_out() -> None:
    head = _client(Role.READER).get("/account/").content.decode().split("</header>")[0]
    assert "<nav" not in head
    assert "/accounts/logout/" in head
