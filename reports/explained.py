"""How to read what is published, in a few sentences: the same in every file and on paper."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.localtime import local_date
from reports.words import period_name

METHOD = (
    gettext_lazy("People are counted in bands of five. “Under 5” is 0 to 4, and may be nobody."),
    gettext_lazy(
        "Calls, visits and other events are rounded down to tens, so “30–39” is one band."
    ),
    gettext_lazy("“Not shown” protects the people behind this number, or behind another one."),
    gettext_lazy("Each number stands in a band of its own, so totals do not add up."),
    gettext_lazy("A period is published once. What is put right later counts in the next period."),
)


def source_of(period: str, published_at: datetime) -> str:
    """Return the line to quote when a number of `period` is used."""
    return _("Source: Rinki, counts of %(period)s, published %(day)s.") % {
        "period": period_name(period),
        "day": f"{local_date(published_at):%-d.%-m.%Y}",
    }
