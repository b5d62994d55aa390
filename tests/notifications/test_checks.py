"""Each thing that holds the start, and the sentence that says what to do about it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.checks import Error, Tags, Warning, run_checks  # noqa: A004  # Django's word
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils import timezone
from pytest_django import Settings

from directory.localtime import local_date
from notifications.checks import check_senders
from notifications.models import SenderIdentity
from notifications.texts.catalogue import catalogue
from tests.notifications.scripted import ScriptedGateway

GATEWAYS = "notifications.gateways"
TWILIO, KANNEL = f"{GATEWAYS}.twilio.TwilioGateway", f"{GATEWAYS}.kannel.KannelGateway"
ANDROID = f"{GATEWAYS}.android.AndroidGateway"
HERE = "tests.notifications.test_checks"
SENDER = "+358401230000"


class SlowGateway(ScriptedGateway):
    """Takes longer than a worker has a text in hand."""

    timeout = 60.0
    listing_lag = 60.0


class NamedGateway(ScriptedGateway):
    """Sends as a number of ours."""

    sender = SENDER


def refusal(*arguments: str, **options: Any) -> str:
    """Return with which words the start is held."""
    with pytest.raises(SystemCheckError) as held:
        call_command("check", *arguments, **options)
    return str(held.value)


def test_as_it_comes_nothing_holds_the_start(db: None, settings: Settings) -> None:
    del db
    # The variable that Django warns of is set by the tests of pages, for Playwright's sake.
    settings.SILENCED_SYSTEM_CHECKS = ["async.E001"]
    call_command("check", deploy=True, databases=["default"], fail_level="ERROR")


@pytest.mark.parametrize(("retry", "timeout"), [(300, 300), (60, 300), (60, None)])
def test_a_queue_that_would_run_a_task_twice(
    settings: Settings, retry: int, timeout: int | None
) -> None:
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "retry": retry, "timeout": timeout}
    words = refusal()
    assert "Q_CLUSTER would run a task twice" in words
    assert "Set a timeout, and a retry that is longer than it" in words


def test_a_gateway_slower_than_the_lease(settings: Settings) -> None:
    settings.RINKI_GATEWAYS = [f"{HERE}.SlowGateway"]
    words = refusal()
    assert "The gateway scripted may need 130 s for a text; a worker has it for 120 s." in words
    assert "Shorten its timeout" in words


def test_only_a_one_way_sender_while_texts_ask(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(text.two_way for text in catalogue().values())
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "AC1")
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "Vapari")
    settings.PUBLIC_BASE_URL = "https://rinki.esimerkki.fi"
    settings.RINKI_GATEWAYS = [TWILIO]
    words = refusal()
    assert "No gateway in RINKI_GATEWAYS can receive answers" in words
    assert "Send from a number that can be replied to" in words


@pytest.mark.parametrize("gateway", [TWILIO, KANNEL, ANDROID])
def test_a_gateway_that_calls_back_without_a_public_address(
    settings: Settings, gateway: str
) -> None:
    settings.PUBLIC_BASE_URL = ""
    settings.RINKI_GATEWAYS = [gateway]
    words = refusal()
    assert "RINKI_PUBLIC_URL" in words
    assert "Set them in the environment" in words


def deploy() -> str:
    """Return the words that hold a start in service."""
    return refusal(deploy=True, databases=["default"])


def test_a_sender_that_nobody_has_authorised(db: None, settings: Settings) -> None:
    del db
    settings.RINKI_GATEWAYS = [f"{HERE}.NamedGateway"]
    words = deploy()
    assert f"The sender {SENDER} of the gateway scripted is not authorised." in words
    assert "Ask the provider of the texts to authorise the sender" in words
    assert "RINKI_SENDER_AUTHORISED_UNTIL=2027-12-31" in words


def test_a_sender_whose_authorisation_is_over(db: None, settings: Settings) -> None:
    del db
    settings.RINKI_GATEWAYS = [f"{HERE}.NamedGateway"]
    settings.RINKI_SENDER_AUTHORISED_UNTIL = "2026-05-03"
    assert "Our sender was authorised until 2026-05-03 only." in deploy()
    settings.RINKI_SENDER_AUTHORISED_UNTIL = "next year"
    assert "RINKI_SENDER_AUTHORISED_UNTIL is no date: next year" in deploy()


@pytest.mark.parametrize(("days", "problems"), [(365, []), (10, [Warning]), (-1, [Error])])
def test_the_table_of_senders_counts_as_well(
    db: None, settings: Settings, days: int, problems: list[type]
) -> None:
    del db
    settings.RINKI_GATEWAYS = [f"{HERE}.NamedGateway"]
    until = local_date(timezone.now()) + timedelta(days=days)
    SenderIdentity.objects.create(
        gateway="scripted", sender=SENDER, authorised_until=until, evidence="2026/114"
    )
    found = check_senders(None, databases=["default"])
    assert [type(problem) for problem in found] == problems


def test_an_authorised_sender_starts_and_no_database_is_asked_unless_told(
    settings: Settings,
) -> None:
    settings.RINKI_GATEWAYS = [f"{HERE}.NamedGateway"]
    settings.RINKI_SENDER_AUTHORISED_UNTIL = ""
    (problem,) = check_senders(None)
    assert problem.hint == "Run manage.py check --deploy --database default"
    settings.RINKI_SENDER_AUTHORISED_UNTIL = str(date(9999, 12, 31))
    assert check_senders(None) == []


def test_the_table_is_looked_at_by_a_check_of_the_database_in_service_only(db: None) -> None:
    del db
    found = run_checks(tags=[Tags.database], databases=["default"], include_deployment_checks=True)
    assert found == []
    assert Tags.database in check_senders.tags  # type: ignore[attr-defined]  # put there by `register`
