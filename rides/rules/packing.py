"""Putting lines into text messages of two parts: as many a text as fit, none cut in the middle."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Line = TypeVar("Line")


def packed(lines: Sequence[Line], fits: Callable[[Sequence[Line]], bool]) -> list[tuple[Line, ...]]:
    """Return `lines` in their order, put together as long as a text of them `fits`; one alone always goes."""
    texts: list[tuple[Line, ...]] = []
    for line in lines:
        if texts and fits((*texts[-1], line)):
            texts[-1] = (*texts[-1], line)
        else:
            texts.append((line,))
    return texts
