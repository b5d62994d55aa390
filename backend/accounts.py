"""Nobody signs up: an administrator invites staff, volunteers and residents need no account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Close allauth's sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
