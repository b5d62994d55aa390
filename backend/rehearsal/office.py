"""The coordinators of a rehearsal: in office hours they take up, one by one, what waits for them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from backend.rehearsal.dice import dice
from backend.rehearsal.people import on_the_grid
from backend.rehearsal.rates import Minutes, Rates
from directory.actors import staff
from directory.kept import kept
from directory.localtime import local_date, local_time
from directory.peek import Peek
from notifications.models import Inbound
from notifications.services import queue
from rings.models import Concern, Occurrence
from rings.services.attending.hand import resolve
from rings.services.concerns.acts import close as close_worry

SATURDAY = 5
Thing = tuple[object, ...]


class Office:
    """Notes when each thing came to hand, and takes it up after the minutes that the rates give.

    What somebody else has settled meanwhile is forgotten: nobody looks at the clock for its sake.
    """

    def __init__(self, rates: Rates, seed: int) -> None:
        self.rates = rates.office
        self.seed = seed
        self._due: dict[Thing, datetime] = {}
        self._noted_before: dict[Thing, datetime] = {}

    def work(self, now: datetime) -> None:
        """Take up what is due by `now`; what comes in after hours waits for the morning."""
        self._noted_before, self._due = self._due, {}
        if not _is_open(now, self.rates.weekday_hours, self.rates.weekend_hours):
            return
        waiting = DESK.ask(now)
        if "texts" in waiting:
            self._read_texts(now)
        if "residents" in waiting:
            self._see_to_residents(now)
        if "worries" in waiting:
            self._look_into_worries(now)

    def _read_texts(self, now: datetime) -> None:
        for text in _texts():
            key = (text.sender, text.received_at)
            if text.owner_id and self._is_time(key, now):
                queue.close(text, by=staff(text.owner_id), now=now)

    def _see_to_residents(self, now: datetime) -> None:
        """Ring whoever nobody has reported on: somebody answers, or help is called."""
        for row in _residents_now(now):
            key = (row.ring_id, row.receiver_id, row.starts_at)
            if not row.office_owner_id or not self._is_time(key, now):
                continue
            throw = dice(self.seed, "office", row.receiver_id, row.nominal_date).random()
            reason = Occurrence.Reason.REACHED_BY_OTHER
            if row.tries and throw < self.rates.help_called:
                reason = Occurrence.Reason.EMERGENCY
            resolve(row, reason, by=staff(row.office_owner_id, channel="phone"), now=now)

    def _look_into_worries(self, now: datetime) -> None:
        """Ring whoever somebody was worried about, write down what was heard, and close the worry."""
        for worry in _worries():
            if worry.owner_id and self._is_time((worry.person_id, worry.raised_at), now):
                closing = Concern.Closing.WELL
                close_worry(worry, closing, "Soitettu.", by=staff(worry.owner_id), now=now)

    def _is_time(self, thing: Thing, now: datetime) -> bool:
        """Tell whether the thing is taken up now; the first look only notes it."""
        due_at = self._noted_before.get(thing) or self._next(thing, now)
        if due_at <= now:
            return True
        self._due[thing] = due_at
        return False

    def _next(self, thing: Thing, now: datetime) -> datetime:
        minutes = dice(self.seed, "desk", *thing).randint(*self.rates.minutes)
        return on_the_grid(now + timedelta(minutes=minutes))


def _texts() -> QuerySet[Inbound]:
    return Inbound.objects.filter(state=Inbound.State.QUEUED)


@kept
def _residents_now(now: datetime) -> QuerySet[Occurrence]:
    return _residents(now)


def _residents(now: datetime) -> QuerySet[Occurrence]:
    """Return what is in somebody's hands and past its hour."""
    return Occurrence.objects.filter(
        office_owner__isnull=False, state=Occurrence.State.ESCALATED, starts_at__lte=now
    )


def _worries() -> QuerySet[Concern]:
    return Concern.objects.open().order_by("raised_at", "pk")


DESK: Peek[str] = Peek(
    {
        "texts": lambda now, day: _texts(),
        "residents": lambda now, day: _residents(now),
        "worries": lambda now, day: _worries(),
    }
)


def _is_open(now: datetime, weekdays: Minutes, weekends: Minutes) -> bool:
    first, last = weekends if local_date(now).weekday() >= SATURDAY else weekdays
    return first <= local_time(now).hour < last
