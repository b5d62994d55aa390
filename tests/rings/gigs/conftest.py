"""The desk and its neighbours, for the pages of one-off requests."""

from datetime import date

import pytest

from directory.actors import COMMAND
from directory.models import Barrier, Referrer, ServiceLine
from directory.services.referrers import write_referrer
from tests.conversations.gigs import errands
from tests.conversations.village import Village
from tests.rings.views.conftest import desk, elsewhere, reader

__all__ = ["desk", "elsewhere", "reader"]


@pytest.fixture
def line(village: Village) -> ServiceLine:
    """Errands, offered one at a time."""
    return errands()


@pytest.fixture
def team(village: Village, line: ServiceLine) -> Referrer:
    """A home-care team with a link of its own."""
    sender = Referrer(
        name="Kotihoito, Karstula",
        phone="014 555 0200",
        association=village.office,
        municipality=village.place,
    )
    return write_referrer(sender, changed=["name"], by=COMMAND, now=village.clock.now)


@pytest.fixture
def too_far(db: None) -> Barrier:
    """One of the reasons why nobody is found."""
    return Barrier.objects.create(
        code="too-far", name_fi="Liian kaukana", name_sv="För långt", name_en="Too far"
    )


TUESDAY = date(2026, 11, 24)
