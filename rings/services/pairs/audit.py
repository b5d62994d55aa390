"""What the auditor looks for in pairs: one without a next step, in nobody's charge, or that its owner lets lie."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet

from directory.findings import Breach
from directory.localtime import instant
from rings.machines import PAIR
from rings.models import Pair
from rings.rules.pairs import FORGOTTEN_AFTER


def _due_before(day: date) -> QuerySet[Any]:
    return Pair.objects.due(instant(day, time()))


def _forgotten(_now: datetime, day: date) -> QuerySet[Any]:
    return _due_before(day - FORGOTTEN_AFTER)


OF_PAIRS = (
    Breach(PAIR.name, "no_due_time", lambda now, day: Pair.objects.live().filter(due_at=None)),
    Breach(PAIR.name, "no_owner", lambda now, day: Pair.objects.without_able_owner(day)),
    Breach(PAIR.name, "not_told", lambda now, day: _due_before(day).filter(reminded_at=None)),
    Breach(PAIR.name, "overdue", _forgotten),
)
