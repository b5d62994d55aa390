"""Persons, their numbers, the resident's side, consents, absences, and registers that came in."""

from people.models.agreement import Absence, AccessLog, Consent
from people.models.person import (
    Gender,
    Language,
    Person,
    PersonNumber,
    PhoneNumber,
    TargetGroup,
)
from people.models.register import ImportBatch, ImportChange
from people.models.resident import WISHED_GENDERS, Contact, Limit, Resident

__all__ = [
    "WISHED_GENDERS",
    "Absence",
    "AccessLog",
    "Consent",
    "Contact",
    "Gender",
    "ImportBatch",
    "ImportChange",
    "Language",
    "Limit",
    "Person",
    "PersonNumber",
    "PhoneNumber",
    "Resident",
    "TargetGroup",
]
