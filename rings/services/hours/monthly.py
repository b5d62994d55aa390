"""One text a month to each volunteer: is this what you did?"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum

from directory.calendar import finnish_holidays
from directory.localtime import local_date
from directory.models import Association
from directory.one_by_one import one_by_one
from notifications.services.outbox import Ask, Item, NoTextChannelError, Text, put
from people.models import Person
from rings.models import MonthReport
from rings.rules.hours import (
    ASKED_WITHIN,
    SILENT_AFTER,
    ask_at,
    hours_in_words,
    may_be_asking_days,
    month_after,
    month_before,
    month_of,
)
from rings.services.attending.daywords import in_month
from rings.services.hours.log import done_turns, extra_work, log_for_office
from rings.services.hours.month_answers import TOPIC, give_up
from volunteers.models import Volunteer

log = logging.getLogger(__name__)
CONTEXT = "month_hours"
TEXT_LIVES = timedelta(days=2)
State = MonthReport.State


def monthly_hours(now: datetime) -> int:
    """Ask whoever is to be asked at `now` about last month, and give up on the silent; return how many."""
    silent = MonthReport.objects.filter(state=State.ASKED, due_at__lte=now).order_by("pk")
    one_by_one(silent, lambda report: give_up(report, now), "give up on month report")
    return _ask_all(now) if may_be_asking_days(now) else 0


def _ask_all(now: datetime) -> int:
    month = month_before(month_of(local_date(now)))
    calendar = finnish_holidays((month_after(month).year,))
    begins = ask_at(month, calendar.holidays | calendar.eves)
    if not begins <= now < begins + ASKED_WITHIN:
        return 0
    asked = 0
    for person_id, association_id in _to_ask(month):
        try:
            asked += _ask(person_id, association_id, month, now)
        except Exception:
            log.exception("could not ask person %s for hours", person_id)
    return asked


def _to_ask(month: date) -> Iterable[tuple[int, int]]:
    """Return who is to be asked by which association: the one that asks and had most of their month."""
    asking = set(Association.objects.filter(asks_hours=True).values_list("pk", flat=True))
    if not asking:
        return []
    end = month_after(month)
    spent: dict[int, Counter[int]] = {}
    turns = done_turns(month, end).filter(occurrence__association__in=asking).order_by()
    by_turn = turns.values_list("person", "occurrence__association").annotate(all=Sum("worked"))
    added = extra_work(month, end).filter(association__in=asking).order_by()
    by_hand = added.values_list("person", "association").annotate(all=Sum("minutes"))
    for person_id, association_id, minutes in (*by_turn, *by_hand):
        spent.setdefault(person_id, Counter())[association_id] += minutes
    known = MonthReport.objects.filter(month=month).values("person")
    active = Volunteer.objects.filter(state=Volunteer.State.ACTIVE, person__in=spent)
    wanted = active.exclude(person__in=known).values_list("person", flat=True)
    return [(pk, min(spent[pk], key=lambda a: (-spent[pk][a], a))) for pk in sorted(wanted)]


@transaction.atomic
def _ask(person_id: int, association_id: int, month: date, now: datetime) -> bool:
    """Ask one volunteer; tell whether a text went. Another worker may have been first.

    The report and the text are written together: nobody is waited for who was not asked.
    """
    person = Person.objects.get(pk=person_id)
    association = Association.objects.get(pk=association_id)
    counted = log_for_office(person, month, association_id)
    try:
        with transaction.atomic():
            report = MonthReport.objects.create(
                person=person,
                association=association,
                month=month,
                counted_minutes=counted.minutes,
                counted_times=counted.times,
                asked_at=now,
                due_at=now + SILENT_AFTER,
            )
    except IntegrityError:
        return False
    try:
        _write(report, now)
    except NoTextChannelError:
        give_up(report, now)
        return False
    return True


def _write(report: MonthReport, now: datetime) -> None:
    person, association = report.person, report.association
    variables = {
        "first_name": person.first_name,
        "office": association.short_name,
        "help_phone": association.phone,
        "month": in_month(report.month, person.language),
        "times": report.counted_times,
        "hours": hours_in_words(report.counted_minutes),
    }
    about = f"month:{report.pk}"
    put(
        Text("month_hours", variables),
        to=person,
        topic=TOPIC,
        purpose="hours",
        about=about,
        now=now,
        expires_at=now + TEXT_LIVES,
        ask=Ask(CONTEXT, (Item(about),), now + SILENT_AFTER),
    )
