"""The clock's part: a run that was reported ends by itself once its last rider is home."""

from datetime import datetime

from django.db.models import QuerySet

from directory.actors import CLOCK
from directory.one_by_one import one_by_one
from rides.models import Run
from rides.services.closing.close import finish


def close_finished(now: datetime) -> int:
    """Close the reported runs whose riders are all home; return how many."""
    return one_by_one(reported(), lambda run: finish(run, by=CLOCK, now=now), "close run")


def reported() -> QuerySet[Run]:
    """Return the runs on the road whose driver is home and has told the kilometres."""
    return Run.objects.filter(state=Run.State.OUT, km_driven__isnull=False).order_by("pk")
