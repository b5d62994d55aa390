"""The lifecycle of a volunteer, as data."""

from directory.actors import ActorKind
from directory.machine import STAFF, Machine, arrow
from volunteers.models import Volunteer

_S = Volunteer.State
_SYSTEM: frozenset[ActorKind] = frozenset({"system"})

VOLUNTEER = Machine(
    name="volunteer",
    moves=(
        arrow("interview", [_S.APPLIED], _S.INTERVIEWED, STAFF),
        arrow("train", [_S.INTERVIEWED], _S.TRAINED, STAFF),
        arrow("activate", [_S.TRAINED], _S.ACTIVE, STAFF),
        arrow("pause", [_S.ACTIVE], _S.PAUSED),
        arrow("lapse", [_S.ACTIVE], _S.PAUSED, _SYSTEM),
        arrow("resume", [_S.PAUSED], _S.ACTIVE, STAFF),
        arrow("suspend", [_S.ACTIVE], _S.SUSPENDED, STAFF),
        arrow("reinstate", [_S.SUSPENDED], _S.ACTIVE, STAFF),
        arrow("leave", [s for s in _S if s != _S.LEFT], _S.LEFT),
        arrow("return", [_S.LEFT], _S.APPLIED, STAFF),
    ),
    terminal=frozenset({_S.LEFT}),
)
