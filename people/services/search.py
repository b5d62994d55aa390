"""Finding people by the words or digits that somebody says on the telephone."""

import re

from django.db.models import Q

from people.models.person import PersonQuerySet

LEAST_DIGITS = 4


def matching(people: PersonQuerySet, words: str) -> PersonQuerySet:
    """Return those of `people` whose names have every word, or whose number has the digits."""
    digits = re.sub(r"\D", "", words).removeprefix("358").lstrip("0")
    if len(digits) >= LEAST_DIGITS:
        return people.filter(numbers__number__e164__contains=digits).distinct()
    for word in words.split():
        people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return people
