"""What a text message means, given what was asked. Pure: no database, no clock, no settings."""

from notifications.reading.model import THRESHOLD, Asked, Intent, NamedReading, Reading
from notifications.reading.reader import prepare, read_reply

__all__ = ["THRESHOLD", "Asked", "Intent", "NamedReading", "Reading", "prepare", "read_reply"]
