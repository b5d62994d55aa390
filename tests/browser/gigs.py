"""Requests as a day of work leaves them: one at every stage, one by link, and the links themselves."""

from datetime import date, datetime, time, timedelta
from typing import Any

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import Barrier, Referrer, ServiceLine
from directory.services.referrers import write_referrer
from people.models import Person
from rings.models import Gig, Offer, OfferPolicy, Outcome, Ring
from rings.services.attending.outcomes import record_outcome
from rings.services.gigs.create import Order, create_gig
from rings.services.gigs.intake import receive_request
from rings.services.gigs.links import offer_token, request_token
from rings.services.gigs.phone_list import record_call, to_ring
from rings.services.gigs.unmet import mark_unmet
from volunteers.models import MatchPolicy

SOON, LATER = time(12), time(13)


class Day:
    """Writes requests down for the residents of one ring, one after the other."""

    def __init__(self, ring: Ring, by: Actor, now: datetime) -> None:
        self.ring, self.by, self.now = ring, by, now
        self.residents = iter(Person.objects.filter(memberships__ring=ring, resident__isnull=False))
        ServiceLine.objects.filter(code="kerta-apu").update(is_one_off=True, usual_minutes=90)
        self.line = ServiceLine.objects.get(code="kerta-apu")

    def order(self, day: date, hour: time, **more: Any) -> Gig:
        """Return a request for the next resident."""
        order = Order(
            receiver=next(self.residents),
            service_line=self.line,
            day=day,
            wall_time=hour,
            minutes=90,
            association=self.ring.association,
            ordered_by="Hanna Hoitaja",
            ordered_phone="014 000 0200",
            **more,
        )
        return create_gig(order, by=self.by, now=self.now)

    def agreed(self, day: date) -> Gig:
        """Return a request that the first on the telephone has said yes to."""
        gig = self.order(day, LATER)
        person = to_ring(gig, self.now)[0].person
        record_call(gig, person, "yes", by=self.by, now=self.now)
        return gig


def requests(ring: Ring, by: Actor, now: datetime) -> dict[str, int | str]:
    """Leave the requests; return numbers and link tokens by the words of the table of pages."""
    day, today = Day(ring, by, now), local_date(now)
    later = today + timedelta(days=2)
    offering = day.order(
        later, LATER, place="terveysasema", needs="Saattaja vastaanotolle", aid="rollator"
    )
    phoning, unmet = day.order(today, SOON, door_code="1234"), day.order(today, SOON)
    filled, done = day.agreed(later), day.agreed(today)
    record_outcome(done.occurrence, Outcome.Result.REACHED, by=by, now=now, minutes=75)
    barrier, _made = Barrier.objects.get_or_create(
        code="too-far",
        defaults={"name_fi": "Liian kaukana", "name_sv": "För långt", "name_en": "Too far"},
    )
    mark_unmet(unmet, barrier, by=by, now=now, told=True)
    policy, _made = OfferPolicy.objects.get_or_create(association=None)
    gigs = {"offering": offering, "phoning": phoning, "filled": filled, "done": done}
    numbers = {word: gig.pk for word, gig in (gigs | {"unmet": unmet}).items()}
    matching, _made = MatchPolicy.objects.get_or_create(association=None)
    rows = {"Barrier": barrier.pk, "OfferPolicy": policy.pk, "MatchPolicy": matching.pk}
    return numbers | rows | _by_link(day, later) | _offers(offering, filled)


def _by_link(day: Day, wanted: date) -> dict[str, int | str]:
    team = Referrer(
        name="Kotihoito, itäinen tiimi",
        phone="014 000 0201",
        association=day.ring.association,
        municipality=day.ring.municipality,
    )
    write_referrer(team, changed=["name"], by=day.by, now=day.now)
    asked = receive_request(
        team,
        {
            "service_line": day.line,
            "ordered_by": "Hanna Hoitaja",
            "ordered_phone": "+358145550201",
            "first_name": "Elma",
            "last_name": "Esimerkki",
            "address": "Kyläntie 5",
            "birth_year": 1938,
            "day": wanted,
            "wall_time": LATER,
            "minutes": 90,
            "place": "apteekki",
            "consent": True,
        },
        now=day.now,
    )
    return {"incoming": asked.pk, "Referrer": team.pk, "team": request_token(team)}


def _offers(offering: Gig, filled: Gig) -> dict[str, int | str]:
    holder = filled.occurrence.holder()
    asked = Offer.objects.filter(occurrence=filled.pk)
    open_one = Offer.objects.filter(occurrence=offering.pk, state=Offer.State.OPEN)[0]
    won = asked.get(person=holder.person_id if holder else None)
    return {
        "offer": offer_token(open_one),
        "offer-won": offer_token(won),
        "offer-lost": offer_token(asked.exclude(pk=won.pk)[0]),
    }
