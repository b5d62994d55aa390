"""What a home-care team asks for by its link, and how its form is filled in."""

from datetime import date, time
from typing import Any

from directory.models import ServiceLine
from tests.conversations.gigs import errands

THURSDAY = date(2026, 11, 26)


def by_link(**changes: object) -> dict[str, Any]:
    """Return a request as the team's form hands it on."""
    fields: dict[str, Any] = {
        "service_line": errands(),
        "ordered_by": "Hanna Hoitaja",
        "ordered_phone": "+358401230777",
        "first_name": "Elma",
        "last_name": "Esimerkki",
        "phone": "+358401230303",
        "address": "Kyläntie 5",
        "birth_year": 1938,
        "day": THURSDAY,
        "wall_time": time(10),
        "minutes": 90,
        "place": "terveysasema",
        "needs": "Saattaja vastaanotolle",
        "aid": "rollator",
        "door_code": "1234",
        "consent": True,
    }
    return fields | changes


def filled_in(line: ServiceLine, **changes: object) -> dict[str, Any]:
    """Return the team's form as it is sent."""
    fields: dict[str, Any] = {
        "first_name": "Elma",
        "last_name": "Esimerkki",
        "address": "Kyläntie 5",
        "phone": "040 123 0303",
        "birth_year": "1938",
        "aid": "rollator",
        "service_line": line.pk,
        "day": THURSDAY.isoformat(),
        "hour": "10",
        "minutes": "",
        "place": "terveysasema",
        "needs": "Saattaja vastaanotolle",
        "door_code": "1234",
        "ordered_by": "Hanna Hoitaja",
        "ordered_phone": "040 123 0777",
        "consent": "on",
    }
    return fields | changes
