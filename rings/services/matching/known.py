"""Whose names come to mind for a resident: past contacts, a stated wish, a pair or ring in common, the village."""

from datetime import datetime

from django.db.models import Q

from directory.localtime import local_date
from people.models import Person
from rings.models import Assignment, Pair, RingMember
from rings.services.matching.links import LOOK_BACK
from volunteers.models import Preference


def known_to(resident: Person, now: datetime) -> set[int]:
    """Return the numbers of the volunteers whom a coordinator would think of first for `resident`. One query."""
    met = Assignment.objects.filter(
        state=Assignment.State.DONE,
        occurrence__receiver=resident,
        occurrence__nominal_date__gt=local_date(now) - LOOK_BACK,
    )
    wished = Preference.objects.standing().filter(resident=resident)
    rings = RingMember.objects.filter(person=resident, valid_until=None).values("ring")
    familiar = (
        Q(pk__in=met.order_by().values("person"))
        | Q(pk__in=wished.order_by().values("volunteer"))
        | Q(pk__in=Pair.objects.live().filter(resident=resident).order_by().values("volunteer"))
        | Q(pk__in=RingMember.objects.filter(ring__in=rings, valid_until=None).values("person"))
    )
    if village := resident.village.strip():
        familiar |= Q(municipality=resident.municipality_id, village__iexact=village)
    people = Person.objects.current().filter(familiar, volunteer__isnull=False)
    return set(people.order_by().values_list("pk", flat=True))
