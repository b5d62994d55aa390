"""Chance with a seed: each question has its own dice, so the order of asking does not matter."""

from random import Random


def dice(seed: int, *key: object) -> Random:
    """Return the dice for the question `key`: the same throws in every run with the same `seed`."""
    # Not for secrets: a rehearsal must come out the same twice.
    return Random("|".join(map(str, (seed, *key))))  # noqa: S311  # chance in a rehearsal, no secret
