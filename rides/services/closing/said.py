"""What a driver, a rider or the office says of one way of a ride once the car is back."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Became(TextChoices):
    """What became of one way. Only `OPEN` and `LEFT` leave it without an outcome."""

    DONE = "done", _("driven")
    NO_SHOW = "no_show", _("the rider did not come")
    CANCELLED = "cancelled", _("the rider did not need it after all")
    OTHERWISE = "otherwise", _("the rider got home another way")
    LEFT = "left", _("not driven: the rider still needs a car")
    OPEN = "open", _("not yet")


# What ends a way.
ENDS = frozenset({Became.DONE, Became.NO_SHOW, Became.CANCELLED, Became.OTHERWISE})


@dataclass(frozen=True)
class Said:
    """What became of one way, and what its rider paid towards the costs, in cents."""

    became: Became
    share_cents: int = 0


ALL_WENT_WELL = Said(Became.DONE)
