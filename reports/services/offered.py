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
    """Return the places (area and activity) for which no service line held on any day of `period`.

    What was offered in no area was not offered in the whole project either: its total is no secret.
    """
    offered = _offered(period)
    places = frame.dimensions[PLACE]
    found = set[At]()
    for activity in Activity:
        total = frozenset({(PERIOD, str(period)), (ACTIVITY, str(activity))})
        areas = {
            total | {(PLACE, area)}
            for area in places.below(TOTAL)
            if not offered[activity] & {EVERYWHERE, *places.leaves(area)}
        }
        found |= areas
        if len(areas) == len(places.below(TOTAL)):
            found.add(total)
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
