"""Wraps the points of death around the service's functions, in processes that have these settings."""

from importlib import import_module

from django.apps import AppConfig


class CrashConfig(AppConfig):
    """Loaded last, when everything that is wrapped is there."""

    name = "tests.crash"
    label = "crash"

    def ready(self) -> None:
        # Only now: it reads the service's modules, and they read the models.
        import_module("tests.crash.mortal").become_mortal()
