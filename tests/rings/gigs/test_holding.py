"""What a request says of a resident is read out and forgotten with the rest; what did not arrive is no answer."""

import pytest

from directory.machine import IllegalMoveError
from notifications.models import Message
from people.services.erasure import erase_person
from people.services.export import export_person
from rings.models import Gig, Occurrence
from rings.services.attending.hand import move_occurrence
from rings.services.gigs.answers import GigTopic
from rings.services.gigs.change import cancel_gig
from rings.services.gigs.phone_list import to_ring
from tests.conversations.gigs import request, stage_of
from tests.conversations.village import Village, hour

pytestmark = pytest.mark.django_db


def test_a_resident_may_read_and_have_forgotten_what_was_asked_for_them() -> None:
    village = Village()
    aino = village.resident("Aino", "+358401230101")
    village.clock.goes_to("9:00")
    now = village.clock.now
    gig = request(village, aino, needs="kauppakassit", place="Kirjasto", ordered_by="Tytär")
    told = export_person(aino, user=village.coordinator, by=village.by, now=now)
    assert [each["needs"] for each in told["requests"]] == ["kauppakassit"]

    cancel_gig(gig, "not_needed", by=village.by, now=now)
    erase_person(aino, by=village.by, now=now)
    left = Gig.objects.get(pk=gig.pk)
    assert (left.needs, left.place, left.ordered_by) == (None, "", "")
    assert left.occurrence.reason == "not_needed"


def test_the_code_of_a_door_is_forgotten_when_nobody_is_expected_any_more() -> None:
    village = Village()
    aino = village.resident("Aino", "+358401230101")
    village.clock.goes_to("9:00")
    gig = request(village, aino, door_code="1234")
    assert Gig.objects.get(pk=gig.pk).door_code == "1234"
    cancel_gig(gig, "not_needed", by=village.by, now=village.clock.now)
    village.clock.goes_to("9:01")
    assert Gig.objects.get(pk=gig.pk).door_code is None


def test_a_request_is_not_moved_without_what_was_asked_for() -> None:
    village = Village()
    aino = village.resident("Aino", "+358401230101")
    village.clock.goes_to("9:00")
    visit, now = request(village, aino).occurrence, village.clock.now
    with pytest.raises(IllegalMoveError):
        move_occurrence(visit, visit.nominal_date, hour("17:00"), by=village.by, now=now)
    assert [each.gig for each in Occurrence.objects.filter(receiver=aino)] == [visit.gig]


def test_a_text_that_did_not_go_through_is_no_no_and_the_next_are_asked() -> None:
    village = Village()
    kari = village.volunteer("Kari", "+358401230002")
    aino = village.resident("Aino", "+358401230101")
    village.clock.goes_to("9:00")
    gig = request(village, aino)
    village.clock.goes_to("9:01")
    text = Message.objects.get(person=kari, purpose="gig_offer")
    GigTopic().undeliverable(text, village.clock.now)
    village.clock.goes_to("9:02")
    assert gig.occurrence.offers.get().state == "expired"
    assert stage_of(gig) == "phoning"
    assert [each.person for each in to_ring(gig, village.clock.now)] == [kari]
