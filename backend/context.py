"""What every page needs: the menu, the help phone and whether this is the demo."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from directory.middleware import ScopedRequest
from directory.navigation import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of `templates/base.html`; used by every template that extends it."""
    signed_in = request.user.is_authenticated
    return {
        "menu": menu(cast("ScopedRequest", request)) if signed_in else None,
        "languages": [code for code, _ in settings.LANGUAGES],
        "demo": settings.DEMO,
        "help_phone": settings.HELP_PHONE,
        "help_phone_link": settings.HELP_PHONE.replace(" ", ""),
        "help_email": settings.HELP_EMAIL,
    }
