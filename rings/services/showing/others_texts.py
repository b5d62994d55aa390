"""Texts about the turns of another association: a volunteer may help in two, and neither reads the other's."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from directory.middleware import ScopedRequest
from notifications.confidential import Kind
from notifications.models import Inbound, Message, PromptItem
from rings.models import Occurrence, Offer

_INBOUND, _DUTY = "inbound:", "duty:"


def hidden_as_others(request: ScopedRequest, kind: Kind, ids: Collection[int]) -> set[int]:
    """Return those of the texts `ids` that are about occurrences of which none is within the scope."""
    if any(area.association_id is None for area in request.scope.areas):
        return set()
    abouts = _of_messages(ids) if kind == "sent" else _of_inbounds(ids)
    occurrences = {pk: _occurrences(keys) for pk, keys in abouts.items()}
    every = set().union(*occurrences.values())
    seen = Occurrence.objects.visible_to(request.scope).filter(pk__in=every)
    mine = set(seen.values_list("pk", flat=True))
    return {pk for pk, of in occurrences.items() if of and not of & mine}


def _of_messages(ids: Collection[int]) -> dict[int, set[str]]:
    """Return what each message is about: its own key, what it asks, and what it answers."""
    found: dict[int, set[str]] = defaultdict(set)
    answers: dict[int, list[int]] = defaultdict(list)
    for pk, about in Message.objects.filter(pk__in=ids).values_list("pk", "about"):
        found[pk].add(about)
        if about.startswith(_INBOUND):
            answers[_number(about)].append(pk)
    items = PromptItem.objects.filter(prompt__message__in=ids)
    for pk, about in items.values_list("prompt__message", "about"):
        found[pk].add(about)
    for inbound, keys in _of_inbounds(answers).items():
        for pk in answers[inbound]:
            found[pk] |= keys
    return found


def _of_inbounds(ids: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Inbound.objects.filter(pk__in=list(ids), prompt__isnull=False)
    for pk, about in rows.values_list("pk", "prompt__items__about"):
        found[pk].add(about or "")
    return found


def _occurrences(keys: Iterable[str]) -> set[int]:
    """Return the occurrences that keys such as "occurrence:12", "offer:7" or "duty:2026-11-23T09:00/12" name."""
    direct = {_number(key) for key in keys if key.startswith(("occurrence:", _DUTY))}
    offers = [_number(key) for key in keys if key.startswith("offer:")]
    asked = Offer.objects.filter(pk__in=offers) if offers else ()
    return direct | {offer.occurrence_id for offer in asked}


def _number(key: str) -> int:
    last = key.rpartition("/")[2] if key.startswith(_DUTY) else key.partition(":")[2]
    digits = last.partition("@")[0]
    return int(digits) if digits.isdecimal() else 0
