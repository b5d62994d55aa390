"""What the phone is told of a text, and what each of its answers means."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from android_sms_gateway.errors import error_from_status

from notifications.gateways.android import AndroidGateway
from notifications.gateways.android.codes import fault_of_answer, fault_of_reason
from notifications.gateways.android.config import AndroidConfig
from notifications.gateways.base import Fault, LookUp, SendResult, Status
from tests.gateways.android.conftest import DESCRIPTION, KEY, PRISM, Driver
from tests.gateways.contract.part import sms
from tests.gateways.programs import free_port, node
from tests.gateways.trouble import HTML, troubled


def gateway_at(origin: str, sim: int | None = None) -> AndroidGateway:
    """Return the gateway, led to `origin`."""
    return AndroidGateway(AndroidConfig(origin, "USERNAME", "PASSWORD", KEY, sim))


def answer(status: str, body: bytes = b"", head: str = "Content-Type: text/html") -> bytes:
    """Return an answer as it goes over the line."""
    return f"HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Prism alone, which answers as it is asked to."""
    port = free_port()
    log = tmp_path_factory.mktemp("android") / "mock.log"
    with node(PRISM, "mock", "-h", "127.0.0.1", "-p", port, DESCRIPTION, log=log, port=port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def phone(everything: Driver) -> Driver:
    """The phone behind prism, without texts."""
    everything.phone.texts.clear()
    return everything


@pytest.mark.service
def test_the_phone_hears_from_which_card_and_until_when(phone: Driver) -> None:
    text = sms()
    assert text.expires_at is not None
    result = gateway_at(phone.url, sim=2).send(text)
    assert result == SendResult(text.reference, Status.ACCEPTED)
    (kept,) = phone.phone.texts.values()
    assert (kept["id"], kept["simNumber"]) == (text.reference, 2)
    assert kept["validUntil"] == text.expires_at.isoformat()
    assert kept["withDeliveryReport"] is True


@pytest.mark.service
def test_the_same_text_twice_is_one_text_and_counts_as_taken(phone: Driver) -> None:
    gateway, text = gateway_at(phone.url), sms()
    assert [gateway.send(text) for _time in range(2)] == [SendResult(text.reference)] * 2
    assert len(phone.phone.texts) == 1


@pytest.mark.service
def test_a_text_that_failed_is_found_with_its_reason(phone: Driver) -> None:
    gateway, text = gateway_at(phone.url), sms()
    gateway.send(text)
    phone.phone.texts[text.reference]["state"] = "Failed"
    found = gateway.look_up(text)
    assert found.look_up is LookUp.FOUND
    assert found.report is not None
    assert (found.report.status, found.report.fault) == (Status.FAILED, Fault.REFUSED)
    assert found.report.code == "GENERIC_FAILURE"


@pytest.mark.service
@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, Fault.REFUSED),
        (401, Fault.CONFIGURATION),
        (403, Fault.CONFIGURATION),
        (409, Fault.NONE),
        (422, Fault.REFUSED),
        (429, Fault.TEMPORARY),
        (500, Fault.AMBIGUOUS),
        (503, Fault.AMBIGUOUS),
    ],
)
def test_every_refusal_has_its_fault(refusing: str, status: int, fault: Fault) -> None:
    gateway = gateway_at(refusing)
    gateway.client.headers["Prefer"] = f"code={status}"
    result = gateway.send(sms())
    assert result.fault is fault
    assert result.code == ("" if status == 409 else str(status))


@pytest.mark.service
@pytest.mark.parametrize("status", [401, 403, 500])
def test_a_phone_that_does_not_answer_the_question_cannot_say(refusing: str, status: int) -> None:
    gateway = gateway_at(refusing)
    gateway.client.headers["Prefer"] = f"code={status}"
    assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY


@pytest.mark.service
def test_an_answer_about_another_text_is_no_answer(refusing: str) -> None:
    gateway = gateway_at(refusing)
    assert gateway.send(sms()).fault is Fault.AMBIGUOUS
    assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY


def test_a_page_that_says_not_found_says_nothing_of_the_text() -> None:
    with troubled(answer("404 Not Found", HTML)) as origin:
        assert gateway_at(origin).look_up(sms()).look_up is LookUp.CANNOT_SAY
        assert gateway_at(origin).send(sms()).fault is Fault.CONFIGURATION
    with troubled(answer("404 Not Found")) as origin:
        assert gateway_at(origin).look_up(sms()).look_up is LookUp.ABSENT


def test_a_text_is_not_sent_on_to_another_address() -> None:
    elsewhere = "Location: http://127.0.0.1:9/messages"
    for status in ("301 Moved Permanently", "302 Found", "307 Temporary Redirect"):
        with troubled(answer(status, head=elsewhere)) as origin:
            assert gateway_at(origin).send(sms()).fault is Fault.CONFIGURATION


def test_the_password_of_somebodys_home_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "netrc"
    home.write_text("machine 127.0.0.1 login other password other\n")
    monkeypatch.setenv("NETRC", str(home))
    gateway = gateway_at("http://127.0.0.1:9")
    assert gateway.send(sms()).fault is Fault.TEMPORARY
    assert gateway.session.trust_env is False


@pytest.mark.parametrize(
    ("status", "said", "fault"),
    [
        (400, {"message": "no devices registered"}, Fault.CONFIGURATION),
        (400, {"message": "text is empty"}, Fault.REFUSED),
        (400, None, Fault.REFUSED),
        (404, {}, Fault.CONFIGURATION),
        (413, {}, Fault.REFUSED),
        (502, {}, Fault.AMBIGUOUS),
        (302, {}, Fault.AMBIGUOUS),
    ],
)
def test_a_refusal_without_a_phone_is_for_somebody_to_mend(
    status: int, said: dict[str, str] | None, fault: Fault
) -> None:
    assert fault_of_answer(error_from_status("", status, said)) is fault


@pytest.mark.parametrize(
    ("reason", "fault", "code"),
    [
        ("Send result: RESULT_ERROR_LIMIT_EXCEEDED", Fault.TEMPORARY, "LIMIT_EXCEEDED"),
        ("RESULT_RIL_MODEM_ERR", Fault.TEMPORARY, "MODEM_ERR"),
        ("RESULT_NO_DEFAULT_SMS_APP", Fault.CONFIGURATION, "NO_DEFAULT_SMS_APP"),
        ("RESULT_ERROR_GENERIC_FAILURE", Fault.REFUSED, "GENERIC_FAILURE"),
        ("Invalid phone number +358401230002", Fault.REFUSED, ""),
        ("", Fault.REFUSED, ""),
    ],
)
def test_a_reason_is_androids_word_and_nothing_else(reason: str, fault: Fault, code: str) -> None:
    assert fault_of_reason(reason) == (fault, code)
