"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from backend.views import health, metrics, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/worker", health.worker, name="health_worker"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("language/", pages.choose_language, name="set_language"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("account/", pages.account_home, name="account_home"),
    path("accounts/", include("allauth.urls")),
    path("back-office/", admin.site.urls),
    path("settings/texts/", include("notifications.wording_urls")),
    path("settings/", include("directory.urls")),
    path("", include("people.urls")),
    path("", include("volunteers.urls")),
    path("", include("rings.urls")),
    path("rides/", include("rides.urls")),
    path("", include("reports.urls")),
    path("", include("notifications.urls")),
]
