"""A reminder that no gateway took, seen from the desk: sent again, or phoned instead, and the turn goes on."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from notifications.gateways.base import Fault, InboundSms, SendResult
from notifications.gateways.registry import gateways
from notifications.models import Message
from notifications.services.inbound import process, receive
from notifications.services.sender import send_due
from people.models import Person
from rings.services.attending.attend import attend
from rings.services.attending.outcomes import record_outcome
from tests.conversations.village import Clock, Village
from tests.notifications.scripted import ScriptedGateway
from tests.rings.desk import Desk

PAGE = "/operations/undelivered/"


@pytest.fixture
def gateway(settings: Settings) -> ScriptedGateway:
    """The only gateway in use, which refuses every text at first."""
    settings.RINKI_GATEWAYS = ["tests.notifications.scripted.ScriptedGateway"]
    (only,) = gateways()
    assert isinstance(only, ScriptedGateway)
    only.answer = lambda _sms: SendResult(fault=Fault.REFUSED)
    return only


@pytest.fixture
def lost(
    village: Village, clock: Clock, sari: Person, aino: Person, gateway: ScriptedGateway
) -> Message:
    """The reminder to Sari that it is her turn to ring Aino: refused at nine."""
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    reminder = Message.objects.get(purpose="duty")
    assert (reminder.state, reminder.person) == ("failed", sari)
    assert village.occurrence(aino).state == "escalated"
    gateway.answer = lambda sms: SendResult(f"id-{sms.reference}")
    return reminder


def test_sent_again_it_asks_as_before_and_its_answer_settles_the_turn(
    desk: Desk, village: Village, clock: Clock, lost: Message, sari: Person, aino: Person
) -> None:
    assert "The gateway refused the text itself." in desk.opens(PAGE)
    desk.sends(f"{PAGE}{lost.pk}/again/")
    send_due(clock.now)
    again = Message.objects.get(purpose="duty", step__gt=lost.step)
    assert (again.state, again.body, again.person) == ("accepted", lost.body, sari)
    sms = InboundSms("in-1", "+358401230001", "", "soitettu, kaikki hyvin")
    process(receive("scripted", sms, clock.now).pk, clock.now)
    assert village.occurrence(aino).state == "done"
    assert village.nobody_is_forgotten()


def test_a_turn_that_was_settled_meanwhile_is_not_asked_about_again(
    desk: Desk, village: Village, clock: Clock, lost: Message, aino: Person
) -> None:
    record_outcome(village.occurrence(aino), "reached", by=village.by, now=clock.now)
    assert village.occurrence(aino).state == "done"
    says = desk.sends(f"{PAGE}{lost.pk}/again/")
    assert "the matter has been settled in another way" in says
    assert Message.objects.filter(purpose="duty").count() == 1


def test_phoned_instead_the_turn_stays_with_the_office_and_is_handed_over_once(
    desk: Desk, village: Village, lost: Message, aino: Person
) -> None:
    alerts = Message.objects.filter(purpose="alert")
    before = alerts.count()
    desk.sends(f"{PAGE}{lost.pk}/phone/")
    assert village.occurrence(aino).because == "not_sent"
    assert alerts.count() == before
    assert "Phone instead of a text Sari Esimerkki" in desk.opens("/today/")
    desk.client.post(f"{PAGE}{lost.pk}/phoned/", {"from": "today"})
    assert "Phone instead of a text" not in desk.opens("/today/")
    assert village.occurrence(aino).state == "escalated"
    assert village.nobody_is_forgotten()


def test_a_reminder_that_came_too_late_goes_to_the_office_when_somebody_is_to_phone(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:59")
    clock.now += timedelta(minutes=1)
    attend(clock.now)
    reminder = Message.objects.get(purpose="duty")
    # The sender stood still until it was too late.
    send_due(reminder.expires_at)
    reminder.refresh_from_db()
    assert (reminder.state, village.occurrence(aino).state) == ("expired", "reminded")
    desk.sends(f"{PAGE}{reminder.pk}/phone/")
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "not_sent")


def test_elsewhere_nothing_of_it_is_seen(elsewhere: Desk, lost: Message) -> None:
    del lost
    assert "Sari" not in elsewhere.opens(PAGE)
    assert "Sari" not in elsewhere.opens("/today/")


def test_a_reader_of_counts_may_not_look(reader: Desk, lost: Message) -> None:
    del lost
    reader.opens(PAGE, status=403)
