"""What answers about duties mean: the topic that the notifications app tells of them."""

from dataclasses import replace
from datetime import datetime

from django.db.models import F, Q, QuerySet

from directory.actors import CLOCK, Actor
from directory.kept import kept
from directory.localtime import local_date
from directory.machine import move
from notifications.models import Message
from notifications.topics import Answer, Outcome
from people.models import Person
from rings.machines import OCCURRENCE
from rings.models import Assignment, Escalation, Occurrence
from rings.models import Outcome as Report
from rings.rules.plan import CALL_IN
from rings.rules.schedule import HOUR
from rings.rules.steps import TRY_AGAIN
from rings.services.attending import wording
from rings.services.attending.abouts import id_of, ids_about
from rings.services.attending.assign import assign
from rings.services.attending.closing import locked, locked_all
from rings.services.attending.outcomes import record_held, record_reached
from rings.services.attending.remind import AGAIN, ask_again
from rings.services.attending.sought import cannot_received, is_sought_for
from rings.services.climbing import ladders
from rings.services.climbing.office import alert, hand_to_office

Because = Occurrence.Because
REPORTS = {
    "no_answer": Report.Result.NO_ANSWER,
    "cannot": Report.Result.CANNOT,
    "decline": Report.Result.CANNOT,
}
TO_OFFICE = {"concern": Because.CONCERN, "help": Because.HELP, "stop": Because.NO_TEXT}


class DutyTopic:
    """Questions about duties: how it went, and before the hour whether the helper knows of it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether any of the duties asked about is still open and still this person's."""
        return bool(_held(message))

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Act on each answer; the one automatic reply is about the gravest of them."""
        silent = [a for a in answers if a.intent == "no_answer"]
        if len(silent) > 1 and len(silent) == len(answers):
            found = locked_all(id_of(a.about) for a in silent)
            names = wording.names([found[id_of(a.about)] for a in silent])
            return Outcome(reply="which_one", variables=names, keep_open=True)
        held = locked_all(id_of(answer.about) for answer in answers)
        occurrences = [(answer, held[id_of(answer.about)]) for answer in answers]
        if any(_tells_of_another_day(answer, o) for answer, o in occurrences):
            return Outcome(reply="unclear_received", queue="another_day", keep_open=True)
        _done([o for answer, o in occurrences if answer.intent == "done"], answers[0], now)
        for answer, occurrence in occurrences:
            if answer.intent != "done":
                _act(occurrence, answer, now)
        return _outcome(occurrences, now)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The helper was not reached: the office phones instead of waiting for silence to run out."""
        came_up = []
        for pk in _held(message):
            occurrence = locked(pk)
            if occurrence.state != Occurrence.State.ESCALATED and occurrence.is_open:
                hand_to_office(occurrence, Because.NOT_SENT, by=CLOCK, now=now)
                came_up.append(occurrence)
        alert(came_up, now)


def _held(message: Message) -> list[int]:
    """Return the duties that the text asks about and that are live: its receiver's, and of housemates."""
    return _live_of(message.person_id, ids_about(message, "occurrence"))


@kept
def _live_of(person: int | None, occurrences: list[int]) -> "QuerySet[Assignment, int]":
    asked = Q(person=person) | Q(person=F("occurrence__receiver"))
    live = Assignment.objects.filter(asked, occurrence__in=occurrences, state=Assignment.State.HELD)
    return live.values_list("occurrence_id", flat=True)


def _done(occurrences: list[Occurrence], answer: Answer, now: datetime) -> None:
    if occurrences:
        record_reached(occurrences, by=answer.by, now=now, reported_by=answer.person)


def _act(occurrence: Occurrence, answer: Answer, now: datetime) -> None:
    by = answer.by
    if answer.intent == "stop" and not _has(occurrence, answer.person):
        return
    if answer.intent in TO_OFFICE:
        _to_office(occurrence, TO_OFFICE[answer.intent], by, now)
    elif answer.intent == "accept":
        _acknowledge(occurrence, answer.person, by, now)
    elif answer.intent in REPORTS:
        record_held(occurrence, REPORTS[answer.intent], by=by, now=now, reported_by=answer.person)


