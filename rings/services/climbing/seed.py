"""The default ladders, from the data file beside the code. An office edits them afterwards."""

import json
from pathlib import Path

from django.db import transaction

from rings.models import Ladder, LadderStep, OfferPolicy

DEFAULT_LADDERS = Path(__file__).resolve().parents[2] / "seed" / "ladders.json"


@transaction.atomic
def load_ladders(path: Path = DEFAULT_LADDERS) -> int:
    """Make the default ladder of each cause that has none; return how many were made.

    What an office has edited is never overwritten.
    """
    made = 0
    for row in json.loads(path.read_text()):
        if Ladder.objects.filter(cause=row["cause"], is_default=True).exists():
            continue
        ladder = Ladder.objects.create(name=row["name"], cause=row["cause"], is_default=True)
        LadderStep.objects.bulk_create(
            LadderStep(ladder=ladder, position=n, **step) for n, step in enumerate(row["steps"], 1)
        )
        made += 1
    return made


def load_offer_policy() -> bool:
    """Make the common way of asking about requests if there is none; return whether it was made."""
    _policy, made = OfferPolicy.objects.get_or_create(association=None)
    return made
