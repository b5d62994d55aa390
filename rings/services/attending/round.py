"""One round over what is due: the step of each occurrence, then one text to each helper about all of theirs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from directory.actors import CLOCK
from directory.moves import Moves
from people.models import Contact, Person
from rings.machines import OCCURRENCE
from rings.models import Assignment, Escalation, Ladder, Occurrence, Offer
from rings.rules.plan import AWAY
from rings.rules.steps import CAPTAIN, CONTACTS, OFFICE, REMIND, STAND_IN, Step
from rings.rules.times import OFFICE_REARM, is_soon
from rings.services.attending.bars import BarBook
from rings.services.attending.closing import after_settling, close_in
from rings.services.attending.remind import Duties, ask_to_stand_in, remind
from rings.services.attending.wording import signs_in
from rings.services.circle.breaks import note_break, tell_captain
from rings.services.circle.passing import caller_instead, pass_on
from rings.services.climbing import ladders
from rings.services.climbing.ladders import LadderBook
from rings.services.climbing.office import Owners, hand_over_in, rearm_in
from rings.services.gigs.attend import GigRound
from rings.services.standing_in.substitutes import Search, ask_stand_ins

Because = Occurrence.Because
DEFAULT_STEP = Step(OFFICE, timedelta(minutes=15))


class Round:
    """`step` moves one due occurrence on and notes whom to write to; `tell` writes when all have moved."""

    def __init__(
        self, occurrences: Sequence[Occurrence], bars: BarBook, book: LadderBook, now: datetime
    ) -> None:
        self.now = now
        self.for_office: list[Occurrence] = []
        self._occurrences = occurrences
        self._bars = bars
        self._book = book
        self._owners = Owners(now)
        self._moves = Moves(CLOCK, now)
        self._climbed: dict[int, Escalation] = {}
        self._searches: list[Search] = []
        self._settled: list[Occurrence] = []
        self._due: list[Occurrence] = []
        self._asked_before: set[int] = set()
        self._ahead: list[Occurrence] = []
        self._offers: dict[Person, list[Offer]] = defaultdict(list)
        self._gigs = GigRound(now)

    def step(self, occurrence: Occurrence) -> None:
        """Take the next step of `occurrence`; `tell` writes it down."""
        if occurrence.state == Occurrence.State.ESCALATED:
            self._press_on(occurrence)
            return
        day = occurrence.nominal_date
        known = self._bars.on(day, [occurrence.receiver_id])
        bar = known.receiver_bar(occurrence.receiver_id, day, occurrence.span)
        reason = ""
        if bar:
            reason = Occurrence.Reason.AWAY if bar == AWAY else Occurrence.Reason.LEFT_RING
        lacks_helper = self._lacks_helper(occurrence)
        if self._gigs.step(occurrence, barred=reason, lacks_helper=lacks_helper):
            return
        if reason:
            close_in(self._moves, occurrence, "cancel", reason)
            self._settled.append(occurrence)
        elif lacks_helper:
            ladder = self._ladder(occurrence)
            ladders.skip_to_stand_in(ladder)
            self._climb(occurrence, ladder)
        elif self._is_ahead(occurrence):
            self._remind_ahead(occurrence)
        else:
            self._climb(occurrence, self._ladder(occurrence))

    def tell(self) -> None:
        """Write it down, and the texts: to helpers about what is due and what is ahead, to stand-ins.

        Whoever takes no texts is phoned by the office.
        """
        self._look_for_stand_ins()
        self._write_down()
        self._gigs.tell()
        self.for_office += self._gigs.for_office
        duties = Duties(self._due, self._ahead, frozenset(self._asked_before))
        for occurrence in remind(duties, self.now):
            if not self._rings_in(occurrence):
                self._to_office(occurrence, Because.NO_TEXT)
        ask_to_stand_in(self._offers, self.now)
        self._write_down()

    def _rings_in(self, occurrence: Occurrence) -> bool:
        """Tell whether a resident without texts is to ring the service: before the deadline nobody is missing."""
        holder = occurrence.holder()
        signs = holder is not None and signs_in(occurrence, holder.person)
        return signs and any(occurrence.pk == ahead.pk for ahead in self._ahead)

    def _write_down(self) -> None:
        ladders.write(self._climbed.values(), self._moves)
        self._climbed.clear()
        self._moves.write()
        after_settling(self._settled, by=CLOCK, now=self.now)
        self._settled.clear()

    def _lacks_helper(self, occurrence: Occurrence) -> bool:
        """Tell whether nobody is there to do it: nobody has it, or who has it cannot."""
        holder = occurrence.holder()
        if holder is None or holder.state == Assignment.State.SEEKING:
            return True
        return self._cannot_be_there(occurrence, holder)

    def _cannot_be_there(self, occurrence: Occurrence, holder: Assignment) -> bool:
        day = occurrence.nominal_date
        known = self._bars.on(day, [holder.person_id, occurrence.receiver_id])
        bar = known.helper_bar(
            holder.person_id,
            day,
            topology=occurrence.topology,
            receiver_id=occurrence.receiver_id,
            span=occurrence.span,
        )
        return bool(bar)

    def _is_ahead(self, occurrence: Occurrence) -> bool:
        """Tell whether it is time for the reminder before the hour, and not yet to ask how it went."""
        return occurrence.state == Occurrence.State.PLANNED and self.now < occurrence.ends_at

    def _remind_ahead(self, occurrence: Occurrence) -> None:
        self._ahead.append(occurrence)
        self._moves.add(occurrence, OCCURRENCE, "remind", {"due_at": occurrence.ends_at})

    def _ladder(self, occurrence: Occurrence) -> Escalation:
        ladder = self._running(occurrence)
        if ladder is None:
            ladder = ladders.begin(occurrence, Ladder.Cause.SILENT, self._book, self.now)
            self._climbed[occurrence.pk] = ladder
        return ladder

    def _running(self, occurrence: Occurrence) -> Escalation | None:
        return self._climbed.get(occurrence.pk) or ladders.running(occurrence)

    def _climb(self, occurrence: Occurrence, ladder: Escalation) -> None:
        """Take the next step of `ladder`. One that finds nobody gives way to the next, if it says so."""
        step = ladders.next_step(ladder) or DEFAULT_STEP
        if self._passes_on(occurrence, ladder, step):
            return
        if ladder.position or ladder.cause == Ladder.Cause.NO_ANSWER:
            self._asked_before.add(occurrence.pk)
        self._stand_on_next(ladder)
        after = ladders.next_step(ladder) or DEFAULT_STEP
        if step.is_by_office:
            self._to_office(occurrence, self._because(occurrence, ladder), after)
        elif step.action == STAND_IN:
            self._searches.append(Search(occurrence, after, step))
        elif not self._take(step, occurrence, after):
            self._found_nobody(occurrence, step, after)

    def _found_nobody(self, occurrence: Occurrence, step: Step, after: Step) -> None:
        if step.skip_if_empty:
            self._climb(occurrence, self._ladder(occurrence))
        else:
            self._moves.change(occurrence, due_at=self.now + after.delay)

    def _passes_on(self, occurrence: Occurrence, ladder: Escalation, step: Step) -> bool:
        """Let a circle go on past a silent member: the one before makes the call. Tell whether it did."""
        holder = occurrence.holder()
        if ladder.cause != Ladder.Cause.SILENT or holder is None:
            return False
        is_silent = step.action == REMIND and ladder.position > 0
        instead = caller_instead(occurrence, is_silent=is_silent)
        if instead is None:
            return False
        if is_silent:
            self._stand_on_next(ladder)
            note_break(occurrence, holder.person, self.now, knows=instead.pk)
        due_at = self.now + (ladders.next_step(ladder) or DEFAULT_STEP).delay
        pass_on(occurrence, instead, due_at=due_at, by=CLOCK, now=self.now)
        self._due.append(occurrence)
        return True

    def _take(self, step: Step, occurrence: Occurrence, after: Step) -> bool:
        """Do what `step` says by text; return False when there is nobody to write to."""
        if step.audience == CAPTAIN:
            self._moves.change(occurrence, due_at=self.now + after.delay)
            return self._tell_captain(occurrence)
        self._moves.add(occurrence, OCCURRENCE, "remind", {"due_at": self.now + after.delay})
        self._due.append(occurrence)
        return True

    def _tell_captain(self, occurrence: Occurrence) -> bool:
        """Tell the captain who has not been heard of: the helper, or the resident who did not answer."""
        holder, ladder = occurrence.holder(), self._running(occurrence)
        if ladder is None or ladder.cause == Ladder.Cause.NO_ANSWER or holder is None:
            return tell_captain(occurrence, occurrence.receiver, self.now)
        return tell_captain(occurrence, holder.person, self.now)

    def _next_filled(self, ladder: Escalation, receiver_id: int) -> Step | None:
        """Return the next step; to ring the resident's own people gives way at once when there are none."""
        step = ladders.next_step(ladder)
        while step and step.action == CONTACTS and step.skip_if_empty:
            if receiver_id in self._with_contacts:
                break
            self._stand_on_next(ladder)
            step = ladders.next_step(ladder)
        return step

    @cached_property
    def _with_contacts(self) -> frozenset[int]:
        """The residents of this round who have people of their own to ring."""
        known = Contact.objects.filter(
            resident__person__in={o.receiver_id for o in self._occurrences}
        )
        return frozenset(known.order_by().values_list("resident__person", flat=True))

    def _stand_on_next(self, ladder: Escalation) -> None:
        ladder.position += 1
        self._climbed[ladder.occurrence_id] = ladder

    def _look_for_stand_ins(self) -> None:
        """Ask for all of them together; a step that finds nobody gives way to the next, which may look again."""
        while self._searches:
            searches, self._searches = self._searches, []
            found = ask_stand_ins(searches, moves=self._moves, bars=self._bars)
            for search in searches:
                occurrence, offers = search.occurrence, found.get(search.occurrence.pk)
                for offer in offers or ():
                    self._offers[offer.person].append(offer)
                if search.step is None:
                    continue
                if not offers:
                    self._found_nobody(occurrence, search.step, search.after)
                elif self._is_late_drop_out(occurrence):
                    self._to_office(occurrence, Because.CANNOT, search.after)
                else:
                    self._moves.change(occurrence, due_at=offers[0].due_at)

    def _is_late_drop_out(self, occurrence: Occurrence) -> bool:
        """Tell whether the helper fell out so late that a person must know at once, while stand-ins are asked."""
        holder = occurrence.holder()
        if holder is None:
            return False
        fell_out = holder.reason == Assignment.SAID_NO or self._cannot_be_there(occurrence, holder)
        return fell_out and is_soon(occurrence.starts_at, self.now)

    def _because(self, occurrence: Occurrence, ladder: Escalation) -> str:
        holder = occurrence.holder()
        if holder is None or self._cannot_be_there(occurrence, holder):
            return Because.NOBODY
        if ladder.cause == Ladder.Cause.NO_ANSWER:
            return Because.NO_ANSWER
        return Because.CANNOT if holder.reason == Assignment.SAID_NO else Because.SILENT

    def _to_office(self, occurrence: Occurrence, because: str, after: Step | None = None) -> None:
        due_in = after.delay if after else OFFICE_REARM
        hand_over_in(self._moves, self._owners, occurrence, because, due_in)
        self._settled.append(occurrence)
        self.for_office.append(occurrence)

    def _press_on(self, occurrence: Occurrence) -> None:
        """It is with the office and its time has passed: the next step is shown, and it is told again."""
        ladder = self._running(occurrence)
        due_in = OFFICE_REARM
        step = self._next_filled(ladder, occurrence.receiver_id) if ladder else None
        if ladder and step:
            self._stand_on_next(ladder)
            after = ladders.next_step(ladder)
            due_in = after.delay if after else OFFICE_REARM
            if step.action == STAND_IN and self._lacks_helper(occurrence):
                self._searches.append(Search(occurrence, after or DEFAULT_STEP))
        rearm_in(self._moves, self._owners, occurrence, due_in)
        self.for_office.append(occurrence)
