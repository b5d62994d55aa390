"""Two people, one call or ring: the second save sees that the page it came from is out of date."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from directory.asked import row_number
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from rings.models import Occurrence, Ring
from rings.services.planning.ring_log import changes_of, newest_change
from rings.services.showing.story import newest_move


class ConflictError(Exception):
    """It has moved on since the page was shown; nothing was written."""


def seen_of(occurrence: Occurrence) -> str:
    """Return what a form carries along: the newest thing that its page shows."""
    return str(newest_move(occurrence))


@contextmanager
def changing(request: ScopedRequest, occurrence: Occurrence) -> Iterator[None]:
    """Run one change of `occurrence`; raise `ConflictError` when the page was out of date.

    A form without `seen` (the API, the quick form) relies on the moves themselves.
    """
    seen = request.POST.get("seen")
    try:
        with transaction.atomic():
            Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
            if seen is not None and seen != seen_of(occurrence):
                raise ConflictError
            yield
    except (ConcurrentMoveError, IllegalMoveError) as error:
        raise ConflictError from error


def seen_of_ring(ring: Ring) -> str:
    """Return what a form about `ring` carries along: its newest change."""
    return str(newest_change(ring))


@contextmanager
def changing_ring(request: ScopedRequest, ring: Ring) -> Iterator[None]:
    """Run one change of `ring`; raise `ConflictError` when the page was out of date."""
    seen = request.POST.get("seen")
    with transaction.atomic():
        Ring.objects.select_for_update().get(pk=ring.pk)
        if seen is not None and seen != seen_of_ring(ring):
            raise ConflictError
        yield


def what_others_did(request: ScopedRequest, ring: Ring) -> str:
    """Return in words what has changed in `ring` since the page of `request` was shown."""
    seen = request.POST.get("seen", "")
    changes = changes_of(ring, since=row_number(seen) or 0)
    told = "; ".join(f"{change.who} {change.what}".strip() for change in reversed(changes))
    words = _("Somebody else changed this ring meanwhile. Nothing of yours was saved. Look again.")
    return f"{words} {told}." if told else words
