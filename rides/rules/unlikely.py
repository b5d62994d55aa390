"""Kilometres that a person should look at before they are paid."""

from decimal import Decimal

# A way round by a shop or a road works is nothing odd.
SOME_KM = 20
FACTOR = 2


def is_unlikely(told: Decimal, planned: Decimal) -> bool:
    """Tell whether the kilometres told are far more or far fewer than those planned: often a slip of one digit."""
    return told > FACTOR * planned + SOME_KM or planned > FACTOR * told + SOME_KM
