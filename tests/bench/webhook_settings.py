"""The settings of the bench `webhook`: the service's, with one address more."""

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.webhook_urls"
