"""Days in addresses: /rides/day/2026-11-26/."""

from datetime import date

from directory.asked import asked_date


class DayConverter:
    """A local date that something could be planned for; anything else is no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the date; raise `ValueError`, which answers 404."""
        day = asked_date(value)
        if day is None:
            raise ValueError(value)
        return day

    def to_url(self, value: date | str) -> str:
        """Return the date as it stands in an address."""
        return str(value)
