"""The page of operations: for administrators only, true figures, and a test text to oneself."""

from datetime import timedelta

import pytest
from django.test import Client

from directory.models import AuditEntry, Municipality, StaffRole, User
from notifications.gateways.base import Fault, SendResult
from notifications.models import GatewayState, Message
from notifications.services.heartbeat import Beat, note_beat, note_failure, set_going
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import AINO, Listening, ask_to_call, make_person, minutes
from tests.notifications.scripted import ScriptedGateway
from tests.rings.desk import words_of

PAGE = "/operations/"


@pytest.fixture(autouse=True)
def _five_past_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be opened on the morning of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))


@pytest.fixture
def admin(coordinator: User, client: Client) -> Client:
    """A browser of an administrator of everywhere, in English."""
    coordinator.roles.update(role=StaffRole.Role.ADMINISTRATOR, municipality=None)
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def page(client: Client) -> str:
    """Return what the page says."""
    return words_of(client.get(PAGE))


def pressed(client: Client, gateway: str = "scripted") -> str:
    """Send a test text through `gateway`; return what the page says then."""
    return words_of(client.post(f"{PAGE}test/", {"gateway": gateway}, follow=True))


def test_it_is_for_administrators(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}test/", {"gateway": "demo"}).status_code == 403
    assert not Message.objects.exists()
    assert f'"{PAGE}"' not in client.get("/today/").content.decode()


@pytest.mark.usefixtures("gateway")
def test_a_clock_that_never_ticked_stands_still_and_one_that_ticks_runs(admin: Client) -> None:
    assert "The clock stands still" in page(admin)
    set_going(minutes(0))
    assert "The clock stands still" in page(admin)
    note_beat(Beat(findings=0), minutes(4))
    says = page(admin)
    assert "The clock runs" in says
    assert "23.11.2026 9.04.00" in says
    assert "nothing is forgotten" in says


@pytest.mark.usefixtures("gateway")
def test_what_failed_and_what_the_auditor_found_is_said(admin: Client) -> None:
    note_failure("poll", minutes(3))
    note_failure("attend", minutes(-25 * 60))
    note_beat(Beat(failed=1, findings=2), minutes(4))
    says = page(admin)
    assert "1 part failed" in says
    assert "2 things found: the log names them" in says
    assert "poll, 23.11.2026 9.03" in says
    assert "attend" not in says


def test_a_gateway_stands_there_with_what_it_took_what_it_can_and_what_went_wrong(
    admin: Client, maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    ask_to_call(maija, AINO)
    send_due(minutes(0))
    gateway.answer = lambda _sms: SendResult(fault=Fault.REFUSED)
    for n in range(2):
        ask_to_call(make_person("Pekka", f"+35840123090{n}"), AINO)
    send_due(minutes(1))
    says = page(admin)
    assert "Taken within an hour 1 (at most 1,000 a second)" in says
    assert "Last taken 23.11.2026 9.00" in says
    assert "On their way 1" in says
    assert "2 × the gateway refused the text itself" in says
    assert "Answers come back, it tells what has arrived" in says
    assert "the sender may be a name" not in says


def test_a_gateway_that_is_left_alone_says_when_it_is_tried_next(
    admin: Client, gateway: ScriptedGateway
) -> None:
    GatewayState.objects.create(
        gateway=gateway.name,
        state="open",
        failures=5,
        fault="temporary",
        opened_at=minutes(4),
        next_try_at=minutes(6),
    )
    says = page(admin)
    assert f"{GatewayState.State.OPEN.label}".capitalize() in says
    assert "next try at 9.06" in says


def test_what_waits_too_long_is_in_red(
    admin: Client, maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    ask_to_call(maija, AINO)
    html = admin.get(PAGE).content.decode()
    assert 'state-alarm"' in html
    assert "The oldest has waited 5" in page(admin).replace("\xa0", " ")


def test_a_test_text_goes_to_ones_own_telephone_and_is_listed(
    admin: Client, coordinator: User, gateway: ScriptedGateway
) -> None:
    assert "The gateway has taken the test text." in pressed(admin)
    (sms,) = gateway.sent
    assert sms.to == coordinator.phone
    assert "TEST" in sms.body
    assert AuditEntry.objects.get(event="test").user == coordinator
    assert "23.11.2026 9.05, scripted: sent" in page(admin)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (SendResult(fault=Fault.AMBIGUOUS), "The answer of the gateway was lost."),
        (SendResult(fault=Fault.NUMBER), "did not go. The number takes no text messages."),
        (SendResult(fault=Fault.REFUSED), "did not go. The gateway refused the text itself."),
    ],
)
def test_how_a_test_went_is_said_in_plain_words(
    admin: Client, gateway: ScriptedGateway, result: SendResult, words: str
) -> None:
    gateway.answer = lambda _sms: result
    assert words in pressed(admin)


def test_through_the_demo_phones_it_arrives_at_once(admin: Client) -> None:
    assert "The test text has arrived." in pressed(admin, "demo")


def test_without_a_telephone_one_is_asked_for_it(
    admin: Client, coordinator: User, gateway: ScriptedGateway
) -> None:
    User.objects.filter(pk=coordinator.pk).update(phone="")
    html = admin.get(PAGE).content.decode()
    assert "Give your telephone" in html
    assert "Send a test text" not in html
    assert "Your telephone takes no texts." in pressed(admin)
    assert gateway.sent == []


def test_a_gateway_that_is_not_in_use_sends_nothing(
    admin: Client, gateway: ScriptedGateway
) -> None:
    assert "Choose a gateway first." in pressed(admin, "elsewhere")
    assert admin.get(f"{PAGE}test/").status_code == 405
    assert gateway.sent == []


def test_tests_of_yesterday_are_listed_no_more(admin: Client, gateway: ScriptedGateway) -> None:
    del gateway
    pressed(admin)
    Message.objects.update(created_at=minutes(5) - timedelta(hours=25))
    assert "Tests of the last day" not in page(admin)


def test_an_administrator_of_one_municipality_sees_it_too(
    admin: Client, coordinator: User, gateway: ScriptedGateway
) -> None:
    del gateway
    coordinator.roles.update(municipality=Municipality.objects.get())
    assert "The clock and the queue" in page(admin)
