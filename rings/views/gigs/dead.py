"""The page of a link that leads nowhere any more: it always says whom to ring instead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.models import Association

GONE = 410


def dead_link(
    request: HttpRequest, heading: str, words: str, office: Association | None, status: int = GONE
) -> HttpResponse:
    """Say in plain words that nothing can be sent here, and whom to ring."""
    context = {"heading": heading, "words": words, "office": office}
    return render(request, "rings/gigs/link/dead.html", context, status=status)
