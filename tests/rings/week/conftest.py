"""The coordinator's desk in the village."""

from tests.rings.views.conftest import desk, elsewhere, reader

__all__ = ["desk", "elsewhere", "reader"]
