"""Whom a telephone call is about: the people that a form offers, and the one it has chosen or taken down."""

from datetime import datetime

from directory.actors import Actor
from directory.asked import row_number
from directory.middleware import ScopedRequest
from people.models import Person
from people.services.persons import possible_twins
from people.services.search import matching
from rings.forms.who import WhoForm
from rings.services.gigs.receivers import as_receiver, new_receiver

MOST_FOUND = 8


def found_people(request: ScopedRequest, form: WhoForm) -> list[Person]:
    """Return the people to choose from: the one chosen, namesakes of a new one, and those searched for."""
    here = Person.objects.current().visible_to(request.scope)
    chosen = row_number(str(form["person"].value() or ""))
    ids = [chosen] if chosen else []
    if form.is_bound and form["first_name"].value():
        ids += [
            p.pk
            for p in possible_twins(form["first_name"].value(), form["last_name"].value(), None)
        ]
    words = str(form["words"].value() or "").strip()
    if words:
        ids += matching(here, words).values_list("pk", flat=True)[:MOST_FOUND]
    people = here.filter(pk__in=ids).select_related("municipality")
    return list(people.prefetch_related("numbers__number")[:MOST_FOUND])


def receiver_of(form: WhoForm, *, by: Actor, now: datetime) -> Person:
    """Return whom a valid form is about; a new one is written down, and that they have agreed is noted."""
    given = form.cleaned_data
    person: Person | None = given["person"]
    if person is None:
        fields = {name: given[name] for name in form.PERSON_FIELDS}
        return new_receiver(fields, given["number"], by=by, now=now)
    as_receiver(person, agreed=given["agreed"], by=by, now=now)
    return person
