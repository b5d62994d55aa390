"""The clock's part in requests: the next people to ask, what the holder must know, one text a person."""

from collections import defaultdict
from datetime import datetime

from directory.actors import CLOCK
from notifications.services.outbox import NoTextChannelError
from people.models import Person
from rings.models import Gig, Occurrence, Offer
from rings.services.climbing.office import hand_to_office
from rings.services.gigs.absences import call_off
from rings.services.gigs.prepare import prepare
from rings.services.gigs.stage import gig_of
from rings.services.gigs.texts import ask_about
from rings.services.gigs.waves import look_again


class GigRound:
    """`step` moves one due request on and notes whom to write to; `tell` writes when all have moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.for_office: list[Occurrence] = []
        self._offers: dict[Person, list[Offer]] = defaultdict(list)

    def step(self, occurrence: Occurrence, *, barred: str, lacks_helper: bool) -> bool:
        """Take the next step of `occurrence`; return False when it is no request, or only its report is missing.

        `barred`: the reason for which the receiver cannot be helped, or "".
        """
        gig = gig_of(occurrence)
        if gig is None:
            return False
        gig.occurrence = occurrence
        if barred:
            if not call_off(gig, barred, by=CLOCK, now=self.now):
                self._tell_office(occurrence)
        elif lacks_helper:
            self._offer(occurrence)
        elif self.now < occurrence.ends_at:
            self._prepare(gig)
        else:
            return False
        return True

    def tell(self) -> None:
        """Ask everybody once about all that they are newly asked about."""
        for person, offers in self._offers.items():
            ask_about(person, offers, self.now)

    def _offer(self, occurrence: Occurrence) -> None:
        for offer in look_again(occurrence, by=CLOCK, now=self.now):
            self._offers[offer.person].append(offer)
        self._tell_office(occurrence)

    def _tell_office(self, occurrence: Occurrence) -> None:
        """Have the office told, if it came there."""
        occurrence.refresh_from_db(fields=["state", "office_owner"])
        if occurrence.state == Occurrence.State.ESCALATED:
            self.for_office.append(occurrence)

    def _prepare(self, gig: Gig) -> None:
        holder = gig.occurrence.holder()
        if holder is None:
            return
        try:
            prepare(gig.occurrence, gig, holder.person, self.now)
        except NoTextChannelError:
            self._to_office(gig.occurrence)

    def _to_office(self, occurrence: Occurrence) -> None:
        hand_to_office(occurrence, Occurrence.Because.NO_TEXT, by=CLOCK, now=self.now)
        self.for_office.append(occurrence)
