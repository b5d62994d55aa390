"""The part of the table of pages that is about settings."""

from tests.browser.acts import fill, see_the_clock_stopped, send
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
    "text-routes": "Route",
    "text-prices": "GatewayPrice",
    "text-limits": "TextPolicy",
    "text-senders": "SenderIdentity",
}
SETTINGS = (
    Entry("settings", "settings", user=ADMINISTRATOR),
    *(Entry(f"settings-{key}", "settings_list", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(Entry(f"settings-{key}-new", "settings_add", (key,), user=ADMINISTRATOR) for key in SECTIONS),
    *(
        Entry(f"settings-{key}-change", "settings_change", (key, row), user=ADMINISTRATOR)
        for key, row in SECTIONS.items()
    ),
    Entry("text-costs", "text_costs", user=ADMINISTRATOR),
    Entry("text-costs-empty", "text_costs", user=ADMINISTRATOR, query="?month=2025-01"),
    Entry("today-cap", "today", user=ADMINISTRATOR),
    Entry("operations", "operations", user=ADMINISTRATOR),
    Entry("operations-clock-stopped", "operations", user=ADMINISTRATOR, act=see_the_clock_stopped),
    Entry("operations-test", "operations", user=ADMINISTRATOR, act=send),
    Entry("texts", "texts", user=ADMINISTRATOR),
    Entry("text-words", "text_words", ("call_reminder", "fi"), user=ADMINISTRATOR),
    Entry("text-words-own", "text_words", ("help_received", "fi"), user=ADMINISTRATOR),
    Entry(
        "text-words-wrong",
        "text_words",
        ("stop_confirmed", "fi"),
        user=ADMINISTRATOR,
        act=fill(body="Hei {{ first_name }}! Emme lähetä enää ☕ www.esimerkki.fi"),
        status=422,
    ),
    Entry("text-hours", "text_hours", ("Resident",)),
    Entry("settings-wrong", "settings_add", ("staff",), user=ADMINISTRATOR, act=send, status=422),
)
