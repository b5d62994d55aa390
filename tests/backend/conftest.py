"""The village of the conversations and the office of the messages, for tests of what ties the apps together."""

from tests.conversations.conftest import aino, clock, kari, sari, veikko, village
from tests.notifications.conftest import coordinator, gateway, maija, topic

__all__ = [
    "aino",
    "clock",
    "coordinator",
    "gateway",
    "kari",
    "maija",
    "sari",
    "topic",
    "veikko",
    "village",
]
