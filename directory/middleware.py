"""What every request of a member of staff carries: their scope and their language."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from directory.models import User
from directory.scope import Scope, scope_of


class ScopedRequest(HttpRequest):
    """The request as our views see it: signed in, with `scope` (what this user may see today)."""

    user: User
    scope: Scope


class ScopeMiddleware:
    """Set `request.scope`; the roles are read only by pages that ask for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        scoped = cast("ScopedRequest", request)
        lazy = SimpleLazyObject(lambda: scope_of(scoped.user, timezone.localdate()))
        scoped.scope = cast("Scope", lazy)
        return self.get_response(request)


class UserLanguageMiddleware:
    """Speak the language that the user has chosen, on whatever browser they sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
        return self.get_response(request)
