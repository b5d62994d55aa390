"""The part of the table of pages that is about settings."""

from tests.browser.acts import send
from tests.browser.entry import Entry
from tests.browser.world import ADMINISTRATOR

SECTIONS = {
    "municipalities": "Municipality",
    "associations": "Association",
    "service-lines": "ServiceLine",
    "staff": "StaffRole",
    "barriers": "Barrier",
    "senders": "Referrer",
    "ways-of-asking": "OfferPolicy",
    "ways-of-matching": "MatchPolicy",
    "ways-of-running-rides": "RidePolicy",
    "mileage-rates": "MileageRate",
}
SETTINGS = (
    Entry("settings", "settings", user=ADMINISTRATOR),
    *(Entry(f"settings-{key}", "settings_list", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(Entry(f"settings-{key}-new", "settings_add", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(
        Entry(f"settings-{key}-change", "settings_change", (key, row), user=ADMINISTRATOR)
        for key, row in SECTIONS.items()
    ),
    Entry("settings-wrong", "settings_add", ("staff",), user=ADMINISTRATOR, act=send, status=422),
)
