"""When texts will not do: the list to ring round, what each said, and saying that nobody was found."""

import pytest

from directory.models import Barrier
from directory.scope import scope_of
from notifications.services.stopping import stop
from people.errors import RefusedError
from people.models import Person
from rings.models import Occurrence, Outcome
from rings.services.gigs.phone_list import record_call, to_ring
from rings.services.gigs.unmet import mark_unmet, unmet_counts
from tests.conversations.gigs import TUESDAY, ask_this_way, holder_of, request, stage_of
from tests.conversations.village import MONDAY, Clock, Village


@pytest.fixture
def nobody_here(db: None) -> Barrier:
    return Barrier.objects.create(
        code="none", name_fi="Ei ketään", name_sv="Ingen", name_en="Nobody"
    )


def test_a_landline_is_rung_and_never_counted_as_sent(
    village: Village, clock: Clock, aino: Person
) -> None:
    """Edge 22: a landline cannot take SMS, so the channel falls to the phone list."""
    eino = village.volunteer("Eino", "+35814123456", kind="landline")
    clock.goes_to("9:00")
    gig = request(village, aino)
    assert stage_of(gig) == "phoning"
    assert [each.person for each in to_ring(gig, clock.now)] == [eino]
    assert record_call(gig, eino, "yes", by=village.by, now=clock.now) == "yours"
    assert holder_of(gig) == eino
    assert gig.occurrence.offers.get().state == "accepted"
    assert village.nobody_is_forgotten()


def test_a_spent_last_wave_brings_the_list_in_the_right_order(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    eino = village.volunteer("Eino", "+35814123456", kind="landline")
    ask_this_way(most_waves=1)
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    assert stage_of(gig) == "offering"
    clock.goes_to("10:01")
    assert stage_of(gig) == "phoning"
    # Eino takes no texts, Kari was silent, and Sari has said no.
    assert [each.person for each in to_ring(gig, clock.now)] == [eino, kari]
    record_call(gig, eino, "no_reply", by=village.by, now=clock.now)
    record_call(gig, kari, "no", by=village.by, now=clock.now)
    assert [each.person for each in to_ring(gig, clock.now)] == [eino]
    states = {offer.person: offer.state for offer in gig.occurrence.offers.all()}
    assert states == {sari: "declined", kari: "declined", eino: "expired"}
    assert village.nobody_is_forgotten()


def test_too_little_time_brings_the_list_at_once(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, day=MONDAY, at="11:00")
    assert stage_of(gig) == "phoning"
    clock.goes_to("9:01")
    village.phone_of(kari).gets_nothing()
    assert [each.person for each in to_ring(gig, clock.now)] == [kari]


def test_a_late_yes_by_text_still_counts_while_the_office_rings_round(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(most_waves=1)
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("10:05")
    assert stage_of(gig) == "phoning"
    village.phone_of(kari).gets("Voitko auttaa?").answers("kyllä, nyt ehdin")
    assert holder_of(gig) == kari
    assert record_call(gig, sari, "yes", by=village.by, now=clock.now) == "taken"
    assert holder_of(gig) == kari


def test_nobody_found_is_told_to_whoever_ordered_and_counted_with_why(
    village: Village, clock: Clock, aino: Person, nobody_here: Barrier
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, ordered_by="Kotihoito", ordered_phone="0401230777")
    mark_unmet(gig, nobody_here, by=village.by, now=clock.now, note="soitettu kaikille")
    clock.goes_to("9:01")
    village.phone("+358401230777").gets("Emme valitettavasti löytäneet", "Asiointiapu")
    assert stage_of(gig) == "unmet"
    scope = scope_of(village.coordinator, MONDAY)
    counts = unmet_counts(scope, MONDAY, TUESDAY)
    assert counts == {(village.place.pk, nobody_here.pk): 1}
    assert Outcome.objects.get().note == "soitettu kaikille"
    assert village.nobody_is_forgotten()


def test_without_a_mobile_the_office_must_have_told_them_first(
    village: Village, clock: Clock, aino: Person, nobody_here: Barrier
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, ordered_by="Kotihoito", ordered_phone="014 123 4567")
    with pytest.raises(RefusedError, match=r"Ring|Soita"):
        mark_unmet(gig, nobody_here, by=village.by, now=clock.now)
    assert stage_of(gig) == "phoning"
    mark_unmet(gig, nobody_here, by=village.by, now=clock.now, told=True)
    assert stage_of(gig) == "unmet"
    assert Occurrence.objects.get().reason == "unmet"


def test_who_ordered_and_wants_no_texts_is_rung(
    village: Village, clock: Clock, aino: Person, kari: Person, nobody_here: Barrier
) -> None:
    clock.goes_to("9:00")
    stop("+358401230777", clock.now)
    gig = request(village, aino, ordered_by="Kotihoito", ordered_phone="0401230777")
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Voitko auttaa?").answers("kyllä")
    assert holder_of(gig) == kari
    other = request(village, aino, ordered_by="Kotihoito", ordered_phone="0401230777", at="15:00")
    with pytest.raises(RefusedError, match=r"Ring|Soita"):
        mark_unmet(other, nobody_here, by=village.by, now=clock.now)
    assert village.phone("+358401230777").unread() == []
