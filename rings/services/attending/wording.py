"""Which text says what about occurrences, with the values it needs."""

from collections.abc import Iterable, Sequence

import phonenumbers

from directory.localtime import local_time
from notifications import texts
from notifications.services.numbers import with_numbers
from notifications.services.outbox import Text
from notifications.services.wording import render
from people.models import Person
from rings.models import Assignment, Occurrence
from rings.rules.plan import CALL_IN, CIRCLE
from rings.rules.schedule import WEEK
from rings.services.attending.daywords import all_of, at_hour, on_day, task_name

VISIT = "visit"
NUMBERS_FIT = 3
FINLAND = 358
# So many names with numbers surely fit into two parts.
A_LIST = 5
MOST_PARTS = 2
# The reminder of more calls than two parts can list: the names come in texts of their own.
MANY = "call_reminder_many"


def signs_in(occurrence: Occurrence, person: Person) -> bool:
    """Tell whether `person` reports for themselves: a volunteer who helps in a sign-in ring rings the resident."""
    return occurrence.topology == CALL_IN and occurrence.receiver_id == person.pk


def duty(person: Person, listed: Sequence[Occurrence], *, asked_before: bool) -> Text:
    """Return the text that asks how the duties `listed` went, for the first time or again."""
    first = listed[0]
    # At the end of a week there is no hour to name.
    asked_before = asked_before or first.span == WEEK
    if signs_in(first, person):
        return _check_in(person, listed)
    if first.kind == VISIT:
        return _text("visit_reminder_again", person, first, resident=_first_names(listed))
    if first.topology == CIRCLE and len(listed) == 1 and not asked_before:
        return _circle(person, first)
    if asked_before:
        return _calls("call_reminder_again", person, listed)
    return _calls("call_reminder", person, listed, time=at_hour(first.wall_time))


def ahead(person: Person, due: Sequence[Occurrence]) -> Text:
    """Return the text that tells of duties whose hour is still to come."""
    first = due[0]
    if signs_in(first, person):
        return _check_in(person, due)
    if all(o.span == WEEK for o in due):
        return _some_time_this_week(person, due)
    if first.kind == VISIT:
        day = on_day(first.nominal_date, person.language)
        return _text(
            "visit_reminder",
            person,
            first,
            day=day[0].upper() + day[1:],
            time=at_hour(first.wall_time),
            resident=_first_names(due),
        )
    return _calls("call_reminder", person, due, time=at_hour(first.wall_time))


def _some_time_this_week(person: Person, due: Sequence[Occurrence]) -> Text:
    """Return the text about what may be done on whichever day of the week."""
    first, who = due[0], _first_names(due)
    if first.kind != VISIT and len(due) <= NUMBERS_FIT:
        who = ", ".join(f"{r['name']} {r['phone']}".strip() for r in _with_numbers(due))
    task = f"{task_name(first.kind, person.language)}: {who}"
    return _text("week_reminder", person, first, task=task)


def lists(person: Person, listed: Sequence[Occurrence]) -> list[Text]:
    """Return the names and numbers that one reminder cannot hold, as many a text as two parts take, in order."""
    for size in range(A_LIST, 1, -1):
        found = [
            _call_list(person, listed[start : start + size])
            for start in range(0, len(listed), size)
        ]
        if all(_parts(text, person.language) <= MOST_PARTS for text in found):
            return found
    return [_call_list(person, [one]) for one in listed]


def _call_list(person: Person, some: Sequence[Occurrence]) -> Text:
    hour = at_hour(some[0].wall_time)
    return _text("call_list", person, some[0], time=hour, residents=_with_numbers(some))


def offer(person: Person, occurrences: Sequence[Occurrence]) -> Text:
    """Return the text that asks `person` to stand in."""
    return _text("substitute_offer", person, occurrences[0], **_when_and_what(person, occurrences))


def confirmed(person: Person, occurrences: Sequence[Occurrence]) -> dict[str, object]:
    """Return the values of the text that thanks a stand-in for a duty still to come."""
    return {"first_name": person.first_name, **_when_and_what(person, occurrences)}


