"""What a person has to decide because the plan no longer asks for what somebody has promised."""

from dataclasses import dataclass
from datetime import datetime

NOTHING, NOT_ASKED, OTHER_HOUR, OTHER_HELPER = "", "not_asked", "other_hour", "other_helper"
KEPT = "kept"

OPEN = frozenset({NOT_ASKED, OTHER_HOUR, OTHER_HELPER})


@dataclass(frozen=True)
class Contact:
    """When a contact is and who does it. `helper_id`: None when nobody, or when it is for the plan to say."""

    starts_at: datetime
    helper_id: int | None


def decision_about(booked: Contact, planned: Contact | None, before: str) -> str:
    """Return what is to be decided about `booked` now that the plan says `planned`.

    `before` is what was to be decided so far: what a person has said to keep is not asked again.
    """
    asked = _differs(booked, planned)
    return KEPT if asked and before == KEPT else asked


def _differs(booked: Contact, planned: Contact | None) -> str:
    if planned is None:
        return NOT_ASKED
    if planned.starts_at != booked.starts_at:
        return OTHER_HOUR
    if booked.helper_id and planned.helper_id and planned.helper_id != booked.helper_id:
        return OTHER_HELPER
    return NOTHING
