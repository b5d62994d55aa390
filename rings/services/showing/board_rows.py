"""Rows of the Today page: the light, the one next action, and whom to phone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Contact, Person, PersonNumber
from rings.models import Assignment, Escalation, Occurrence
from rings.rules.steps import CONTACTS, DECIDE
from rings.services.showing.board import BoardRow, Callee, Light, NextAction

Because = Occurrence.Because
State = Occurrence.State

ACTION_LABELS = {
    NextAction.CALL_HELPER: gettext_lazy("Call the helper"),
    NextAction.CALL_RESIDENT: gettext_lazy("Call the resident"),
    NextAction.CALL_CONTACTS: gettext_lazy("Call the resident's contacts"),
    NextAction.FIND_HELPER: gettext_lazy("Find somebody to do it"),
    NextAction.DECIDE: gettext_lazy("Decide what to do"),
    NextAction.READ_WORRY: gettext_lazy("Read the worry"),
    NextAction.WAIT: gettext_lazy("Wait for the answer"),
}
FIRST_ACTION = {
    Because.SILENT: NextAction.CALL_HELPER,
    Because.NO_ANSWER: NextAction.CALL_RESIDENT,
    Because.NOBODY: NextAction.FIND_HELPER,
    Because.CANNOT: NextAction.FIND_HELPER,
    Because.NO_TEXT: NextAction.CALL_HELPER,
    Because.NOT_SENT: NextAction.CALL_HELPER,
    Because.CONCERN: NextAction.READ_WORRY,
    Because.HELP: NextAction.CALL_HELPER,
    Because.TAKEN: NextAction.DECIDE,
}
# The ladder goes on in the office's hands: after the first call come the contacts, then a decision.
LATER_ACTION = {CONTACTS: NextAction.CALL_CONTACTS, DECIDE: NextAction.DECIDE}
FOLLOWS_LADDER = frozenset({Because.SILENT, Because.NO_ANSWER})
ASKED = frozenset({State.REMINDED, State.NO_ANSWER, State.ACKNOWLEDGED})


@dataclass(frozen=True)
class _Around:
    """What belongs to the rows: the responsible, the numbers, the contacts and the ladder's last step."""

    holders: dict[int, Assignment]
    numbers: dict[int, str]
    contacts: dict[int, list[Contact]]
    last_step: dict[int, str]


def rows_of(occurrences: Sequence[Occurrence], now: datetime) -> list[BoardRow]:
    """Return a row for each, in the same order. Needs `ring`, `receiver` and `office_owner` selected."""
    around = _around(occurrences)
    return [_row(occurrence, around, now) for occurrence in occurrences]


def light_of(occurrence: Occurrence, now: datetime) -> Light:
    """Return how it stands: with the office, waiting for somebody, or fine."""
    if occurrence.state == State.ESCALATED:
        return Light.RED
    waits = occurrence.state == State.NO_ANSWER or occurrence.starts_at <= now
    return Light.AMBER if occurrence.is_open and waits else Light.GREEN


def next_action(occurrence: Occurrence, last_step: str) -> NextAction:
    """Return the one thing to do next. `last_step`: the last action of its ladder, or ""."""
    if occurrence.state != State.ESCALATED:
        return NextAction.WAIT if occurrence.state in ASKED else NextAction.FIND_HELPER
    because = Because(occurrence.because)
    if because in FOLLOWS_LADDER and last_step in LATER_ACTION:
        return LATER_ACTION[last_step]
    action = FIRST_ACTION.get(because, NextAction.DECIDE)
    reports_self = occurrence.topology == "call_in"
    return NextAction.CALL_RESIDENT if reports_self and action == "call_helper" else action


def _row(occurrence: Occurrence, around: _Around, now: datetime) -> BoardRow:
    holder = around.holders.get(occurrence.pk)
    action = next_action(occurrence, around.last_step.get(occurrence.pk, ""))
    if action == NextAction.FIND_HELPER and holder and holder.state == Assignment.State.HELD:
        action = NextAction.WAIT
    late = int((now - occurrence.starts_at).total_seconds() // 60)
    ring, owner = occurrence.ring, occurrence.office_owner
    return BoardRow(
        occurrence_id=occurrence.pk,
        ring_id=occurrence.ring_id,
        ring_name=ring.name if ring else "",
        kind=occurrence.kind,
        receiver_id=occurrence.receiver_id,
        receiver_name=str(occurrence.receiver),
        helper_id=holder.person_id if holder else None,
        helper_name=str(holder.person) if holder else "",
        wall_time=occurrence.wall_time,
        nominal_date=occurrence.nominal_date,
        state=occurrence.state,
        state_label=str(occurrence.get_state_display()),
        light=light_of(occurrence, now),
        why=str(Because(occurrence.because).label) if occurrence.because else "",
        action=action,
        action_label=str(ACTION_LABELS[action]),
        phone=_phone(occurrence, action, holder, around),
        owner_name=str(owner) if owner else "",
        due_at=occurrence.due_at,
        minutes_late=max(late, 0),
    )


def _phone(
    occurrence: Occurrence, action: NextAction, holder: Assignment | None, around: _Around
) -> tuple[Callee, ...]:
    """Return whom to phone, in order, without those who have no number."""
    resident = [_callee(occurrence.receiver, around)]
    helper = [_callee(holder.person, around)] if holder else []
    contacts = [
        Callee(c.name or _("Contact"), c.phone, c.relation)
        for c in around.contacts[occurrence.receiver_id]
    ]
    orders = {
        NextAction.CALL_HELPER: [*helper, *resident],
        NextAction.READ_WORRY: [*helper, *resident, *contacts],
        NextAction.CALL_RESIDENT: [*resident, *contacts],
        NextAction.CALL_CONTACTS: [*contacts, *resident],
        NextAction.DECIDE: [*contacts, *resident, *helper],
        NextAction.FIND_HELPER: resident,
        NextAction.WAIT: helper,
    }
    unique = {callee.phone: callee for callee in orders[action] if callee.phone}
    return tuple(unique.values())


def _callee(person: Person, around: _Around) -> Callee:
    return Callee(str(person), around.numbers.get(person.pk, ""), person_id=person.pk)


def _around(occurrences: Sequence[Occurrence]) -> _Around:
    ids = [o.pk for o in occurrences]
    receivers = {o.receiver_id for o in occurrences}
    live = Assignment.objects.filter(occurrence__in=ids, state__in=Assignment.LIVE)
    holders = {a.occurrence_id: a for a in live.select_related("person")}
    people = receivers | {a.person_id for a in holders.values()}
    numbers: dict[int, str] = {}
    rows = PersonNumber.objects.filter(person__in=people).order_by("position", "pk")
    for row in rows.select_related("number"):
        numbers.setdefault(row.person_id, row.number.e164)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    with_office = {o.receiver_id for o in occurrences if o.state == State.ESCALATED}
    for contact in Contact.objects.filter(resident__person__in=with_office).select_related(
        "resident"
    ):
        contacts[contact.resident.person_id].append(contact)
    return _Around(holders, numbers, contacts, _last_steps(ids))


def _last_steps(ids: list[int]) -> dict[int, str]:
    ladders = Escalation.objects.filter(occurrence__in=ids, state=Escalation.State.RUNNING)
    return {
        e.occurrence_id: e.steps[min(e.position, len(e.steps)) - 1]["action"]
        for e in ladders
        if e.position and e.steps
    }
