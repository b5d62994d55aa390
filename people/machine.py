"""The states of a resident and of a register that came in, as data."""

from directory.machine import STAFF, STAFF_OR_SYSTEM, Machine, arrow
from people.models import ImportBatch, Resident

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

_B = ImportBatch.State

IMPORT = Machine(
    name="import",
    moves=(
        arrow("commit", [_B.PREVIEWED], _B.COMMITTED, STAFF_OR_SYSTEM),
        arrow("discard", [_B.PREVIEWED], _B.DISCARDED, STAFF_OR_SYSTEM),
        arrow("undo", [_B.COMMITTED], _B.UNDONE, STAFF_OR_SYSTEM),
    ),
    terminal=frozenset({_B.DISCARDED, _B.UNDONE}),
)
