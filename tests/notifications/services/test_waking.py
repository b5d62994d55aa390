"""A worker is called to read what comes in: at once, seldom, and without harm when nobody can be called."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.signing import SignedPackage
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from notifications.gateways.base import InboundSms
from notifications.models import Inbound
from notifications.services import inbound
from notifications.services.inbound import process_new, receive
from notifications.services.waking import wake
from people.models import Person
from tests.gateways.twilio.test_webhooks import ACCOUNT, INBOUND, PUBLIC, TEXT, post, sign
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call, minutes

FIVE_PAST = minutes(5)
LATER = timedelta(seconds=1)
_ids = count(1)

pytestmark = pytest.mark.usefixtures("maija", "_own_queue")


@pytest.fixture
def _own_queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Use the run's own kind of queue, the database's or Redis, under a name that nobody else uses."""
    monkeypatch.setattr(Conf, "CLUSTER_NAME", uuid4().hex)
    yield
    get_broker().delete_queue()


def comes_in(at: datetime = FIVE_PAST, body: str = "ok", provider_id: str = "") -> Inbound:
    """Store a text and call a worker for it, as a webhook does."""
    sms = InboundSms(provider_id or f"woke-{next(_ids)}", "+358401230002", "", body)
    stored = receive("demo", sms, at)
    wake([stored], at)
    return stored


def calls() -> int:
    """Return how often a worker has been called and has not come yet."""
    size: int = get_broker().queue_size()
    return size


@pytest.fixture
def _by_twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: FIVE_PAST)
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "+358401110000")
    settings.PUBLIC_BASE_URL = PUBLIC
    settings.RINKI_GATEWAYS = ["notifications.gateways.twilio.TwilioGateway"]


@pytest.mark.usefixtures("_by_twilio")
def test_a_posted_text_calls_a_worker_once_it_is_stored(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post(INBOUND, TEXT, sign(INBOUND, TEXT))
        assert Inbound.objects.count() == 1
        assert calls() == 0
    assert calls() == 1


def test_a_call_is_to_read_what_came_in() -> None:
    comes_in()
    [(_id, task)] = get_broker().dequeue()
    assert SignedPackage.loads(task)["func"] == "backend.schedule.read_at_once"


def test_however_many_come_at_once_one_call_is_made() -> None:
    for second in range(50):
        comes_in(FIVE_PAST + timedelta(seconds=second))
    assert calls() == 1


def test_while_nobody_reads_a_call_a_minute_is_the_most() -> None:
    for second in range(300):
        comes_in(FIVE_PAST + timedelta(seconds=second))
    assert calls() <= 5


def test_what_comes_after_all_was_read_calls_again() -> None:
    comes_in()
    process_new(FIVE_PAST)
    comes_in(FIVE_PAST + LATER)
    assert calls() == 2


def test_of_two_that_come_together_the_first_calls_whichever_is_stored_first() -> None:
    first, second = (
        receive("demo", InboundSms(f"pair-{n}", "+358401230002", "", "ok"), NINE) for n in (1, 2)
    )
    wake([second], NINE)
    assert calls() == 0
    wake([first], NINE)
    assert calls() == 1


def test_a_second_copy_of_what_was_read_calls_nobody() -> None:
    comes_in(provider_id="copied")
    process_new(FIVE_PAST)
    comes_in(FIVE_PAST + LATER, provider_id="copied")
    assert calls() == 1


def test_a_request_without_a_text_calls_nobody() -> None:
    wake([], NINE)
    assert calls() == 0


def test_what_comes_while_others_are_read_is_read_with_them(
    topic: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = inbound.process_safely
    came: list[Inbound] = []

    def slow_to_read(pk: int, now: datetime) -> None:
        if not came:
            came.append(comes_in(FIVE_PAST + LATER, "kiitos"))
        read(pk, now)

    monkeypatch.setattr(inbound, "process_safely", slow_to_read)
    comes_in()
    assert process_new(FIVE_PAST) == 2
    assert calls() == 1, "it was sure to be read"
    assert not Inbound.objects.filter(state=Inbound.State.NEW).exists()


def test_a_queue_that_takes_no_calls_harms_nothing(
    maija: Person,
    topic: Listening,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuses(*_args: object, **_options: object) -> str:
        raise ConnectionRefusedError("redis://secret@queue:6379")

    monkeypatch.setattr("notifications.services.waking.async_task", refuses)
    ask_to_call(maija, AINO)
    comes_in()
    assert "Could not wake the worker: ConnectionRefusedError" in caplog.text
    assert "secret" not in caplog.text
    process_new(FIVE_PAST)
    assert topic.heard == [("occurrence:1", "done")]
