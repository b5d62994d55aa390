"""Four ways to send the same texts, for the bench `sender`: each measured in processes of its own.

`manage.py shell` runs `listen` on a database of its own. It reads lines of a way and the address of the
counterpart, and prints a JSON object for each.
"""

import json
import math
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from celery import Celery
from django.utils import timezone
from django_q.tasks import async_task
from twilio.http.response import Response

from notifications.gateways.registry import gateways
from notifications.gateways.twilio import TwilioGateway
from notifications.gateways.twilio.transport import Transport
from notifications.models import Message, StatusEvent
from notifications.services.sender import send_due
from notifications.services.sms import sms_of

BROKER, TASK = "BENCH_CELERY_BROKER", "one_text"
# Tasks may take long: after so many seconds, what they have done by then counts.
PATIENCE = 15.0


class Here(Transport):
    """Leads the official client to a counterpart on this machine."""

    origin = ""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, self.origin + urlsplit(url).path, *args, **kwargs)


class Gateway(TwilioGateway):
    """Twilio's gateway, led here, and with as many texts a second as the machine can send."""

    rate = math.inf

    def __init__(self) -> None:
        self.here = Here(self.timeout, self.concurrent)
        super().__init__(http_client=self.here)


def gateway_at(origin: str) -> Gateway:
    """Return the one gateway, led to `origin`."""
    (gateway,) = gateways()
    assert isinstance(gateway, Gateway)
    gateway.here.origin = origin
    return gateway


def one_text(pk: int, origin: str) -> None:
    """Send one text and record it: the body of a task, as it is most often written."""
    message = Message.objects.select_related("number").get(pk=pk)
    result = gateway_at(origin).send(sms_of(message, timezone.now()))
    message.state, message.provider_id = Message.State.ACCEPTED, result.provider_id
    message.accepted_at = timezone.now()
    message.save(update_fields=["state", "provider_id", "accepted_at"])
    StatusEvent.objects.create(message=message, status=result.status, at=message.accepted_at)


def bare(origin: str) -> None:
    """Make the same calls and nothing else."""
    texts = [sms_of(m, m.created_at) for m in Message.objects.select_related("number")]
    gateway = gateway_at(origin)
    begun = time.perf_counter()
    with ThreadPoolExecutor(gateway.concurrent) as pool:
        taken = [result.provider_id for result in pool.map(gateway.send, texts)]
    _say(time.perf_counter() - begun, len(set(filter(None, taken))))


def ours(origin: str) -> None:
    """Send what is due, as the clock does."""
    gateway_at(origin)
    now = _due_now()
    _timed(lambda: send_due(now))


def q2(origin: str) -> None:
    """Make one task of django-q2 a text and wait until a cluster has done them."""
    _tasks(lambda pk: async_task("tests.bench.sender_ways.one_text", pk, origin))


def celery(origin: str) -> None:
    """Make one task of Celery a text and wait until its workers have done them."""
    app = Celery(broker=os.environ[BROKER])
    _tasks(lambda pk: app.send_task(TASK, (pk, origin), ignore_result=True))


def _tasks(enqueue: Callable[[int], object]) -> None:
    _due_now()
    ids = list(Message.objects.values_list("pk", flat=True))

    def all_of_them() -> None:
        for pk in ids:
            enqueue(pk)
        until = time.monotonic() + PATIENCE
        while _accepted() < len(ids) and time.monotonic() < until:
            time.sleep(0.05)

    _timed(all_of_them)


def _timed(send: Callable[[], object]) -> None:
    begun = time.perf_counter()
    send()
    _say(time.perf_counter() - begun, _accepted())


def _say(seconds: float, sent: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "sent": sent, "peak_mb": peak}), flush=True)


def _accepted() -> int:
    return Message.objects.filter(state=Message.State.ACCEPTED).exclude(provider_id="").count()


def _due_now() -> datetime:
    """Have every text wait to be sent; return the moment at which they are due."""
    texts = Message.objects.all()
    texts.update(state="pending", provider_id="", gateway="", accepted_at=None, attempts=0)
    now: datetime = texts.values_list("created_at", flat=True)[0]
    texts.update(due_at=now)
    return now


def listen() -> None:
    """Do as each line says."""
    ways = {"bare": bare, "ours": ours, "q2": q2, "celery": celery}
    for line in sys.stdin:
        way, origin = line.split()
        ways[way](origin)
