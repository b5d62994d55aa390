"""An administrator sets how texts go, sees what they cost, and hears when a cap comes near."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from directory.actors import CLOCK
from directory.models import AuditEntry, Municipality, StaffRole, User
from notifications.gateways.base import Capabilities
from notifications.gateways.registry import gateways
from notifications.models import (
    CapNotice,
    GatewayPrice,
    Message,
    PersonHours,
    Route,
    SenderIdentity,
    TextPolicy,
)
from notifications.rules.caps import month_of
from notifications.services.portability import erase_messages, export_messages
from people.models import Person
from people.portability import plain_row
from tests.notifications.makers import AINO, NINE, ask_to_call
from tests.notifications.scripted import ScriptedGateway

LIMITS = {"opens": "8", "closes": "20", "most_a_day": "6"}


@pytest.fixture
def admin(coordinator: User, client: Client) -> Client:
    """A browser of an administrator of everywhere, in English."""
    coordinator.roles.update(role=StaffRole.Role.ADMINISTRATOR, municipality=None)
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def town() -> Municipality:
    """Return the only municipality."""
    return Municipality.objects.get()


def refused(client: Client, key: str, sent: dict[str, Any], words: str) -> None:
    """Send the form of a section and see it come back with `words`."""
    response = client.post(f"/settings/{key}/new/", sent)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_limits_of_a_municipality_are_written_and_noted(admin: Client) -> None:
    sent = {"municipality": town().pk, "opens": "9.30", "closes": "19", "most_a_day": "4"}
    sent |= {"rests_on_holidays": "on", "monthly_cap": "250.50"}
    admin.post("/settings/text-limits/new/", sent)
    limits = TextPolicy.objects.get()
    assert (limits.opens, limits.closes) == (time(9, 30), time(19))
    assert (limits.most_a_day, limits.monthly_cap) == (4, Decimal("250.50"))
    assert limits.rests_on_holidays
    assert AuditEntry.objects.filter(subject="textpolicy", event="added").exists()
    page = admin.get("/settings/text-limits/").content.decode()
    assert ">9.30–19.00<" in page
    assert "no ordinary texts" in page


def test_limits_that_make_no_sense_are_refused(admin: Client) -> None:
    refused(admin, "text-limits", LIMITS | {"closes": "7"}, "The end must be after the beginning.")
    refused(admin, "text-limits", LIMITS | {"most_a_day": "0"}, "greater than or equal to 1")
    refused(admin, "text-limits", LIMITS | {"monthly_cap": "0"}, "greater than or equal to")
    admin.post("/settings/text-limits/new/", LIMITS)
    refused(admin, "text-limits", LIMITS, "It has limits already: change those.")
    assert TextPolicy.objects.count() == 1


def test_an_administrator_of_one_municipality_sets_the_limits_of_that_one(
    admin: Client, coordinator: User
) -> None:
    for_all = TextPolicy.objects.create()
    coordinator.roles.update(municipality=town())
    refused(admin, "text-limits", LIMITS, "Choose a municipality that you administer.")
    admin.post("/settings/text-limits/new/", LIMITS | {"municipality": town().pk})
    assert TextPolicy.objects.filter(municipality=town()).exists()
    assert admin.get(f"/settings/text-limits/{for_all.pk}/").status_code == 404
    for key in ("text-routes", "text-prices", "text-senders"):
        assert admin.get(f"/settings/{key}/new/").status_code == 403


def test_a_route_for_questions_never_leads_where_nobody_can_reply(
    admin: Client, gateway: ScriptedGateway
) -> None:
    gateway.capabilities = Capabilities(
        two_way=False, alphanumeric=True, receipts=True, look_up=True
    )
    asking = {"position": "1", "carries": "asking", "gateway": "scripted"}
    refused(admin, "text-routes", asking, "Nobody can reply to this gateway.")
    refused(admin, "text-routes", asking | {"gateway": "", "by_name": "on"}, "reply to a name")
    refused(admin, "text-routes", asking | {"prefix": "46"}, "Write it like this: +358")
    admin.post("/settings/text-routes/new/", asking | {"carries": "telling", "prefix": "+46"})
    assert Route.objects.get().prefix == "+46"


def test_a_gateway_that_is_no_longer_in_use_keeps_its_price(
    admin: Client, settings: Settings, gateway: ScriptedGateway
) -> None:
    sent = {"gateway": gateway.name, "valid_from": "1.1.2026", "per_part": "0.069"}
    admin.post("/settings/text-prices/new/", sent)
    price = GatewayPrice.objects.get()
    settings.RINKI_GATEWAYS = ["notifications.gateways.demo.DemoGateway"]
    assert [g.name for g in gateways()] == ["demo"]
    admin.post(f"/settings/text-prices/{price.pk}/", sent | {"per_part": "0.0715"})
    price.refresh_from_db()
    assert (price.gateway, price.per_part) == (gateway.name, Decimal("0.0715"))


def test_a_sender_is_written_with_its_evidence(admin: Client) -> None:
    sent = {"gateway": "demo", "sender": "Vapari", "authorised_until": "31.12.2027"}
    refused(admin, "text-senders", sent, "This field is required.")
    admin.post("/settings/text-senders/new/", sent | {"evidence": "2026/114"})
    identity = SenderIdentity.objects.get()
    assert identity.holds_on(date(2027, 12, 31))
    assert not identity.holds_on(date(2028, 1, 1))


def test_the_costs_of_a_month_stand_beside_the_cap(admin: Client, maija: Person) -> None:
    GatewayPrice.objects.create(
        gateway="demo", valid_from=date(2026, 1, 1), per_part=Decimal("2.50")
    )
    TextPolicy.objects.create(monthly_cap=Decimal(3))
    ask_to_call(maija, AINO)
    Message.objects.update(state="accepted", gateway="demo", accepted_at=NINE)
    page = admin.get("/texts/costs/?month=2026-11").content.decode()
    assert "Esimerkkilä" in page
    assert "2.50" in page
    assert "83 %" in page
    empty = admin.get("/texts/costs/?month=2026-10").content.decode()
    assert "0 %" in empty
    assert "83 %" not in empty


def test_the_costs_are_for_administrators(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert client.get("/texts/costs/").status_code == 403


def test_a_cap_that_comes_near_stands_on_today_until_it_has_been_read(
    admin: Client, coordinator: User
) -> None:
    now = timezone.now()
    notice = CapNotice.objects.create(
        municipality=town(), month=month_of(now), made_at=now - timedelta(hours=1)
    )
    words = "More than 80 per cent of the month&#x27;s euros for texts are used."
    assert words.replace("&#x27;", "'") in admin.get("/today/").content.decode()
    admin.post(f"/texts/costs/{notice.pk}/seen/")
    notice.refresh_from_db()
    assert notice.seen_by == coordinator
    assert "80 per cent" not in admin.get("/today/").content.decode()


def test_a_coordinator_hears_of_no_cap(client: Client, coordinator: User) -> None:
    now = timezone.now()
    notice = CapNotice.objects.create(municipality=town(), month=month_of(now), made_at=now)
    client.force_login(coordinator)
    assert "caps-title" not in client.get("/today/").content.decode()
    assert client.post(f"/texts/costs/{notice.pk}/seen/").status_code == 403


def test_a_person_has_hours_of_their_own_and_may_give_them_up(admin: Client, maija: Person) -> None:
    url = f"/people/{maija.pk}/text-hours/"
    admin.post(url, {"opens": "9.30", "closes": "18"})
    hours = PersonHours.objects.get()
    assert (hours.person, hours.opens, hours.closes) == (maija, time(9, 30), time(18))
    page = admin.get(f"/people/{maija.pk}/").content.decode()
    assert "Texts come between" in page
    assert admin.post(url, {"opens": "9", "closes": ""}).status_code == 422
    assert admin.post(url, {"opens": "19", "closes": "9"}).status_code == 422
    admin.post(url, {"opens": "", "closes": ""})
    assert not PersonHours.objects.exists()
    assert AuditEntry.objects.filter(subject="personhours", event="removed").exists()


def test_own_hours_are_read_out_and_forgotten_with_the_person(maija: Person) -> None:
    PersonHours.objects.create(person=maija, opens=time(9), closes=time(18))
    assert export_messages(maija, plain_row) == [{"opens": time(9), "closes": time(18)}]
    erase_messages(maija, CLOCK, NINE)
    assert not PersonHours.objects.exists()
