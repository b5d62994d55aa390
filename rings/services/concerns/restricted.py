"""The words of a worry are for its readers, also where the text that told of it is shown."""

from collections.abc import Collection

from django.db.models import Q

from directory.middleware import ScopedRequest
from notifications.confidential import Kind
from notifications.models import Inbound
from rings.models import Concern


def hidden_worries(request: ScopedRequest, kind: Kind, ids: Collection[int]) -> set[int]:
    """Return those of the texts `ids` that told of a worry which this member of staff may not read.

    Until a person has read it among the replies it is for everybody there: somebody must see it soon.
    """
    if kind == "sent":
        return set()
    worries = Inbound.objects.filter(pk__in=ids).exclude(
        state__in=(Inbound.State.NEW, Inbound.State.QUEUED)
    )
    worries = worries.filter(Q(concern__isnull=False) | Q(concern_note__isnull=False))
    mine = Concern.objects.readable_by(request.user, request.scope)
    readable = Q(concern__in=mine.values("pk")) | Q(concern_note__concern__in=mine.values("pk"))
    return set(worries.exclude(readable).values_list("pk", flat=True))
