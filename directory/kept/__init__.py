"""Statements that are asked many times a minute: written once in Django's words, kept as SQL, run with new values.

The tables answer such a question in some microseconds; for Django to write it anew takes ten times as long.
"""

from directory.kept.hanging import Hanging
from directory.kept.reads import kept
from directory.kept.writes import update

__all__ = ["Hanging", "kept", "update"]
