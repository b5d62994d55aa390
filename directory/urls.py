"""Addresses of the settings pages."""

from django.urls import path

from directory.views import settings

urlpatterns = [
    path("", settings.home, name="settings"),
    path("<slug:key>/", settings.listing, name="settings_list"),
    path("<slug:key>/new/", settings.add, name="settings_add"),
    path("<slug:key>/<int:pk>/", settings.change, name="settings_change"),
]
