"""Django's entry to the reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Put the counts in the main menu."""
        from reports.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
