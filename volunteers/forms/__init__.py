"""Forms about a volunteer, and about how an association matches people."""

from volunteers.forms.matching import MatchPolicyForm
from volunteers.forms.volunteer import (
    CredentialForm,
    HoursForm,
    PauseForm,
    ReasonForm,
    VolunteerForm,
)

__all__ = [
    "CredentialForm",
    "HoursForm",
    "MatchPolicyForm",
    "PauseForm",
    "ReasonForm",
    "VolunteerForm",
]
