"""What holds for every address at which gateways post: no sign-in, no form of ours, and nothing long."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
# The longest text has some 1,600 characters, each of up to 12 bytes in a form.
LONGEST_BODY = 64 * 1024


def posted(*methods: str) -> Callable[[View], View]:
    """Let gateways call a view by `methods`. What is too long is refused before anything of it is read."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @login_not_required
        @require_http_methods(methods)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _length(request) > LONGEST_BODY:
                return HttpResponse(status=413)
            try:
                return view(request, *args, **kwargs)
            except SuspiciousOperation:
                # A form with thousands of fields, or one that is none: not worth an alarm.
                return HttpResponseBadRequest()

        return guarded

    return wrap


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return LONGEST_BODY + 1
