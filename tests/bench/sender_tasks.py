"""The application that Celery's workers run for the bench `sender`."""

import os

import django
from celery import Celery

django.setup()

from notifications.gateways.registry import gateways  # noqa: E402  # only when Django is ready
from tests.bench.sender_ways import BROKER, TASK, one_text  # noqa: E402  # as above

app = Celery(broker=os.environ[BROKER])
gateways()  # before the workers part: what is read once need not be read by each
app.task(name=TASK, ignore_result=True)(one_text)
