"""Django's entry to the backend app."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from backend.checks import whom_to_ask


class BackendConfig(AppConfig):
    name = "backend"

    def ready(self) -> None:
        """Check before service what only service needs."""
        register(whom_to_ask, Tags.security, deploy=True)
