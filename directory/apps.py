"""The lowest floor: places, associations, service lines and who works for whom."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry, administers


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        """Put the settings into the main menu."""
        add_entry(90, _("Settings"), "settings", administers, daily=False)
