"""The coordinator's desk in the village, for the pages about rings that run."""

from tests.rings.views.conftest import desk

__all__ = ["desk"]
