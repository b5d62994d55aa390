"""Django's entry to the rings app."""

from django.apps import AppConfig


class RingsConfig(AppConfig):
    name = "rings"
