"""An administrator words the texts: sees how each arrives, saves what may go, and goes back to the original."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from directory.models import AuditEntry, Municipality, StaffRole, User
from notifications.models import GatewayPrice, TextOverride
from notifications.services.wording import render
from notifications.texts import catalogue, original
from tests.notifications.makers import NINE, OFFICE

PAGE = "/settings/texts/help_received/fi/"
OURS = original("help_received", "fi")
OWN = "{{ office }}: hei! Soitamme pian. {{ help_phone }}"
SEEN = re.compile(r'name="as_shown" value="([^"]*)"')


@pytest.fixture
def admin(coordinator: User, client: Client) -> Client:
    """A browser of an administrator of everywhere, in English."""
    coordinator.roles.update(role=StaffRole.Role.ADMINISTRATOR, municipality=None)
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def shown(client: Client, path: str = PAGE) -> str:
    """Return the words of a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client: Client, body: str, do: str = "save", seen: str = "") -> tuple[int, str]:
    """Press a button of the page, as it was shown just now or as `seen`; return the status and the answer."""
    mark = seen or SEEN.findall(shown(client))[0]
    answer = client.post(PAGE, {"body": body, "do": do, "as_shown": mark})
    return answer.status_code, unescape(answer.content.decode())


def test_every_text_is_listed_and_has_its_page(admin: Client) -> None:
    page = shown(admin, "/settings/texts/")
    assert "0 texts are in your own words." in page
    for name in catalogue():
        assert f'href="/settings/texts/{name}/sv/"' in page
        assert original(name, "sv") in shown(admin, f"/settings/texts/{name}/sv/")
    assert 'href="/settings/texts/"' in shown(admin, "/settings/")


def test_the_list_costs_the_same_however_many_are_in_own_words(
    admin: Client, django_assert_max_num_queries: object
) -> None:
    for name in catalogue():
        TextOverride.objects.create(
            name=name, language="fi", body=original(name, "fi") + " ", changed_at=NINE
        )
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert "72 texts are in your own words." in shown(admin, "/settings/texts/")


def test_a_page_shows_how_the_text_arrives_what_it_costs_and_what_its_values_tell(
    admin: Client,
) -> None:
    assert "No price is known yet" in shown(admin)
    GatewayPrice.objects.create(
        gateway="twilio", valid_from=date(2026, 1, 1), per_part=Decimal("0.0790")
    )
    page = shown(admin, "/settings/texts/gig_reminder/fi/")
    assert "Jyväskylän mlk" not in page
    assert "twilio: 0.158 €" in page
    assert re.search(r"<dt>Parts</dt>\s*<dd>2</dd>", page)
    assert re.search(r"\d+ of 306 characters", page)
    assert "short: å, ä and ö are in it" in page
    assert "<code>{{ first_name }}</code>" in page
    page += shown(admin, "/settings/texts/call_reminder/fi/")
    assert "<code>{% for … in residents %}</code>" in page
    assert "name: Maija-Liisa, phone: 040 123 4567" in page
    assert "The first name of whoever gets the text" in page


def test_good_words_are_saved_and_go_from_now_on(admin: Client, coordinator: User) -> None:
    assert send(admin, OWN)[0] == 302
    row = TextOverride.objects.get()
    assert (row.body, row.changed_by) == (OWN, coordinator)
    assert shown(admin).count("Own words") == 1
    assert "1 text is in your own words." in shown(admin, "/settings/texts/")
    assert render("help_received", "fi", OFFICE) == "Vapari: hei! Soitamme pian. 014 555 0100"
    assert re.search(r"Sari[^<]*: changed", shown(admin))


def test_lines_are_joined_as_a_text_has_one(admin: Client) -> None:
    send(admin, "{{ office }}: hei!\r\n Soitamme pian.\r\n{{ help_phone }}\r\n")
    assert TextOverride.objects.get().body == OWN


def test_words_are_only_shown_when_that_is_asked(admin: Client) -> None:
    status, page = send(admin, OWN, "show")
    assert status == 200
    assert "Keski-Suomen Yhteisötuki: hei! Soitamme pian. 014 123 4567" in page
    assert OWN in page
    assert not TextOverride.objects.exists()


def test_what_may_not_go_is_refused_with_all_that_is_wrong(admin: Client) -> None:
    status, page = send(admin, "Hei! ☕ {{ office }} www.esimerkki.fi")
    assert status == 422
    for told in ("put {{ help_phone }} in", "more than halve the room: ☕", "Leave out the link."):
        assert told in page
    assert "long: only half as much fits" in page
    assert "Hei! ☕ {{ office }} www.esimerkki.fi</textarea>" in page
    status, page = send(admin, "{% now 'Y' %} {{ office.upper }}", "show")
    assert (status, "These words cannot be read yet." in page) == (200, True)
    assert send(admin, "")[0] == 422
    assert not TextOverride.objects.exists()


def test_back_to_the_original_is_one_press_and_stands_in_the_trail(admin: Client) -> None:
    send(admin, OWN)
    assert send(admin, "whatever stands in the field", "original")[0] == 302
    assert render("help_received", "fi", OFFICE).startswith("Kiitos viestistä.")
    events = list(AuditEntry.objects.values_list("event", flat=True).order_by("pk"))
    assert events == ["changed", "restored"]
    assert "back to the original" in shown(admin)
    assert 'value="original"' not in shown(admin)


def test_who_saw_older_words_is_told_and_keeps_what_was_typed(admin: Client) -> None:
    old = SEEN.findall(shown(admin))[0]
    send(admin, OWN)
    mine = OWN.replace("pian", "huomenna")
    for do in ("show", "save"):
        status, page = send(admin, mine, do, old)
        assert (status == 409) or do == "show"
        assert f"Words is now: {OWN}" in page.replace("words is", "Words is")
        assert f"{mine}</textarea>" in page
    assert TextOverride.objects.get().body == OWN
    assert send(admin, mine)[0] == 302


def test_own_words_that_fit_no_more_are_marked(admin: Client) -> None:
    TextOverride.objects.create(
        name="help_received", language="fi", body="{{ gone }}", changed_at=NINE
    )
    assert shown(admin, "/settings/texts/").count("Does not fit: the original goes") == 1


def test_a_price_that_is_not_known_yet_and_a_text_that_is_none(admin: Client) -> None:
    for path in ("nosuch/fi/", "help_received/de/"):
        assert admin.get(f"/settings/texts/{path}").status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_only_an_administrator_of_everywhere_words_texts(
    coordinator: User, client: Client, role: str
) -> None:
    coordinator.roles.update(role=role, municipality=Municipality.objects.get())
    client.force_login(coordinator)
    for path in ("/settings/texts/", PAGE):
        assert client.get(path).status_code == 403
    assert client.post(PAGE, {"body": OWN, "do": "save"}).status_code == 403
    assert not TextOverride.objects.exists()
    if role == "administrator":
        assert 'href="/settings/texts/"' not in client.get("/settings/").content.decode()
