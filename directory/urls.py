"""Addresses of the settings pages."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
