"""A stand-in falls out again; whoever was thanked and sent away says yes now, and has the call."""

import pytest

from directory.actors import person as by_person
from rings.models import Assignment, Offer
from rings.services.standing_in.substitutes import claim_offer
from tests.conversations.village import Village


@pytest.mark.django_db
def test_a_yes_to_an_offer_taken_back_counts_when_somebody_is_wanted_again() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    esko = village.volunteer("Esko", "+358401230010")
    raija = village.volunteer("Raija", "+358401230011")
    aino = village.resident("Aino", "+358401230101")
    village.ring(helpers=[sari, esko, raija], residents=[aino], at="9:00")
    village.clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    first, second = Offer.objects.filter(state="open").order_by("pk")
    assert claim_offer(first.pk, by=by_person(first.person_id), now=village.clock.now)
    second.refresh_from_db()
    assert second.state == "withdrawn"
    duty = village.occurrence(aino).holder()
    assert duty is not None
    Assignment.objects.filter(pk=duty.pk).update(state=Assignment.State.SEEKING)
    assert claim_offer(second.pk, by=by_person(second.person_id), now=village.clock.now)
    holder = village.occurrence(aino).holder()
    assert holder is not None
    assert holder.person_id == second.person_id
