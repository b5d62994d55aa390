"""The lowest floor: places, associations, service lines and who works for whom."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
