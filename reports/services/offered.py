"""Where an activity was not offered at all in a period: a public fact, and shown as such."""

from collections import defaultdict

from django.db.models import Q

from directory.models import ServiceLine
from reports.counting.facts import Activity
from reports.counting.periods import Period
from reports.counting.plan import ACTIVITY, PLACE
from reports.disclosure.cells import PERIOD, TOTAL, At, Frame

OF_LINE: dict[str, Activity] = {
    ServiceLine.Kind.CALL: Activity.CALL,
    ServiceLine.Kind.VISIT: Activity.VISIT,
    ServiceLine.Kind.RIDE: Activity.RIDE,
}
EVERYWHERE = TOTAL


def not_offered(period: Period, frame: Frame) -> frozenset[At]:
    """Return the places (area and activity) for which no service line held on any day of `period`."""
    offered = _offered(period)
    places = frame.dimensions[PLACE]
    found = set()
    for area in places.below(TOTAL):
        here = {EVERYWHERE, *places.leaves(area)}
        for activity in Activity:
            if not offered[activity] & here:
                found.add(
                    frozenset({(PERIOD, str(period)), (PLACE, area), (ACTIVITY, str(activity))})
                )
    return frozenset(found)


def _offered(period: Period) -> dict[Activity, set[str]]:
    """Return the codes of the municipalities where each activity was offered."""
    lines = ServiceLine.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=period.first_day),
        valid_from__lt=period.end,
    ).values_list("kind", "association", "association__municipalities__code")
    found: dict[Activity, set[str]] = defaultdict(set)
    for kind, association, code in lines:
        found[OF_LINE.get(kind, Activity.GIG)].add(EVERYWHERE if association is None else code)
    return found
