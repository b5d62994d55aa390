"""What every page needs: the menu, the help phone and whether this is the demo."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from directory.middleware import ScopedRequest
from directory.navigation import menu
from notifications.services.heartbeat import stopped_since


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
        **(_clock(cast("ScopedRequest", request)) if signed_in else {}),
    }


def _clock(request: ScopedRequest) -> dict[str, Any]:
    """Return since when no texts have gone, for whoever works here; administrators get where to look."""
    if not (request.scope.works or request.scope.administers):
        return {}
    where = reverse("operations") if request.scope.administers else ""
    return {"clock_stopped": stopped_since(timezone.now()), "operations_url": where}
