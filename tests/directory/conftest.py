"""The village of the conversations, for what moves in it."""

from tests.conversations.conftest import aino, sari, veikko, village

__all__ = ["aino", "sari", "veikko", "village"]
