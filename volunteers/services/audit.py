"""What the auditor checks on this floor."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from directory.findings import Finding
from volunteers.models import Credential, Volunteer


def findings(now: datetime) -> list[Finding]:
    """Return active volunteers whom a credential lapsed yesterday or earlier should have paused."""
    lapsed = Credential.objects.lapsed_on(localdate(now) - timedelta(days=1))
    rows = Volunteer.objects.filter(state=Volunteer.State.ACTIVE, pk__in=lapsed.values("volunteer"))
    return [
        Finding("volunteer", pk, "active_though_lapsed") for pk in rows.values_list("pk", flat=True)
    ]
