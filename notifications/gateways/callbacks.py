"""Where a gateway reports what became of a text."""

from django.urls import reverse


def status_path(gateway: str, reference: str) -> str:
    """Return the path for reports on one text.

    It is looked up among this app's own addresses: who sends texts needs none of the service's pages for it, and
    they take 86 MB.
    """
    return reverse("gateway_status", args=[gateway, reference], urlconf="notifications.urls")
