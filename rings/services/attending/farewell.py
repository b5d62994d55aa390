"""When a resident is no more with us: who rang or visited them, and is to be told by a person, not by a text."""

from datetime import datetime, timedelta

from directory.localtime import local_date
from people.models import Person
from rings.models import Assignment

LATELY = timedelta(weeks=4)
AHEAD = timedelta(weeks=8)


def helpers_to_tell(person: Person, now: datetime) -> list[Person]:
    """Return those who had turns with `person` in the last weeks or would have had, by name."""
    today = local_date(now)
    turns = Assignment.objects.filter(
        occurrence__receiver=person,
        occurrence__nominal_date__range=(today - LATELY, today + AHEAD),
    )
    met = turns.exclude(person=person).values("person")
    return list(Person.objects.current().filter(pk__in=met).order_by("last_name", "first_name"))
