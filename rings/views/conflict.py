"""Two people, one call: the second save sees that the page it came from is out of date."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from rings.models import Occurrence
from rings.services.story import newest_move


class ConflictError(Exception):
    """The call has moved on since the page was shown; nothing was written."""


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
