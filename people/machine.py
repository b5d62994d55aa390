"""The states of a resident, as data."""

from directory.machine import STAFF, Machine, arrow
from people.models import Resident

_S = Resident.State
_OPEN = (_S.ENQUIRY, _S.WAITING, _S.SERVED, _S.ON_HOLD)

RESIDENT = Machine(
    name="resident",
    moves=(
        arrow("accept", [_S.ENQUIRY], _S.WAITING),
        arrow("serve", [_S.ENQUIRY, _S.WAITING], _S.SERVED),
        arrow("wait", [_S.SERVED], _S.WAITING),
        arrow("hold", [_S.WAITING, _S.SERVED], _S.ON_HOLD),
        arrow("resume", [_S.ON_HOLD], _S.WAITING),
        arrow("end", _OPEN, _S.ENDED),
        arrow("reopen", [_S.ENDED], _S.ENQUIRY, STAFF),
    ),
    terminal=frozenset({_S.ENDED}),
)
