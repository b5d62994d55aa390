"""Many say yes to a request at one moment, or a text and a telephone call meet: one has it, nothing breaks."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from directory.actors import person as by_person
from notifications.gateways.base import InboundSms
from notifications.models import Message
from notifications.services.inbound import process, receive
from rings.models import Assignment, Gig, Offer
from rings.services.gigs.change import cancel_gig
from rings.services.gigs.claim import claim
from rings.services.gigs.phone_list import record_call
from rings.services.gigs.waves import send_out
from tests.conversations.gigs import request
from tests.conversations.village import Village

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all `acts` at the same moment; return what each returned, or raised."""
    start, told = Barrier(len(acts)), list[object]()

    def do(act: Callable[[], object]) -> None:
        try:
            start.wait()
            told.append(act())
        except Exception as failure:
            told.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failures = [each for each in told if isinstance(each, Exception)]
    assert not failures, failures
    return told


def asked(people: int) -> tuple[Village, Gig]:
    """Return a village in which so many have been asked about one request."""
    village = Village()
    for n in range(people):
        village.volunteer(f"Kari{n}", f"+35840123001{n}")
    aino = village.resident("Aino", "+358401230101")
    village.clock.goes_to("9:00")
    gig = request(village, aino)
    assert gig.occurrence.offers.count() == people
    return village, gig


def test_of_many_yes_by_text_at_one_moment_one_wins_and_each_other_is_thanked() -> None:
    village, gig = asked(5)
    now = village.clock.now
    texts = [
        receive("demo", InboundSms(f"t{n}", f"+35840123001{n}", "", "kyllä"), now) for n in range(5)
    ]
    at_once(*(lambda pk=text.pk: process(pk, now) for text in texts))
    assert Assignment.objects.filter(occurrence=gig.pk, state__in=Assignment.LIVE).count() == 1
    replies = Message.objects.filter(answers__isnull=False).values_list("template", flat=True)
    assert sorted(replies) == ["gig_yours", *["offer_taken"] * 4]


def test_a_yes_by_text_and_one_by_telephone_meet_and_one_has_it() -> None:
    village, gig = asked(2)
    first, second = Offer.objects.filter(occurrence=gig.pk).select_related("person")
    now = village.clock.now
    told = at_once(
        lambda: claim(first.pk, by=by_person(first.person_id), now=now),
        lambda: record_call(gig, second.person, "yes", by=village.by, now=now),
    )
    assert sorted(str(each) for each in told) == ["taken", "yours"]


def test_a_yes_while_the_request_is_called_off_ends_in_one_of_the_two() -> None:
    village, gig = asked(1)
    offer = Offer.objects.get()
    now = village.clock.now
    told = at_once(
        lambda: claim(offer.pk, by=by_person(offer.person_id), now=now),
        lambda: cancel_gig(Gig.objects.get(pk=gig.pk), "not_needed", by=village.by, now=now),
    )
    assert "yours" in told or "not_needed" in told
    assert not Assignment.objects.filter(state__in=Assignment.LIVE).exists()


def test_two_who_send_the_next_wave_at_once_ask_nobody_twice() -> None:
    village, gig = asked(5)
    for n in range(4):
        village.volunteer(f"Liisa{n}", f"+35840123002{n}")
    now = village.clock.now
    at_once(
        lambda: send_out(Gig.objects.get(pk=gig.pk), by=village.by, now=now),
        lambda: send_out(Gig.objects.get(pk=gig.pk), by=village.by, now=now),
    )
    people = list(Offer.objects.values_list("person", flat=True))
    assert len(people) == len(set(people)) == 9
