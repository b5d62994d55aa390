"""What the auditor checks on this floor."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from directory.findings import Audit, Breach
from volunteers.models import Credential, Volunteer


def _active_though_lapsed(_now: datetime, day: date) -> QuerySet[Any]:
    """Return active volunteers whom a credential lapsed yesterday or earlier should have paused."""
    lapsed = Credential.objects.lapsed_on(day - timedelta(days=1))
    return Volunteer.objects.filter(state=Volunteer.State.ACTIVE, pk__in=lapsed.values("volunteer"))


findings = Audit([Breach("volunteer", "active_though_lapsed", _active_though_lapsed)]).findings
