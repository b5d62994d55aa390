"""The part of the table of pages that is about counts."""

from tests.browser.acts import fill
from tests.browser.entry import Entry
from tests.browser.world import ADMINISTRATOR, IDLE, READER

COUNT_PAGES = (
    Entry("counts", "counts", user=ADMINISTRATOR),
    Entry("counts-reader", "counts", user=READER),
    Entry("counts-elsewhere", "counts", user=IDLE),
    Entry("counts-running", "counts", query="?period=2026"),
    Entry("counts-period", "counts_period", ("2025",), user=ADMINISTRATOR),
    Entry("counts-period-reader", "counts_period", ("2025Q3",), user=READER),
    Entry("paper-counts", "counts_print", ("2025",), user=ADMINISTRATOR),
    Entry("paper-counts-reader", "counts_print", ("2025",), user=READER),
    Entry("counts-method", "counts_method", user=READER),
    Entry("counts-definitions", "counts_definitions", user=READER),
    Entry("counts-log", "counts_log", user=READER),
    Entry("counts-log-staff", "counts_log", user=ADMINISTRATOR),
    Entry("counts-targets", "counts_targets", user=ADMINISTRATOR, query="?year=2025"),
    Entry(
        "counts-targets-wrong",
        "counts_targets",
        user=ADMINISTRATOR,
        query="?year=2025",
        act=fill(older="kaikki"),
        status=422,
    ),
    Entry("counts-funder", "counts_funder", user=ADMINISTRATOR),
)
