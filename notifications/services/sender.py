"""Sending what is due: claimed in one statement, checked again right before the call, recorded after it.

Runs from the clock and from `manage.py send_due`, in any number of workers at once. No transaction is open
while a gateway is being talked to.
"""

from collections import Counter
from datetime import datetime

from django.db.models import QuerySet

from directory.kept import kept
from notifications.models import Message
from notifications.services.sending.run import Run
from notifications.services.settling import ask_about_accepted, settle_interrupted

State = Message.State


def send_due(now: datetime) -> Counter[str]:
    """Hand over every text that is due at `now` and settle what was left open.

    Returns how many claimed texts ended in which state.
    """
    outcomes: Counter[str] = Counter()
    # A claim is a write, and writers queue: for what nothing is due, none is made.
    due = set(_states_due(now))
    if State.SENDING in due:
        settle_interrupted(now)
    if due - {State.ACCEPTED}:
        outcomes = Run(now).send()
    if State.ACCEPTED in due:
        ask_about_accepted(now)
    return outcomes


@kept
def _states_due(now: datetime) -> "QuerySet[Message, str]":
    return Message.objects.due(now).order_by().values_list("state", flat=True).distinct()
