"""What volunteers answer when they are asked about a month."""

from datetime import datetime
from typing import Any

from directory.actors import CLOCK, Actor
from directory.actors import person as by_person
from directory.machine import move
from notifications.models import Message
from notifications.topics import Answer, Outcome
from rings.machines import MONTH_REPORT
from rings.models import MonthReport
from rings.rules.durations import duration_in
from rings.rules.hours import MOST_HOURS, hours_in_words
from rings.services.attending.abouts import id_of, ids_about
from rings.services.attending.daywords import in_month
from rings.services.hours.record import put_right

TOPIC = "hours"


class HoursTopic:
    """The question about a month: "ok" confirms, a number corrects, anything else is for a person."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the answer is still waited for."""
        reports = MonthReport.objects.filter(pk__in=ids_about(message, "month"))
        return reports.filter(state=MonthReport.State.ASKED).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Take the answer: `done` carries a number, `accept` says that the sum is right."""
        answer = answers[0]
        rows = MonthReport.objects.select_for_update(of=("self",)).select_related("association")
        report = rows.select_related("person__municipality").get(pk=id_of(answer.about))
        by = by_person(report.person_id)
        if answer.intent == "accept":
            if MONTH_REPORT.allows(report.state, "confirm"):
                _confirm(report, by, now)
            return Outcome()
        if answer.intent == "done":
            told = duration_in(answer.inbound.body, bare_hours_up_to=MOST_HOURS)
            if told is not None:
                return take_figure(report, told.minutes, by=by, now=now)
        return Outcome(queue="unclear", reply="unclear_received", keep_open=True)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Who was not reached is not waited for; what was counted stays."""
        for report in MonthReport.objects.filter(pk__in=ids_about(message, "month")):
            give_up(report, now)


def take_figure(report: MonthReport, minutes: int, *, by: Actor, now: datetime) -> Outcome:
    """Make the month come to `minutes`, as the volunteer says, and thank for it."""
    fixed = put_right(report.person, report.month, minutes, report.association, by=by, now=now)
    if fixed is None and MONTH_REPORT.allows(report.state, "confirm"):
        _confirm(report, by, now)
    else:
        _move(report, "correct", by, now, said_minutes=minutes, answered_at=now)
    person = report.person
    return Outcome(
        reply="month_noted",
        variables={
            "month": in_month(report.month, person.language),
            "hours": hours_in_words(minutes),
            "office": report.association.short_name,
            "help_phone": report.association.phone,
        },
    )


def _confirm(report: MonthReport, by: Actor, now: datetime) -> None:
    _move(report, "confirm", by, now, said_minutes=report.counted_minutes, answered_at=now)


def give_up(report: MonthReport, now: datetime) -> None:
    """Wait for the answer no longer: what was counted stays."""
    if MONTH_REPORT.allows(report.state, "give_up"):
        _move(report, "give_up", CLOCK, now)


def _move(report: MonthReport, event: str, by: Actor, now: datetime, **changes: Any) -> None:
    move(report, MONTH_REPORT, event, by=by, now=now, due_at=None, **changes)