def _to_office(occurrence: Occurrence, because: str, by: Actor, now: datetime) -> None:
    """A worry or a plea beats whatever else the text says: nothing closes, a person looks."""
    if occurrence.is_open:
        hand_to_office(occurrence, because, by=by, now=now)


def _acknowledge(occurrence: Occurrence, person: Person, by: Actor, now: datetime) -> None:
    """The helper knows of it, or can after all. In a sign-in ring the resident's yes is the sign itself."""
    if occurrence.topology == CALL_IN and occurrence.receiver_id == person.pk:
        record_held(occurrence, Report.Result.REACHED, by=by, now=now, reported_by=person)
        return
    holder = occurrence.holder()
    if holder is None or holder.person_id != person.pk:
        return
    if holder.state == Assignment.State.SEEKING:
        if OCCURRENCE.allows(occurrence.state, "plan_again"):
            assign(occurrence, person, origin=holder.origin, by=by, now=now)
    elif OCCURRENCE.allows(occurrence.state, "acknowledge"):
        move(occurrence, OCCURRENCE, "acknowledge", by=by, now=now)


def _has(occurrence: Occurrence, person: Person) -> bool:
    holder = occurrence.holder()
    return holder is not None and holder.person_id == person.pk


def _outcome(occurrences: list[tuple[Answer, Occurrence]], now: datetime) -> Outcome:
    """Say when to try again, if the ladder asks for another try; a worry's owner is the ring's."""
    owner_id = next((o.ring.coordinator_id for _a, o in occurrences if o.ring), None)
    again = [o for a, o in occurrences if a.intent == "no_answer" and _is_to_be_tried_again(o)]
    person = occurrences[0][0].person
    if not again:
        return replace(_thanks(occurrences, person), owner_id=owner_id)
    return Outcome(
        reply="retry_call",
        variables=wording.retry(again, person),
        ask=ask_again(again),
        ask_topic=AGAIN,
        owner_id=owner_id,
    )


def _thanks(occurrences: list[tuple[Answer, Occurrence]], person: Person) -> Outcome:
    """Say that another was first, or whose the turn is while somebody is looked for."""
    if any(_comes_too_late(a, o) for a, o in occurrences):
        return Outcome("offer_taken", {"first_name": person.first_name})
    says_no = [o for a, o in occurrences if REPORTS.get(a.intent) == Report.Result.CANNOT]
    sought = [o for o in says_no if is_sought_for(person, o)]
    return cannot_received(person, sought) if sought else Outcome()


def _tells_of_another_day(answer: Answer, occurrence: Occurrence) -> bool:
    """Tell whether it is said how something went whose day is still to come: then something else is meant."""
    is_report = answer.intent in {"done", "no_answer"} and occurrence.span == HOUR
    day = local_date(answer.inbound.received_at, occurrence.zone)
    return is_report and occurrence.is_open and day < occurrence.nominal_date


def _comes_too_late(answer: Answer, occurrence: Occurrence) -> bool:
    """Tell whether somebody can after all, when another has said yes meanwhile."""
    if answer.intent != "accept" or not occurrence.is_open:
        return False
    holder = occurrence.holder()
    is_others = holder is not None and holder.person_id != answer.person.pk
    had_it = {duty.person_id for duty in occurrence.assignments.all()}
    return is_others and answer.person.pk in had_it


def _is_to_be_tried_again(occurrence: Occurrence) -> bool:
    if occurrence.state != Occurrence.State.NO_ANSWER:
        return False
    # Read anew: the answer itself may have started it.
    ladder = occurrence.escalations.filter(state=Escalation.State.RUNNING).first()
    step = ladders.next_step(ladder) if ladder else None
    return step is not None and step.action == TRY_AGAIN
