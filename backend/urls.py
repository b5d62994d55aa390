"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from backend.views import health, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("language/", pages.choose_language, name="set_language"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("account/", pages.account_home, name="account_home"),
    path("accounts/", include("allauth.urls")),
    path("back-office/", admin.site.urls),
    path("settings/", include("directory.urls")),
    path("", include("people.urls")),
    path("", include("volunteers.urls")),
    path("", include("rings.urls")),
    path("rides/", include("rides.urls")),
    path("", include("notifications.urls")),
]
