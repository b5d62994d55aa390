"""Where a driver is paid."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from people.services.facts import change_facts
from rides.models import Driver

CHANGEABLE = frozenset({"account"})


@transaction.atomic
def write_account(driver: Driver, account: str | None, *, by: Actor, now: datetime) -> None:
    """Write down the account number (IBAN) of `driver`, or forget it; the trail says that it changed."""
    change_facts(driver, driver.person, {"account": account}, CHANGEABLE, by=by, now=now)
