"""Addresses of the ride pages and their JSON API. No address holds anything personal."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rides.wish_urls")),
    path("", include("rides.car_urls")),
    path("", include("rides.dispatch_urls")),
    path("", include("rides.after_urls")),
    path("", include("rides.telling_urls")),
]
