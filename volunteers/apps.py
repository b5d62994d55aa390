"""Django's entry to the volunteers app."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"
