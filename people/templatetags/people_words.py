"""How people are shown: a number as it is read aloud, a state with its colour, codes in words."""

from collections.abc import Iterable

import phonenumbers
from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import AuditEntry, ServiceLine
from people import interests
from people.models import Limit, Person
from people.services.register_rows import WORDING
from people.services.trail import WORDS
from people.sides import sides

register = template.Library()

FINLAND = 358
LAST_GROUP = 4

OF_REGISTERS = {
    "oral": gettext_lazy("the office's own, by word of mouth"),
    "written": gettext_lazy("the office's own form, in writing"),
}


@register.filter
def phone(number: str) -> str:
    """Return a number as people here write it: 040 123 4567; foreign ones with their country code."""
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    if parsed.country_code != FINLAND:
        return str(phonenumbers.format_number(parsed, style.INTERNATIONAL))
    prefix, _space, rest = phonenumbers.format_number(parsed, style.NATIONAL).partition(" ")
    return f"{prefix} {_in_threes(rest)}".strip()


def _in_threes(digits: str) -> str:
    """Return "8152214" as "815 2214": easier to read aloud and to dial."""
    bare = digits.replace(" ", "")
    return bare if len(bare) <= LAST_GROUP else f"{bare[:3]} {_in_threes(bare[3:])}"


@register.filter
def services(codes: Iterable[str]) -> str:
    """Return wishes or tasks in words: "Calls, Rides"."""
    labels = dict(ServiceLine.Kind.choices)
    return ", ".join(str(labels.get(code, code)) for code in codes)


@register.filter
def liked(codes: Iterable[str]) -> str:
    """Return interests in words: "Reading, fishing"."""
    return capfirst(", ".join(interests.in_words(codes)))


@register.filter
def limits(codes: Iterable[str]) -> str:
    """Return what a home has, or a helper cannot be with, in words: "A cat, tobacco smoke"."""
    labels = dict(Limit.choices)
    return capfirst(", ".join(str(labels.get(code, code)) for code in codes))


@register.filter
def change_words(entry: AuditEntry) -> str:
    """Return what a line of a person's change log says."""
    return str(WORDS.get(entry.event, entry.event))


@register.filter
def wording_words(wording: str) -> str:
    """Return which words a person was asked in: our own by their version, a register's by their form."""
    source, _space, form = wording.partition(" ")
    if source == WORDING:
        return str(OF_REGISTERS.get(form, gettext_lazy("the office's own")))
    return _("version %(version)s") % {"version": wording}


@register.simple_tag
def side_badges(person: Person) -> SafeString:
    """Return a badge for each side that the person has: "Resident: waiting for a ring"."""
    badges = []
    for side in sides():
        row = side.row_of(person)
        if row is not None:
            text = f"{side.label}: {row.get_state_display()}"
            tone = side.tones.get(row.state, "quiet")
            badges.append(
                render_to_string("parts/badge.html", {"tone": tone, "text": capfirst(text)})
            )
    return SafeString(" ".join(badges))
