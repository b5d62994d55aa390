"""The texts that tell helpers what was called off: one a helper, held until there is no going back."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import QuerySet

from directory.kept import kept
from directory.localtime import local_date
from notifications.models import Message
from notifications.services.outbox import NoTextChannelError, Text, put
from notifications.timing import quiet_until
from notifications.topics import Answer, Outcome
from people.models import Person
from rings.models import BulkCancel, Occurrence
from rings.services.attending import wording
from rings.services.attending.abouts import id_of
from rings.services.attending.daywords import at_hour, not_on_day, when
from rings.services.bulk.reach import Helper

TOPIC = PURPOSE = "called_off"
TELLS_UNTIL = timedelta(hours=2)
# A longer list would not fit into two parts: then it is a number.
LONGEST_LIST = 90


def about(bulk: BulkCancel) -> str:
    """Return the key by which the texts name what they are about."""
    return f"bulk:{bulk.pk}"


def tell(bulk: BulkCancel, helpers: Sequence[Helper], now: datetime) -> int:
    """Put one text a helper into the outbox, to leave when the time to undo is over; return how many."""
    count = 0
    for helper in helpers:
        # Whoever takes no texts stands on the office's list of people to ring.
        with suppress(NoTextChannelError):
            _tell(bulk, helper, now)
            count += 1
    return count


def _tell(bulk: BulkCancel, helper: Helper, now: datetime) -> Message:
    first, last = helper.rows[0].starts_at, helper.rows[-1].starts_at
    opens = quiet_until(bulk.hold_until)
    return put(
        _text(helper.person, helper.rows, opens or bulk.hold_until),
        to=helper.person,
        topic=TOPIC,
        purpose=PURPOSE,
        about=about(bulk),
        now=now,
        not_before=bulk.hold_until,
        expires_at=max(last, bulk.hold_until) + TELLS_UNTIL,
        # Whoever would begin before the morning's texts go is told at once.
        urgent=opens is not None and first <= opens,
    )


def _text(person: Person, rows: Sequence[Occurrence], leaves_at: datetime) -> Text:
    office, language = rows[0].association, person.language
    dates = sorted({row.nominal_date for row in rows})
    kinds = {"check_in" if wording.signs_in(row, person) else row.kind for row in rows}
    return Text(
        "called_off",
        {
            "first_name": person.first_name,
            "office": office.short_name,
            "help_phone": office.phone,
            "when": when(dates, local_date(leaves_at), language),
            "what": not_on_day(kinds.pop() if len(kinds) == 1 else "", language),
            "listed": _listed(person, rows),
        },
    )


def _listed(person: Person, rows: Sequence[Occurrence]) -> str:
    """Return whom it was about: "Aino 9.00, Veikko 9.30"; first names alone when it is about several days."""
    others = [row for row in rows if not wording.signs_in(row, person)]
    one_day = len({row.nominal_date for row in rows}) == 1
    names = [
        f"{row.receiver.first_name} {at_hour(row.wall_time)}"
        if one_day
        else row.receiver.first_name
        for row in others
    ]
    listed = ", ".join(dict.fromkeys(names))
    return listed if len(listed) <= LONGEST_LIST else f"{len(others)} x"


class CalledOffTopic:
    """Texts that tell of calling off: no question, so no answer."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether it was not undone."""
        return bool(_standing(id_of(message.about)))

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Never asked."""
        return Outcome()

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The page of what was called off shows whose text did not go: they are rung."""


@kept
def _standing(bulk: int) -> "QuerySet[BulkCancel, int]":
    return (
        BulkCancel.objects.filter(pk=bulk, undone_at=None).order_by().values_list("pk", flat=True)
    )
