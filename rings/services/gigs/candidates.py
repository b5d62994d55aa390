"""Who may be asked about a request, in turn, and what bars each of the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.models import Gig, OfferPolicy
from rings.rules import gates
from rings.rules.gates import Bar, Helper
from rings.rules.waves import Policy
from rings.services.busy.conflicts import place_of
from rings.services.gigs.facts import Facts, Need
from volunteers.models import Volunteer


@dataclass(frozen=True)
class Candidate:
    """One volunteer, and what bars them; nothing means that they may be asked by text."""

    person: Person
    helper: Helper
    bars: tuple[Bar, ...]

    @property
    def may_be_asked(self) -> bool:
        """Tell whether a text may go to them now."""
        return not self.bars

    @property
    def may_be_rung(self) -> bool:
        """Tell whether the office may ring them."""
        return not any(bar.is_hard for bar in self.bars)

    @property
    def rests(self) -> bool:
        """Tell whether they could be asked by text another day."""
        return bool(self.bars) and {bar.name for bar in self.bars} <= gates.RESTING


def need_of(gig: Gig) -> Need:
    """Return what `gig` needs. Reads its occurrence, receiver and their municipality."""
    occurrence = gig.occurrence
    return Need(
        kind=gig.service_line.kind,
        association=occurrence.association,
        place=place_of(occurrence.receiver),
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at or occurrence.starts_at + timedelta(minutes=gig.minutes),
        receiver=occurrence.receiver,
        occurrence_id=occurrence.pk,
    )


def policy_for(association: Association) -> Policy:
    """Return how `association` asks: by its own way, else the common one, else the usual figures."""
    rows = OfferPolicy.objects.filter(Q(association=association) | Q(association=None))
    row = min(rows, key=lambda each: each.association_id is None, default=None)
    if row is None:
        return Policy()
    return Policy(
        wave_size=max(row.wave_size, 1),
        wave_minutes=row.wave_minutes,
        most_waves=row.most_waves,
        most_a_day=row.most_a_day,
        most_a_week=row.most_a_week,
        quiet_days=row.quiet_days,
        radius_km=row.radius_km,
    )


def candidates(
    need: Need,
    now: datetime,
    *,
    people: Iterable[Person] | None = None,
    scope: Scope | None = None,
) -> list[Candidate]:
    """Return everybody in reach (or `people`) in the order in which they are asked, each with what bars them.

    `scope`: whose eyes see which duty keeps somebody busy. A bounded number of queries, whatever the number.
    """
    found = list(people if people is not None else volunteers_in_reach(need))
    facts = Facts(found, need, now, scope)
    policy = policy_for(need.association)
    helpers = sorted((facts.helper(person) for person in found), key=gates.order)
    by_id = {person.pk: person for person in found}
    return [Candidate(by_id[h.person_id], h, gates.bars(h, facts.wanted, policy)) for h in helpers]


def why_not(gig: Gig, person: Person, now: datetime, scope: Scope | None = None) -> tuple[Bar, ...]:
    """Return every rule that keeps `person` from being asked about `gig`; empty means that they may be."""
    return candidates(need_of(gig), now, people=[person], scope=scope)[0].bars


def volunteers_in_reach(need: Need) -> "QuerySet[Person]":
    """Return the volunteers of the municipalities in which the association works, and of the place itself."""
    places = Municipality.objects.filter(associations=need.association).values("pk")
    people = Person.objects.current().filter(volunteer__isnull=False)
    near = Q(municipality__in=places) | Q(municipality=need.place.municipality_id)
    return (
        people.filter(near)
        .exclude(volunteer__state=Volunteer.State.LEFT)
        .select_related("municipality", "volunteer")
    )
