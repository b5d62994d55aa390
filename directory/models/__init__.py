"""Places, associations, service lines, staff, who sends requests, and the audit trail."""

from directory.models.audit import AuditEntry
from directory.models.places import Association, Municipality, MunicipalityAlias, ServiceLine
from directory.models.referral import Barrier, Referrer
from directory.models.staff import StaffRole, User

__all__ = [
    "Association",
    "AuditEntry",
    "Barrier",
    "Municipality",
    "MunicipalityAlias",
    "Referrer",
    "ServiceLine",
    "StaffRole",
    "User",
]
