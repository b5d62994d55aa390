"""Where people are driven to: written down by the office, found by the words that people use."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import Municipality
from directory.services.settings import change_setting
from people.errors import RefusedError
from rides.models import Destination
from rides.models.place import DestinationQuerySet

IS_HERE = _("A place of this name is here already.")


@transaction.atomic
def write_destination(
    place: Destination, *, changed: list[str], by: Actor, now: datetime
) -> Destination:
    """Write a new or changed place; `changed` names its columns for the log.

    Without a point on the map it lies in the centre of its municipality. Raises `RefusedError` when another place
    of that name is there.
    """
    # Two who add at the same moment take turns.
    centre = Municipality.objects.select_for_update().get(pk=place.municipality_id)
    place.name = " ".join(place.name.split())
    place.words = plain_words(place.words)
    if place.latitude is None or place.longitude is None:
        place.latitude, place.longitude = centre.latitude, centre.longitude
    namesakes = Destination.objects.filter(municipality=centre, name__iexact=place.name)
    if namesakes.exclude(pk=place.pk).exists():
        raise RefusedError(IS_HERE, field="name")
    change_setting(place, changed=changed, by=by, now=now)
    return place


def plain_words(words: Iterable[str]) -> list[str]:
    """Return what people call a place as it is stored: lower case, each once, in their order."""
    plain = (" ".join(word.split()).lower() for word in words)
    return list(dict.fromkeys(word for word in plain if word))


def matching_places(places: DestinationQuerySet, words: str) -> QuerySet[Destination]:
    """Return those of `places` whose name, address or municipality has every one of `words`."""
    for word in words.split():
        # SQLite takes "ä" and "Ä" for two letters: names begin with a capital.
        places = places.filter(_has(word) | _has(word.capitalize()))
    return places


def _has(word: str) -> Q:
    columns = ("name", "address", "municipality__name_fi", "municipality__name_sv")
    return Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR)
