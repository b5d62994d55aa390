"""What is said of a text that did not arrive, and whether it may go again."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.localtime import local_date
from notifications.gateways.base import Fault
from notifications.rules.freshness import CAP, QUIET, WINDOW

FAILED, EXPIRED, UNKNOWN = "failed", "expired", "unknown"
STATES = (FAILED, EXPIRED, UNKNOWN)

# In the words of the page of operations: what gateways say.
FAULTS: dict[str, str | Promise] = {
    Fault.NUMBER: _("the number takes no text messages"),
    Fault.OPTED_OUT: _("the holder has asked for no more texts"),
    Fault.REFUSED: _("the gateway refused the text itself"),
    Fault.TEMPORARY: _("the gateway did not work"),
    Fault.CONFIGURATION: _("our settings of the gateway are wrong"),
    Fault.AMBIGUOUS: _("the answer of the gateway was lost"),
}
_WHY: dict[str, str | Promise] = {
    Fault.NUMBER: _("The number takes no text messages."),
    Fault.OPTED_OUT: _("Whoever has the number wants no more texts."),
    Fault.REFUSED: _("The gateway refused the text itself."),
    Fault.TEMPORARY: _("The gateway did not work, and the time ran out."),
    Fault.CONFIGURATION: _("The settings of the gateway are wrong. Tell your administrator."),
    Fault.AMBIGUOUS: _("The answer of the gateway was lost, and it has no such text."),
    QUIET: _("It had to wait for the morning, and would have come too late."),
    WINDOW: _("This person has had as many texts as are allowed in a day."),
    CAP: _("The month's euros for texts are used."),
}


# What sending again would meet again: it lies with the person, the text or the month, not with the gateway.
_STAYS = {Fault.NUMBER, Fault.OPTED_OUT, Fault.REFUSED, WINDOW, CAP}


def why(state: str, fault: str) -> str | Promise:
    """Return in a sentence why a text in `state` with `fault` did not arrive."""
    if state == UNKNOWN:
        return _("Nobody can say whether it went. It may have arrived.")
    if state == EXPIRED:
        return _("It was not sent in time.")
    return _WHY.get(fault, _("It did not go."))


def may_go_again(state: str, written_at: datetime, now: datetime) -> bool:
    """Tell whether a text surely did not arrive and its words still hold: "today" is the day it was written."""
    return state in {FAILED, EXPIRED} and local_date(written_at) == local_date(now)


def may_be_over(fault: str) -> bool:
    """Tell whether what kept a text may be over by now, as when a gateway works again."""
    return fault not in _STAYS
