"""What drivers write: yes or no to a run, that the list is read, that they cannot, or a rider is not there."""

from datetime import date, datetime

from django.db import transaction

from notifications.models import Message
from notifications.topics import Answer, Outcome
from rides.models import Leg, Run
from rides.rules.replies import days_in
from rides.services.steps import go_run, locked_run
from rides.services.telling import topics
from rides.services.telling.after import hear_km
from rides.services.telling.drivers import hear_read, hear_yes, is_list_time
from rides.services.telling.standing import has_begun
from rides.services.telling.trouble import driver_cannot, rider_missing
from rides.services.telling.words import about_run

YES = frozenset({"accept", "done"})
NO = frozenset({"decline", "cannot"})


class AskTopic:
    """Can you drive? The newest question is answered, or the day that the words name."""

    name = topics.ASKS

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the run still waits for its driver's answer to this very text."""
        run = Run.objects.filter(pk=topics.number_in(message.about)).first()
        return run is not None and run.state == Run.State.ASKED and topics.is_newest(message)

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Take a yes or a no; anything else a person reads, and the question stays open."""
        answer = answers[0]
        runs = _runs(answers)
        open_ones = [run for run in runs if run.state == Run.State.ASKED]
        if answer.intent not in YES | NO:
            return Outcome(queue="unclear", reply="unclear_received", keep_open=True)
        meant = _meant(open_ones, answer.inbound.body)
        if not meant:
            return _after_all(runs, answer, now)
        outcome = Outcome()
        for run in meant:
            outcome = _hear(run, answer, now)
        return Outcome(
            reply=outcome.reply,
            variables=outcome.variables,
            queue=outcome.queue,
            owner_id=outcome.owner_id,
            keep_open=len(meant) < len(open_ones),
        )

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Whoever was not reached is rung."""
        _onto_list(message, {Run.State.ASKED}, now)


class ListTopic:
    """The list of stops and its changes: read, cannot after all, or a rider who is not there."""

    name = topics.LISTS

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the run is still driven, and no newer list of it has been written."""
        run = Run.objects.filter(pk=topics.number_in(message.about)).first()
        return run is not None and run.is_live and topics.is_newest(message)

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Take what is said of the whole run, or else of the riders who are named."""
        whole = next((a for a in answers if topics.is_of_run(a.about)), None)
        if whole is None:
            return _of_riders(answers, now)
        run = locked_run(topics.number_in(whole.about))
        if not run.is_live:
            return Outcome(queue="not_asked", reply="unclear_received")
        if whole.intent in YES:
            if heard := hear_km(run, whole, now):
                return heard
            hear_read(run, by=whole.by, now=now)
            return Outcome()
        if whole.intent in NO:
            return _hear(run, whole, now)
        return _of_riders(answers, now)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The list is read to the driver on the telephone."""
        _onto_list(message, {Run.State.CONFIRMED, Run.State.ASKED, Run.State.OUT}, now)


def _hear(run: Run, answer: Answer, now: datetime) -> Outcome:
    if answer.intent in YES:
        hear_yes(run, by=answer.by, now=now)
        if is_list_time(run, now):
            return Outcome()  # the list itself is on its way
        text = about_run("ride_thanks", run)
        return Outcome(reply=text.template, variables=text.variables)
    template = "ride_trouble" if has_begun(run, now) else "ride_heard"
    text = about_run(template, run)
    driver_cannot(run, by=answer.by, now=now)
    return Outcome(reply=text.template, variables=text.variables, owner_id=run.owner_id)


def _after_all(runs: list[Run], answer: Answer, now: datetime) -> Outcome:
    """A second answer: the same again changes nothing, a no after the yes is taken, a yes after the no is read."""
    promised = [run for run in runs if run.state in {Run.State.CONFIRMED, Run.State.OUT}]
    meant = _meant(promised, answer.inbound.body)
    if meant and answer.intent in YES:
        return Outcome()
    if len(meant) == 1:
        return _hear(meant[0], answer, now)
    owner = runs[-1].owner_id if runs else None
    return Outcome(queue="not_asked", reply="unclear_received", owner_id=owner)


def _meant(runs: list[Run], body: str) -> list[Run]:
    """Return the runs of the days that are named, else those last asked about."""
    days: set[date] = {run.day for run in runs}
    named = days_in(body, days)
    if named:
        return [run for run in runs if run.day in named]
    newest = max((run.asked_at for run in runs if run.asked_at), default=None)
    return [run for run in runs if run.asked_at == newest]


def _of_riders(answers: list[Answer], now: datetime) -> Outcome:
    """Somebody does not come, is not ready or not there: nothing is decided, a person rings at once."""
    said = [a for a in answers if not topics.is_of_run(a.about) and a.intent in NO | {"no_answer"}]
    if not said:
        return Outcome(queue="unclear", reply="unclear_received", keep_open=True)
    run_id, by = topics.number_in(said[0].about), said[0].by
    riders = {topics.rider_in(answer.about) for answer in said}
    legs = list(Leg.objects.seated().filter(run=run_id).select_related("request"))
    # Without a name it is whoever is next.
    each = [riders] if len(said) == len(answers) - 1 else [{pk} for pk in riders]
    owner = None
    for some in each:
        own = [leg for leg in legs if leg.request.rider_id in some]
        owner = rider_missing(own, by=by, now=now) or owner
    return Outcome(reply="help_received", queue="rider_missing", owner_id=owner, keep_open=True)


def _runs(answers: list[Answer]) -> list[Run]:
    """Return the runs asked about as they stand now, held for the running transaction."""
    ids = sorted({topics.number_in(a.about) for a in answers if topics.is_of_run(a.about)})
    return [locked_run(pk) for pk in ids]


@transaction.atomic
def _onto_list(message: Message, states: set[str], now: datetime) -> None:
    run = locked_run(topics.number_in(message.about))
    if run.state in states and topics.is_newest(message):
        go_run(run, "due", by=topics.SYSTEM, now=now, reason="text lost", reminded_at=now)
