"""The helping side of a person, when they are free, and what they have shown."""

from volunteers.models.volunteer import AvailableWindow, Credential, Volunteer

__all__ = ["AvailableWindow", "Credential", "Volunteer"]
