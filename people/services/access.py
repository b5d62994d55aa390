"""Who looked at whom."""

from collections.abc import Iterable
from datetime import datetime

from directory.models import User
from people.models import AccessLog, Person

NEWEST = 20


def log_view(user: User, person: Person, what: str, now: datetime) -> None:
    """Write that `user` saw the part `what` ("card", "export") of what is known of `person`."""
    AccessLog.objects.create(user=user, person=person, what=what, at=now)


def log_residents_seen(user: User, people: Iterable[Person], what: str, now: datetime) -> None:
    """Write that `user` saw the part `what` of each of `people` who is a resident, in two queries."""
    residents = Person.objects.filter(pk__in=[p.pk for p in people], resident__isnull=False)
    AccessLog.objects.bulk_create(
        AccessLog(user=user, person=person, what=what, at=now) for person in residents
    )


def newest_views(person: Person) -> list[AccessLog]:
    """Return the latest views of `person`, newest first."""
    return list(AccessLog.objects.filter(person=person).select_related("user")[:NEWEST])
