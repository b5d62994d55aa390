"""Whether the modem lives: the daemon writes it down about once a minute."""

from dataclasses import dataclass

from notifications.gateways.gammu.store import Work

SILENT_AFTER = 180.0  # seconds; the daemon's StatusFrequency is 60

_PHONES = """
    SELECT {age} FROM phones
     WHERE "Send" = 'yes' AND (%s = '' OR "ID" = %s) ORDER BY "UpdatedInDB" DESC LIMIT 1
"""


@dataclass(frozen=True)
class Phone:
    """A modem, and how long ago the daemon last heard of it, in seconds.

    Its signal says nothing: many modems do not tell it, and then the daemon writes 0.
    """

    silent_for: float

    @property
    def lives(self) -> bool:
        """Tell whether the daemon has heard of it lately."""
        return self.silent_for < SILENT_AFTER


def phone_of(work: Work, phone: str) -> Phone | None:
    """Return the modem whose PhoneID is `phone`, or the one heard of last; None when there never was one."""
    found = work.rows(_PHONES, phone, phone)
    return Phone(float(found[0][0])) if found else None
