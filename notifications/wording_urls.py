"""Addresses of the pages on which administrators word texts, below the settings."""

from django.urls import path

from notifications.views import wording

urlpatterns = [
    path("", wording.texts_page, name="texts"),
    path("<slug:name>/<slug:language>/", wording.words, name="text_words"),
]
