"""Rounds of 300 texts, in each of which somebody dies: what is put in, how it is waited for, what must hold."""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from datetime import timedelta
from itertools import count
from time import monotonic, sleep

from django.utils import timezone
from django_q.brokers import get_broker
from django_q.tasks import async_task

from backend.auditor import findings
from notifications.models import Inbound, Message
from notifications.references import reference_of
from people.models import PhoneNumber
from tests.crash.dying import Point, arm, armed
from tests.crash.line import Askable, ask
from tests.crash.servers import Worker

logger = logging.getLogger(__name__)

EACH = 300
# A process that died stands up, and what it had in hand is settled, within so many seconds.
RECOVERED = 60.0
# A guard against waiting for ever on a machine that is busy with other things, and no promise.
PATIENCE = 300.0
BELL = "backend.schedule.ring_bell"
OFTEN = 0.3
_numbers = count(1)


class Rounds:
    """The rounds so far: how many seconds after the death in each nothing of it was open any more."""

    def __init__(self, worker: Worker, *, rings: bool = True) -> None:
        self.worker = worker
        self.rings = rings
        self.took: dict[str, float] = {}
        self._bell = get_broker()
        self._rang_at = 0.0

    def play(self, *points: Point) -> None:
        """Put a round of texts in, and ring until somebody has died at each of `points` and all have ended."""
        name = ", ".join(point.name for point in points)
        arm(*points)
        fill(name)
        self.until_dead()
        self.recover(name)

    def until_dead(self) -> None:
        """Ring until somebody has died at every point that is armed."""
        self.until(lambda: not armed(), "nobody came")

    def recover(self, name: str) -> None:
        """Ring until every text is read and at its end; note how long after now, the death, it took."""
        died_at = monotonic()
        self.until(lambda: not Inbound.objects.filter(state="new").exists(), "texts are unread")
        self.all_end()
        self.took[name] = monotonic() - died_at

    def all_end(self) -> None:
        """Ring until no text is open any more."""
        self.until(lambda: not Message.objects.open().exists(), "texts are still open")

    def until(self, reached: Callable[[], bool], otherwise: str) -> None:
        """Ring the bell for both workers, now and then when nobody is still to hear it, until it is `reached`."""
        limit = monotonic() + PATIENCE
        while not reached():
            assert monotonic() < limit, f"{otherwise}: {_open()}; armed: {armed()}"
            self.worker.check_runs()
            self._ring()
            sleep(0.05)

    def _ring(self) -> None:
        if not self.rings:
            return
        if monotonic() - self._rang_at > OFTEN and not self._bell.queue_size():
            self._rang_at = monotonic()
            for _worker in range(2):
                async_task(BELL, broker=self._bell)


def states() -> set[str]:
    """Return every state in which a text is."""
    return set(Message.objects.order_by().values_list("state", flat=True).distinct())


def fill(name: str, texts: int = EACH) -> None:
    """Put `texts` into the outbox, each to a number of its own, due now."""
    now = timezone.now()
    numbers = PhoneNumber.objects.bulk_create(
        PhoneNumber(e164=f"+35845{next(_numbers):07d}", kind="mobile") for _n in range(texts)
    )
    Message.objects.bulk_create(
        Message(
            purpose="crash",
            about=name,
            number=number,
            template="unknown_sender",
            language="fi",
            body="Hei! Tähän numeroon emme tunne lähettäjää. Soita 014 555 0100.",
            parts=1,
            urgent=True,  # whatever the hour at which the tests run
            due_at=now,
            created_at=now,
            expires_at=now + timedelta(hours=2),
        )
        for number in numbers
    )


def mood(says: str = "delivered", loses: float = 0.0, seconds: float = 0.005) -> None:
    """Tell the carrier how to answer."""
    ask("POST", "/mood", {"says": says, "loses": loses, "seconds": seconds})


def taken() -> dict[str, int]:
    """Return how often the carrier took each text, by our own reference."""
    _code, book = ask("GET", "/texts", None)
    return {reference: int(times) for reference, times in book.items()}


def check_taken(rounds: Rounds, gateway: type[Askable]) -> None:
    """Hold the carrier's book against our tables: nothing lost, nothing doubled, everything at its end.

    Its figures are shown by `pytest -rP --log-level=INFO`.
    """
    book = taken()
    texts = {reference_of(m.pk): m for m in Message.objects.select_related("number")}
    doubled = {ref: times for ref, times in book.items() if times > 1}
    assert not doubled, f"{len(doubled)} texts went twice"
    assert book.keys() <= texts.keys()
    never_went = [m for reference, m in texts.items() if reference not in book]
    if gateway.capabilities.look_up:
        assert not never_went, f"{len(never_went)} texts never went"
        assert _states(texts.values()) == {"delivered"}
    else:
        assert _states(texts.values()) <= {"delivered", "unknown"}
        assert _states(never_went) <= {"unknown"}
        _check_unknown(rounds, texts, gateway)
    slowest = max(rounds.took.values(), default=0.0)
    ends = Counter(m.state for m in texts.values())
    logger.info("%d rounds, the slowest over in %.1f s, %s", len(rounds.took), slowest, dict(ends))
    slow = {name: took for name, took in rounds.took.items() if took > RECOVERED}
    assert not slow, slow
    assert findings(timezone.now()) == []


def _check_unknown(rounds: Rounds, texts: dict[str, Message], gateway: type[Askable]) -> None:
    """No more is unknown than was on its way whenever somebody died, or was never answered."""
    _code, lost = ask("GET", "/lost", None)
    unknown = [
        message.about
        for reference, message in texts.items()
        if message.state == Message.State.UNKNOWN and reference not in lost
    ]
    logger.info("%d texts unknown of those in dead hands", len(unknown))
    assert len(unknown) <= gateway.concurrent * len(rounds.took), Counter(unknown)


def _open() -> Counter[tuple[str, str]]:
    return Counter(Message.objects.open().order_by().values_list("about", "state"))


def _states(messages: Collection[Message]) -> set[str]:
    return {message.state for message in messages}
