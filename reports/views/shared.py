"""What every page of counts needs: who reads, and which periods there are."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from directory.middleware import ScopedRequest
from reports.services.reading import Reader, published_periods, reader_of

P = ParamSpec("P")


def reads(
    view: Callable[Concatenate[ScopedRequest, Reader, P], HttpResponse],
) -> Callable[Concatenate[ScopedRequest, P], HttpResponse]:
    """Hand `view` what the one who is signed in may read of counts, or answer 403 when that is nothing."""

    @wraps(view)
    def check(request: ScopedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        reader = reader_of(request.scope)
        if reader is None:
            raise PermissionDenied
        return view(request, reader, *args, **kwargs)

    return check


def published(period: str) -> str:
    """Return `period` if it has been published, or answer 404, which says nothing of why."""
    if period not in published_periods():
        raise Http404
    return period
