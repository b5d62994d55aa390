"""The same desk as for the pages."""

from tests.rings.views.conftest import desk, elsewhere, reader

__all__ = ["desk", "elsewhere", "reader"]