def retry(occurrences: Sequence[Occurrence], person: Person) -> dict[str, object]:
    """Return the values of the text that says when to try again."""
    due_at = min(o.due_at for o in occurrences if o.due_at)
    return {
        "first_name": person.first_name,
        "time": at_hour(local_time(due_at)),
        "residents": _with_numbers(occurrences),
    }


def names(occurrences: Sequence[Occurrence]) -> dict[str, object]:
    """Return the values of the text that asks which of several did not answer."""
    return {"names": [o.receiver.first_name for o in occurrences]}


def alert(occurrences: Sequence[Occurrence]) -> Text:
    """Return the text to a coordinator: how many things wait, and since when."""
    first = min(occurrences, key=lambda o: (o.starts_at, o.pk))
    return Text(
        "coordinator_alert",
        {
            "office": first.association.short_name,
            "help_phone": first.association.phone,
            "count": str(len(occurrences)),
            "time": at_hour(first.wall_time),
        },
    )


def _text(template: str, person: Person, about: Occurrence, **values: object) -> Text:
    office = about.association
    return Text(
        template,
        {
            "first_name": person.first_name,
            "office": office.short_name,
            "help_phone": office.phone,
            **values,
        },
    )


def _calls(template: str, person: Person, listed: Sequence[Occurrence], **values: object) -> Text:
    """Return the text that lists whom to ring; when two parts cannot hold them, how many there are."""
    first = listed[0]
    text = _text(template, person, first, residents=_with_numbers(listed), **values)
    if len(listed) <= A_LIST or _parts(text, person.language) <= MOST_PARTS:
        return text
    hour, count = at_hour(first.wall_time), str(len(listed))
    return _text(MANY, person, first, time=hour, count=count)


def _parts(text: Text, language: str) -> int:
    return texts.count(render(text.template, language, text.variables)).parts


def _check_in(person: Person, asked: Sequence[Occurrence]) -> Text:
    """Return the text that asks for a sign of life: of one, or of all who share the telephone."""
    first = asked[0]
    named = all_of([o.receiver.first_name for o in asked], person.language)
    return _text(
        "morning_checkin", person, first, first_name=named, deadline=at_hour(first.wall_time)
    )


def _circle(person: Person, about: Occurrence) -> Text:
    """Return the text to a member of a circle; whoever has it from a silent one is told whom it comes from."""
    numbers = _numbers([about])
    called = {
        "next_name": about.receiver.first_name,
        "next_phone": numbers.get(about.receiver_id, ""),
    }
    holder = about.holder()
    if holder and holder.reason == Assignment.PASSED_ON:
        silent = about.assignments.filter(state=Assignment.State.RELEASED).last()
        missing = silent.person.first_name if silent else ""
        return _text("circle_passed", person, about, missing_name=missing, **called)
    return _text("circle_reminder", person, about, time=at_hour(about.wall_time), **called)


def _when_and_what(person: Person, occurrences: Sequence[Occurrence]) -> dict[str, object]:
    first = occurrences[0]
    what = task_name(first.kind, person.language)
    return {
        "day": on_day(first.nominal_date, person.language),
        "time": at_hour(first.wall_time),
        "task": f"{what}: {_first_names(occurrences)}",
    }


def _first_names(occurrences: Iterable[Occurrence]) -> str:
    return ", ".join(o.receiver.first_name for o in occurrences)


def _with_numbers(occurrences: Sequence[Occurrence]) -> list[dict[str, str]]:
    numbers = _numbers(occurrences)
    return [
        {"name": o.receiver.first_name, "phone": numbers.get(o.receiver_id, "")}
        for o in occurrences
    ]


def _numbers(occurrences: Iterable[Occurrence]) -> dict[int, str]:
    """Return each receiver's first number, in one query."""
    receivers = [o.receiver for o in occurrences]
    with_numbers(receivers)
    return {
        person.pk: spoken(held[0].number.e164)
        for person in receivers
        if (held := person.numbers.all())
    }


def spoken(e164: str) -> str:
    """Return a Finnish number as people write it; a foreign one keeps its country."""
    number = phonenumbers.parse(e164)
    shape = phonenumbers.PhoneNumberFormat
    domestic = number.country_code == FINLAND
    return str(phonenumbers.format_number(number, shape.NATIONAL if domestic else shape.E164))
