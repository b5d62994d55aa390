"""The helping side of a person, when they are free, what they have shown, and who suits whom."""

from volunteers.models.match_policy import MatchPolicy
from volunteers.models.preference import Preference
from volunteers.models.volunteer import AvailableWindow, Credential, Volunteer

__all__ = ["AvailableWindow", "Credential", "MatchPolicy", "Preference", "Volunteer"]
