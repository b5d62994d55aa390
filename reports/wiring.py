"""What the lower floors call up to reports for: the entry in the main menu."""

from django.utils.translation import pgettext_lazy

from directory.middleware import ScopedRequest
from directory.navigation import add_entry


def connect() -> None:
    """Register the menu entry; called once, when the models are loaded."""
    add_entry(57, pgettext_lazy("menu", "Counts"), "counts", _may_read, daily=_only_reads)


def _may_read(request: ScopedRequest) -> bool:
    return request.scope.may_read_counts


def _only_reads(request: ScopedRequest) -> bool:
    """Tell whether counts are all that is open: then they are the daily work."""
    return not request.scope.works
