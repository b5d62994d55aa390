"""Places, associations, service lines, staff, and the audit trail."""

from directory.models.audit import AuditEntry
from directory.models.places import Association, Municipality, MunicipalityAlias, ServiceLine
from directory.models.staff import StaffRole, User

__all__ = [
    "Association",
    "AuditEntry",
    "Municipality",
    "MunicipalityAlias",
    "ServiceLine",
    "StaffRole",
    "User",
]
