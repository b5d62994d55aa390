"""The village of the conversations, for tests of what ties the apps together."""

from tests.conversations.conftest import aino, clock, kari, sari, veikko, village

__all__ = ["aino", "clock", "kari", "sari", "veikko", "village"]
