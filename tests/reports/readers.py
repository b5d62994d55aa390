"""Those who ask for counts, every address there is, and what an answer says once it is unpacked."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

from django.test import Client
from django.urls import URLPattern, URLResolver

from directory.models import Association, Municipality, StaffRole, User
from reports import urls

SINCE = date(2020, 1, 1)
# What each word of an address is tried with. A new word of an address needs its own: else the test stops here.
WORDS = {
    "period": ("2024", "2024Q4"),
    "name": ("reached-by-municipality", "contacts-by-area", "reached-in-quarter"),
    "extension": ("json", "csv", "xlsx"),
}
_NUMBER = re.compile(r"(?<![\d.,#])(2\d{4})(?!\d)")  # those of tests.reports.archives
WORKBOOK, COLOURS = b"PK", "xl/theme/theme1.xml"  # the colours are the same in every workbook
# Chance, the minute and what somebody is called in: not what is told of counts.
_CHANGING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"|<dcterms:modified.*?</dcterms:modified>'
)


def user_with(role: str = "", *codes: str, association: Association | None = None) -> User:
    """Return somebody with `role` in the municipalities with these codes; without codes in no one of them."""
    user = User.objects.create_user(f"{role or 'nobody'}-{'-'.join(codes)}@example.org")
    places: list[Municipality | None] = [*Municipality.objects.filter(code__in=codes)]
    for place in (places or [None]) if role else []:
        StaffRole.objects.create(
            user=user, role=role, municipality=place, association=association, valid_from=SINCE
        )
    return user


def signed_in(user: User | None) -> Client:
    """Return a browser in which `user` has signed in; None: nobody."""
    client = Client()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def addresses(words: dict[str, tuple[str, ...]] | None = None) -> Iterator[str]:
    """Yield every address of reports, filled in with every one of `words`."""
    tried = WORDS | (words or {})
    for route in _routes(urls.urlpatterns):
        slots = re.findall(r"<\w+:(\w+)>", route)
        for values in product(*(tried[slot] for slot in slots)):
            given = iter(values)
            yield "/" + re.sub(r"<\w+:\w+>", lambda _found, of=given: next(of), route)  # type: ignore[misc]  # a late-bound copy


def said(answer: Any) -> str:
    """Return all that an answer says: its body, unpacked when it is a workbook, without what chance put there."""
    body = answer.content
    if body.startswith(WORKBOOK):
        with ZipFile(BytesIO(body)) as packed:
            told = sorted(set(packed.namelist()) - {COLOURS})
            body = b"\n".join(packed.read(name) for name in told)
    return _CHANGING.sub(b"", body).decode()


def numbers(text: str) -> set[int]:
    """Return the numbers in `text` that can only come from the archive."""
    return {int(found) for found in _NUMBER.findall(text)}


def _routes(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
