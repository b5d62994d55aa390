"""Django's entry to the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
