"""Who could do a request, in words: what speaks for each, what against, and the number to ring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.scope import Scope
from people.models import Person, PersonNumber
from rings.models import Gig
from rings.rules.gates import Helper
from rings.services.gigs.candidates import Candidate
from rings.services.gigs.phone_list import to_ring

# Whoever these bar cannot be given it; the rest is for a person to weigh.
NEVER = frozenset({"unfit", "receiver", "busy", "apart"})
MOST_TO_RING = 12


@dataclass(frozen=True)
class Row:
    """One volunteer: `words` speak for them, `against` bar them; `may_have_it` unless that is for good."""

    person: Person
    number: str
    words: tuple[str, ...]
    against: tuple[str | Promise, ...]
    may_have_it: bool


def people_to_ring(gig: Gig, scope: Scope, now: datetime) -> list[Row]:
    """Return whom to ring about `gig`, best first; whoever has no number is only on the page to choose from."""
    able = rows(to_ring(gig, now, scope=scope)[: 2 * MOST_TO_RING])
    return [row for row in able if row.number][:MOST_TO_RING]


def rows(found: Iterable[Candidate]) -> list[Row]:
    """Return each with words and a number, in one query more."""
    listed = list(found)
    numbers = _first_numbers([each.person.pk for each in listed])
    return [
        Row(
            person=each.person,
            number=numbers.get(each.person.pk, ""),
            words=tuple(speaks_for(each.helper)),
            against=tuple(bar.words for bar in each.bars),
            may_have_it=NEVER.isdisjoint(bar.name for bar in each.bars),
        )
        for each in listed
    ]


def speaks_for(helper: Helper) -> Iterable[str]:
    """Say how near somebody lives, when they were asked last and how much they do already."""
    km = round(helper.km)
    yield _("%(km)s km away") % {"km": km} if km else _("lives near by")
    if helper.asks.days_since is None:
        yield _("not asked lately")
    else:
        days = helper.asks.days_since
        words = ngettext("asked %(n)s day ago", "asked %(n)s days ago", days)
        yield words % {"n": days} if days else _("asked today")
    turns = ngettext("%(n)s turn in four weeks", "%(n)s turns in four weeks", helper.load)
    yield turns % {"n": helper.load}


def _first_numbers(person_ids: list[int]) -> dict[int, str]:
    held = PersonNumber.objects.filter(person__in=person_ids).select_related("number")
    found: dict[int, str] = {}
    for row in held.order_by("position", "pk"):
        found.setdefault(row.person_id, row.number.e164)
    return found
