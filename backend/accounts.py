"""Nobody signs up: an administrator invites staff, volunteers and residents need no account."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Close allauth's sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def email_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the e-mail that somebody tries to sign in with: axes counts failures by it."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username")
    return str(given or request.POST.get("login") or request.POST.get("username") or "").lower()
