"""Two say yes in the same second: one has the call, the other is thanked."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.actors import person as by_person
from rings.models import Assignment, Offer
from rings.services.standing_in.substitutes import claim_offer
from tests.conversations.village import Village


@pytest.mark.django_db(transaction=True)
def test_of_two_yes_at_the_same_moment_exactly_one_wins() -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    others = [village.volunteer(f"Kari{n}", f"+35840123001{n}") for n in range(4)]
    aino = village.resident("Aino", "+358401230101")
    village.ring(helpers=[sari, *others], residents=[aino], at="9:00")
    village.clock.goes_to("9:01")
    village.phone_of(sari).answers("en pääse")
    offers = list(Offer.objects.filter(state="open"))
    assert len(offers) == 4
    start, won, failures = Barrier(4), [], []

    def say_yes(offer: Offer) -> None:
        try:
            start.wait()
            by = by_person(offer.person_id)
            if claim_offer(offer.pk, by=by, now=village.clock.now):
                won.append(offer.person_id)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=say_yes, args=(offer,)) for offer in offers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert len(won) == 1
    live = Assignment.objects.filter(occurrence__receiver=aino, state__in=Assignment.LIVE)
    today = live.get(occurrence=village.occurrence(aino))
    assert today.person_id == won[0]
    states = sorted(Offer.objects.values_list("state", flat=True))
    assert states == ["accepted", "too_late", "too_late", "too_late"]
