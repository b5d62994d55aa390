"""The decorators of the compiled functions, and where their machine code is kept.

Numba's cache looks at the file of the function alone, not at the files of what it calls: so the folder's name
holds a digest of all that is compiled. The folder is made in NUMBA_CACHE_DIR, else beside the sources, else, when
that cannot be written, in the temporary folder.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

HERE = Path(__file__).parent
# Its types do not know all that it takes.
_numba: Any = numba
Function = TypeVar("Function", bound=Callable[..., object])


def _folder() -> Path:
    digest = hashlib.sha256()
    for source in sorted(HERE.glob("*.py")):
        text = source.read_bytes()
        if b"@compiled" in text or b"@inner" in text or b"NamedTuple" in text:
            digest.update(text)
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    wanted = Path(chosen) if chosen else HERE / "__pycache__"
    if not os.access(wanted if wanted.exists() else wanted.parent, os.W_OK):
        wanted = Path(tempfile.gettempdir()) / f"rinki-planning-{os.getuid()}"
    return wanted / f"planning-{digest.hexdigest()[:16]}"


_numba.config.CACHE_DIR = str(_folder())


def compiled(function: Function) -> Function:
    """Compile to machine code, exact in its arithmetic, when it is called first; later from the cache."""
    return cast("Function", _numba.njit(cache=True)(function))


def inner(function: Function) -> Function:
    """Compile what only compiled functions call: without the doors for Python it takes half the time."""
    return cast(
        "Function",
        _numba.njit(cache=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function),
    )


def inlined(function: Function) -> Function:
    """Compile a short function into each of its callers."""
    return cast("Function", _numba.njit(cache=True, inline="always")(function))
