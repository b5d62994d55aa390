"""After the run: the driver is asked for the kilometres, and one word with a number closes it."""

from datetime import datetime, timedelta

from directory.actors import CLOCK
from notifications.models import Message
from notifications.services.outbox import Ask, Item, put
from notifications.topics import Answer, Outcome
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Run
from rides.rules.km_by_text import km_in
from rides.services.closing.close import close_by_word
from rides.services.steps import go_run, locked_run
from rides.services.telling import topics, words
from rides.services.telling.standing import is_promised

ANSWERS_COUNT = timedelta(days=3)
TEXT_LIVES = timedelta(days=1)
WENT_WELL = frozenset({"accept", "done"})


def was_asked_km(run: Run) -> bool:
    """Tell whether the driver was asked for the kilometres of `run`."""
    return Message.objects.filter(purpose=topics.KM, about=run.about).exists()


def ask_km(run: Run, now: datetime) -> None:
    """Ask the driver for the kilometres; without an answer its owner is told the next morning."""
    put(
        words.about_run("ride_km", run),
        to=run.driver.person,
        topic=topics.AFTER,
        purpose=topics.KM,
        about=run.about,
        now=now,
        expires_at=now + TEXT_LIVES,
        ask=Ask("ride_driver_reminder", (Item(run.about),), now + ANSWERS_COUNT, run.ends_at),
    )
    go_run(run, "due", by=CLOCK, now=now)


def hear_km(run: Run, answer: Answer, now: datetime) -> Outcome | None:
    """Take the kilometres that a driver tells when all has been driven; None when the answer is not that."""
    km = km_in(answer.inbound.body)
    ahead = run.legs.filter(state__in=SEATED, dropoff_at__gt=now)
    if answer.intent not in WENT_WELL or km is None or ahead.exists():
        return None
    try:
        close_by_word(run, km, by=answer.by, now=now)
    except RefusedError:
        return Outcome("unclear_received", queue="not_asked", owner_id=run.owner_id)
    text = words.about_run("ride_km_noted", run, km=words.spell_km(km, run.driver.person))
    return Outcome(text.template, text.variables)


class AfterTopic:
    """How many kilometres? A number closes the run as planned; whatever else is written a person reads."""

    name = topics.AFTER

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether nobody has told the kilometres meanwhile."""
        run = Run.objects.filter(pk=topics.number_in(message.about)).first()
        return run is not None and is_promised(run) and run.km_driven is None

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Take the number when it is clear and nothing speaks against a run that went as planned."""
        run = locked_run(topics.number_in(answers[0].about))
        heard = hear_km(run, answers[0], now)
        owner = run.owner_id
        return heard or Outcome("unclear_received", queue="unclear", owner_id=owner, keep_open=True)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The owner asks by telephone the next morning."""
