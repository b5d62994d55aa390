"""Addresses of the ride pages and their JSON API. No address holds anything personal."""

from django.urls.resolvers import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
