"""What a year brings: holidays, hospital, volunteers who take a break. The office hears of it a day ahead."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from backend.rehearsal.dice import dice
from backend.rehearsal.rates import Minutes, Rates
from directory.actors import COMMAND, staff
from directory.localtime import local_date
from people.models import Person
from people.services.absences import record_absence
from rings.models import Ring, RingMember
from volunteers.models import Volunteer
from volunteers.services.lifecycle import move_volunteer

DAYS_A_YEAR = 365
DAY = timedelta(days=1)


class Life:
    """Lets people go away, and come back, by the rates and the seed alone."""

    def __init__(self, rates: Rates, seed: int) -> None:
        self.rates = rates.year
        self.seed = seed
        self._seen = date.min
        self._back_on: dict[date, list[int]] = defaultdict(list)

    def goes_on(self, now: datetime) -> None:
        """Decide once a day who is away from tomorrow, who takes a break, and who is back from one."""
        today = local_date(now)
        if today == self._seen:
            return
        self._seen = today
        self._come_back(today, now)
        members = RingMember.objects.filter(ring__in=Ring.objects.running())
        helpers = set(members.exclude(role="resident").values_list("person_id", flat=True))
        served = set(members.exclude(role="helper").values_list("person_id", flat=True))
        year = self.rates
        for pk in sorted(helpers):
            if self._happens("holiday", pk, today, year.volunteer_absences):
                self._goes_away(pk, today, year.volunteer_absence_days, now)
            if self._happens("break", pk, today, year.volunteer_breaks):
                self._takes_a_break(pk, today, now)
        for pk in sorted(served):
            if self._happens("stay", pk, today, year.resident_absences):
                self._goes_away(pk, today, year.resident_absence_days, now)

    def _happens(self, what: str, person_id: int, today: date, a_year: float) -> bool:
        return dice(self.seed, what, person_id, today).random() < a_year / DAYS_A_YEAR

    def _days(self, person_id: int, today: date, days: Minutes) -> timedelta:
        return dice(self.seed, "how long", person_id, today).randint(*days) * DAY

    def _goes_away(self, person_id: int, today: date, days: Minutes, now: datetime) -> None:
        first = today + DAY
        returns = first + self._days(person_id, today, days)
        record_absence(Person.objects.get(pk=person_id), first, returns, by=COMMAND, now=now)

    def _takes_a_break(self, person_id: int, today: date, now: datetime) -> None:
        volunteer = Volunteer.objects.filter(person=person_id).first()
        if volunteer is None or volunteer.state != Volunteer.State.ACTIVE:
            return
        until = today + self._days(person_id, today, self.rates.volunteer_break_days)
        move_volunteer(volunteer, "pause", by=COMMAND, now=now, paused_until=until)
        self._back_on[until].append(volunteer.pk)

    def _come_back(self, today: date, now: datetime) -> None:
        coordinator = Ring.objects.running().values_list("coordinator_id", flat=True).first()
        for pk in self._back_on.pop(today, []):
            volunteer = Volunteer.objects.get(pk=pk)
            if coordinator and volunteer.state == Volunteer.State.PAUSED:
                move_volunteer(volunteer, "resume", by=staff(coordinator), now=now)
