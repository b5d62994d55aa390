"""Calls to gateways, some at once: made in threads, which know of no database."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread

from notifications.gateways.base import Fault, Found, Gateway, LookUp, SendResult, Sms
from notifications.models import Message
from notifications.services.claims import Lease

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """One text that is about to go."""

    message: Message
    sms: Sms
    gateway: Gateway
    lease: Lease


@dataclass(frozen=True)
class Answer:
    """What came of a call; `result` is None when it was too late to make it."""

    call: Call
    result: SendResult | None


Answers = SimpleQueue[Answer]


def make(call: Call) -> Answer:
    """Hand the text over, if there is time for that before others may take it to be lost.

    A gateway that breaks its promise not to raise may have sent it all the same.
    """
    if not call.lease.has_time_for(call.gateway.timeout):
        return Answer(call, None)
    try:
        return Answer(call, call.gateway.send(call.sms))
    except Exception:
        log.exception(
            "Gateway %s broke while sending message %s", call.gateway.name, call.message.pk
        )
        return Answer(call, SendResult(fault=Fault.AMBIGUOUS, code="broke"))


def look_up_all(
    gateway: Gateway, asked: Sequence[Sms], lease: Lease | None = None
) -> list[Found | None]:
    """Ask `gateway` after each text, some at once; None where there was no time left for it in `lease`."""

    def look_up(sms: Sms) -> Found | None:
        if lease is not None and not lease.has_time_for(gateway.timeout):
            return None
        try:
            return gateway.look_up(sms)
        except Exception:
            log.exception("Gateway %s broke while asked after %s", gateway.name, sms.reference)
            return Found(LookUp.CANNOT_SAY)

    if gateway.concurrent <= 1 or len(asked) <= 1:
        return [look_up(sms) for sms in asked]
    with ThreadPoolExecutor(gateway.concurrent, "asker") as pool:
        return list(pool.map(look_up, asked))


class Callers:
    """At most `most` threads that make calls. One that hangs keeps nobody from leaving: they are daemons."""

    def __init__(self, most: int, answers: Answers) -> None:
        self._most = most
        self._answers = answers
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def make(self, call: Call) -> None:
        """Have `call` made as soon as a thread is free; its answer comes to `answers`."""
        if len(self._threads) < self._most:
            self._threads.append(Thread(target=self._work, daemon=True, name="caller"))
            self._threads[-1].start()
        self._calls.put(call)

    def leave(self) -> None:
        """Let the threads end, each after the call it is at."""
        for _thread in self._threads:
            self._calls.put(None)

    def _work(self) -> None:
        while call := self._calls.get():
            self._answers.put(make(call))
