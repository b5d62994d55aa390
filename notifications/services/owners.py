"""Who has texts in hand: a name that nobody else ever had, and that tells whether its process has died.

Only of processes that this one can see is that ever told: of the same boot of the same machine or container, which
the name begins with. Of all others the lease has to run out.
"""

import os
import uuid
from contextlib import suppress
from functools import cache
from hashlib import blake2s
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_PROCESSES = Path(
    "/proc/self/ns/pid"
)  # names the space in which numbers of processes are told apart


def new_owner() -> str:
    """Return a name for somebody who takes texts in hand."""
    return f"{_here()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def has_died(owner: str) -> bool:
    """Tell whether the process of `owner` is surely no more; one that only sleeps has not died."""
    here, _, rest = owner.partition("-")
    number = rest.partition("-")[0]
    return here == _here() and number.isdecimal() and not _lives(int(number))


def _lives(process: int) -> bool:
    """Tell whether there is a process of this number, be it another one that got the number since."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def _here() -> str:
    """Return a word for this boot of this machine or container; where none can be had, one nobody shares."""
    with suppress(OSError):
        seen = f"{_BOOT.read_text()} {_PROCESSES.readlink()}"
        return blake2s(seen.encode(), digest_size=6).hexdigest()
    return uuid.uuid4().hex[:12]
