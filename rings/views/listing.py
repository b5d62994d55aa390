"""Lists of calls and visits: what each row needs, in a bounded number of queries."""

from django.db.models import Prefetch, QuerySet

from rings.models import Assignment, Occurrence


def with_helpers(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return `occurrences` ready to be listed: ring, receiver, and in `latest` whose duty each is or was."""
    duties = Assignment.objects.exclude(state=Assignment.State.RELEASED)
    latest = duties.select_related("person").order_by("-pk")
    return occurrences.select_related("ring", "receiver").prefetch_related(
        Prefetch("assignments", queryset=latest, to_attr="latest")
    )
