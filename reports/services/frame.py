"""The dimensions of every table ever published and about to be: places, periods, groups, barriers."""

from collections.abc import Iterable

from directory.models import Barrier, Municipality
from people.target_groups import GROUPS
from reports.areas import areas_of
from reports.counting.plan import frame_of
from reports.disclosure.cells import Frame
from reports.models import Publication


def frame_with(years: Iterable[int] = ()) -> Frame:
    """Return the frame of all that has been published and of `years` beside it, in three queries."""
    published = Publication.objects.values_list("period", flat=True)
    all_years = sorted({int(period[:4]) for period in published} | set(years))
    codes = Municipality.objects.order_by("code").values_list("code", flat=True)
    barriers = Barrier.objects.order_by("code").values_list("code", flat=True)
    return frame_of(all_years, areas_of(codes), GROUPS, list(barriers))
