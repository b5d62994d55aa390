"""What must hold before the service starts: nothing may be set up so that texts are doubled, lost or stopped."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004  # Django's word
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from directory.localtime import local_date
from notifications.gateways.base import Gateway, GatewaySettingsError, SendsAs
from notifications.gateways.registry import gateways
from notifications.models import SenderIdentity
from notifications.services.claims import LEASE, MARGIN
from notifications.texts.catalogue import catalogue

Apps = Sequence[AppConfig] | None
A_MONTH = timedelta(days=31)
SENDERS = (
    "Ask the provider of the texts to authorise the sender (Traficom regulation 28). Then set "
)
SENDERS += "RINKI_SENDER_AUTHORISED_UNTIL=2027-12-31, or write it under Settings, Senders of texts."


def register_checks() -> None:
    """Have Django look at all of this; called once, when the models are loaded."""
    for check in (check_gateways, check_clock, check_leases):
        register(check)
    # Reads a table: run before every start by `manage.py check --deploy --database default`.
    register(check_senders, Tags.database, deploy=True)


def check_gateways(app_configs: Apps, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a gateway that lacks settings, is unknown, or hears no answers."""
    try:
        in_use = gateways()
    except GatewaySettingsError as problem:
        missing = ", ".join(problem.missing)
        return [
            Error(
                f"The gateway {problem.gateway} cannot start: {missing} not set.",
                hint="Set them in the environment or in .env; see docs/operations.md.",
                id="notifications.E001",
            )
        ]
    except ImportError as problem:
        return [Error(f"RINKI_GATEWAYS: {problem}", id="notifications.E002")]
    asks = any(text.two_way for text in catalogue().values())
    if asks and not any(gateway.capabilities.two_way for gateway in in_use):
        return [
            Error(
                "No gateway in RINKI_GATEWAYS can receive answers, but our texts ask for them.",
                hint="Send from a number that can be replied to, not from a name.",
                id="notifications.E003",
            )
        ]
    return []


def check_clock(app_configs: Apps, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a queue that gives a task to a second worker while the first is still at it."""
    retry, timeout = settings.Q_CLUSTER["retry"], settings.Q_CLUSTER["timeout"]
    if timeout and retry > timeout:
        return []
    return [
        Error(
            f"Q_CLUSTER would run a task twice: retry is {retry} s and timeout {timeout} s.",
            hint="Set a timeout, and a retry that is longer than it, for example 300 and 360.",
            id="notifications.E004",
        )
    ]


def check_leases(app_configs: Apps, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a gateway that may still be at a text when another worker takes it over."""
    lease = LEASE.total_seconds()
    return [
        Error(
            f"The gateway {gateway.name} may need {needed:g} s for a text; a worker has it for {lease:g} s.",
            hint="Shorten its timeout or its listing lag, or lengthen LEASE in services/claims.py.",
            id="notifications.E005",
        )
        for gateway in _in_use()
        if (needed := MARGIN.total_seconds() + gateway.timeout + gateway.listing_lag) >= lease
    ]


def check_senders(
    app_configs: Apps, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse to start with a sender that is not authorised: its texts come from "unknown", or not at all."""
    chosen = [(g, g.sender) for g in _in_use() if isinstance(g, SendsAs) and g.sender]
    written = settings.RINKI_SENDER_AUTHORISED_UNTIL
    if not chosen:
        return []
    if written:
        return _by_environment(written)
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return [
            Warning(
                "Nobody has looked whether our senders are authorised.",
                hint="Run manage.py check --deploy --database default",
                id="notifications.W001",
            )
        ]
    return [problem for gateway, sender in chosen for problem in _by_table(gateway.name, sender)]


def _by_environment(written: str) -> list[CheckMessage]:
    try:
        until = date.fromisoformat(written)
    except ValueError:
        return [
            Error(
                f"RINKI_SENDER_AUTHORISED_UNTIL is no date: {written}",
                hint="Write the last day, for example 2027-12-31.",
                id="notifications.E006",
            )
        ]
    return list(_until("Our sender", until))


def _by_table(gateway: str, sender: str) -> Iterator[CheckMessage]:
    """Look in the table of senders, where there is one yet."""
    table = SenderIdentity._meta.db_table
    if table not in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        return
    known = SenderIdentity.objects.filter(gateway=gateway, sender=sender).first()
    if known is None:
        words = f"The sender {sender} of the gateway {gateway} is not authorised."
        yield Error(words, hint=SENDERS, id="notifications.E007")
    else:
        yield from _until(f"The sender {sender} of the gateway {gateway}", known.authorised_until)


def _until(whose: str, until: date) -> Iterator[CheckMessage]:
    today = local_date(timezone.now())
    if until < today:
        words = f"{whose} was authorised until {until} only."
        yield Error(words, hint=SENDERS, id="notifications.E007")
    elif until < today + A_MONTH:
        words = f"{whose} is authorised until {until}: have it renewed."
        yield Warning(words, hint=SENDERS, id="notifications.W002")


def _in_use() -> tuple[Gateway, ...]:
    """Return the gateways; none when they cannot be made, which `check_gateways` says."""
    try:
        return gateways()
    except (GatewaySettingsError, ImportError):
        return ()
