"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from notifications.reading import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
application = get_wsgi_application()

# What is made once a process is made before the first request: a gateway waits seconds, and several threads
# that begin at once would each make it.
get_resolver().url_patterns  # noqa: B018  # reading it loads every page
prepare()
