"""What must be set before real people use the service: run by `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core import checks


def whom_to_ask(**_options: Any) -> list[checks.CheckMessage]:
    """Warn when a page cannot say whom to ask: the law (306/2019) wants a way to give feedback."""
    if settings.HELP_PHONE and settings.HELP_EMAIL:
        return []
    return [
        checks.Warning(
            "The pages do not say whom to ask.",
            hint="Set RINKI_HELP_PHONE and RINKI_HELP_EMAIL.",
            id="backend.W001",
        )
    ]
