"""When anything happens next: so that the demo need not live through every empty minute."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Min

from directory.localtime import instant, local_date
from notifications.models import Inbound, Message, Prompt
from rides.models import Leg, Run
from rings.models import Concern, MonthReport, Occurrence, Offer

MINUTE = timedelta(minutes=1)


def next_minute(now: datetime, others: Iterable[datetime | None]) -> datetime:
    """Return the first full minute after `now` at which a row is due, one of `others` comes, or a day begins."""
    midnight = instant(local_date(now) + timedelta(days=1), time())
    known = [at for at in (*_due(midnight), *others) if at is not None]
    return max(_full(min([midnight, *known])), now + MINUTE)


def _due(until: datetime) -> Iterable[datetime | None]:
    """Yield the first time in each table, of those up to `until`."""
    questions = Prompt.objects.filter(state=Prompt.State.OPEN, closes_at__lte=until)
    yield Occurrence.objects.due(until).aggregate(at=Min("due_at"))["at"]
    yield Concern.objects.due(until).aggregate(at=Min("due_at"))["at"]
    yield MonthReport.objects.filter(state=MonthReport.State.ASKED).aggregate(at=Min("due_at"))[
        "at"
    ]
    yield Run.objects.due(until).aggregate(at=Min("due_at"))["at"]
    yield Leg.objects.due(until).aggregate(at=Min("due_at"))["at"]
    yield Message.objects.due(until).aggregate(at=Min("due_at"))["at"]
    yield questions.aggregate(at=Min("closes_at"))["at"]
    yield Inbound.objects.filter(state=Inbound.State.QUEUED).aggregate(at=Min("due_at"))["at"]
    yield Offer.objects.filter(state=Offer.State.OPEN).aggregate(at=Min("due_at"))["at"]


def _full(at: datetime) -> datetime:
    """Return the first full minute not before `at`."""
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + MINUTE
