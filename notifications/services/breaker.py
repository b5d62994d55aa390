"""How each gateway stands: noted after every call, asked before it, by any number of workers at once."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from directory.actors import CLOCK
from directory.kept import kept
from directory.models import AuditEntry
from notifications.gateways.base import Fault
from notifications.models import GatewayState
from notifications.rules.breaker import BREAKER, CLOSED, HALF_OPEN, ITS_OWN, TRIAL, next_try, opens

log = logging.getLogger(__name__)

# The gateways that have failed, as this process last saw them: what goes well changes nothing for the others.
_known: dict[str, GatewayState] = {}


def look(*, has_rows: bool) -> None:
    """See how the gateways stand now; `has_rows`: whether any has ever failed."""
    _known.clear()
    if has_rows:
        _known.update({row.gateway: row for row in _all_states()})


def state_of(gateway: str) -> GatewayState | None:
    """Return how `gateway` stood when this process last looked or noted; None when it never failed."""
    return _known.get(gateway)


@kept
def _all_states() -> QuerySet[GatewayState]:
    return GatewayState.objects.order_by()


def note(gateway: str, fault: Fault, now: datetime, code: str = "") -> None:
    """Hear how a call to `gateway` ended: NONE when it took the text.

    A fault of the gateway's own is counted, and may open its breaker; anything else shows that it works.
    """
    if fault in ITS_OWN:
        _failed(gateway, fault, code, now)
    elif (row := _known.get(gateway)) and (row.failures or row.state != CLOSED):
        _worked(gateway, now)


def _worked(gateway: str, now: datetime) -> None:
    row = GatewayState.objects.filter(gateway=gateway).first()
    if row is None:
        _known.pop(gateway, None)
        return
    _known[gateway] = row
    if row.state == CLOSED:
        GatewayState.objects.filter(pk=row.pk, state=CLOSED).update(failures=0)
        row.failures = 0
    elif _shift(row, "close", now, failures=0, trials=0, opened_at=None, next_try_at=None):
        log.warning("Gateway %s works again", gateway)


def _failed(gateway: str, fault: Fault, code: str, now: datetime) -> None:
    row, _made = GatewayState.objects.get_or_create(gateway=gateway)
    GatewayState.objects.filter(pk=row.pk).update(
        failures=F("failures") + 1, fault=fault, code=code[:20]
    )
    row.refresh_from_db()
    _known[gateway] = row
    if not BREAKER.allows(row.state, "open") or not opens(fault, row.failures, row.state):
        return
    trials = row.trials + 1 if row.state == HALF_OPEN else 0
    was_well = row.state == CLOSED
    changes = {"trials": trials, "next_try_at": next_try(now, trials)}
    if was_well:
        changes["opened_at"] = now
    if _shift(row, "open", now, **changes) and was_well:
        _shout(gateway, fault, code)


def _shout(gateway: str, fault: Fault, code: str) -> None:
    """Say it once, when the gateway is first left alone; the page of operations shows it from then on."""
    if fault is Fault.CONFIGURATION:
        log.error("Gateway %s refuses our settings, code %s", gateway, code)
    else:
        log.warning(
            "Gateway %s does not work (%s, code %s) and is left alone", gateway, fault, code
        )


def let_through(gateway: str, now: datetime) -> bool:
    """Take the one trial that is due of a gateway that was left alone; of two workers one gets it."""
    row = _known[gateway]
    if row.state == CLOSED or row.next_try_at is None or row.next_try_at > now:
        return False
    return _shift(row, "try", now, next_try_at=now + TRIAL)


def _shift(row: GatewayState, event: str, now: datetime, **changes: Any) -> bool:
    """Move `row` by `event` if nobody has moved it since it was read; tell whether it moved."""
    before = row.state
    target = BREAKER.target(before, event, CLOCK.kind)
    same = GatewayState.objects.filter(pk=row.pk, state=before, next_try_at=row.next_try_at)
    with transaction.atomic():
        if not same.update(state=target, **changes):
            return False
        AuditEntry.objects.record(
            subject=BREAKER.name,
            subject_id=row.pk,
            event=event,
            before=before,
            after=target,
            reason=row.fault,
            by=CLOCK,
            at=now,
        )
    row.state = target
    for name, value in changes.items():
        setattr(row, name, value)
    return True
