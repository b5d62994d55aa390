"""The village of the conversations, for tests of one service at a time."""

from tests.conversations.conftest import aino, clock, kari, liisa, sari, veikko, village

__all__ = ["aino", "clock", "kari", "liisa", "sari", "veikko", "village"]
