"""Django's entry to the backend app."""

from django.apps import AppConfig


class BackendConfig(AppConfig):
    name = "backend"
