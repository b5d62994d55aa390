"""What happens to people: away and back, ill, gone, with and without consent and papers."""

from datetime import timedelta
from random import Random

from people.models import Absence, Consent, PersonNumber, Resident
from people.services.absences import cancel_absence, change_return, record_absence
from people.services.consents import record_consent
from people.services.numbers import set_texts
from people.services.residents import END_REASONS, end_resident, move_resident
from tests.conversations.village import hour
from tests.rings.machine.world import World, one_of
from volunteers.models import Volunteer
from volunteers.services.lifecycle import move_volunteer, set_windows, show_credential


def go_away(world: World, dice: Random) -> None:
    """Somebody is away: from yesterday, today or later, for a day, some weeks or until further notice."""
    person = one_of(dice, world.people())
    if person:
        starts = world.today + timedelta(days=dice.choice([-1, 0, 0, 1, 1, 2, 7, 30]))
        length = dice.choice([1, 1, 2, 3, 14, None])
        returns = None if length is None else starts + timedelta(days=length)
        record_absence(person, starts, returns, by=world.staff(dice), now=world.now)


def come_back(world: World, dice: Random) -> None:
    """An absence is taken back, cut short or made longer."""
    rows = Absence.objects.filter(cancelled_at=None).select_related("person")
    absence = one_of(dice, rows.order_by("pk"))
    if absence is None:
        return
    if dice.random() < 0.4:
        cancel_absence(absence, by=world.staff(dice), now=world.now)
    else:
        day = world.today + timedelta(days=dice.choice([0, 1, 2, 10]))
        change_return(absence, day, by=world.staff(dice), now=world.now)


def volunteer_moves(world: World, dice: Random) -> None:
    """A volunteer takes a break, comes back from one, is suspended or leaves."""
    volunteer = one_of(dice, Volunteer.objects.select_related("person").order_by("pk"))
    if volunteer:
        resume = {"paused": "resume", "suspended": "reinstate"}.get(volunteer.state)
        event = resume or dice.choice(["pause", "pause", "suspend", "leave"])
        move_volunteer(volunteer, event, by=world.staff(dice), now=world.now)


def free_hours(world: World, dice: Random) -> None:
    """A volunteer says at which hours they are free."""
    volunteer = one_of(dice, Volunteer.objects.select_related("person").order_by("pk"))
    if volunteer:
        windows = [(day, hour("8:00"), hour("12:00")) for day in dice.sample(range(7), 4)]
        chosen = dice.choice([[], windows])
        set_windows(volunteer, chosen, by=world.staff(dice), now=world.now)


def show_paper(world: World, dice: Random) -> None:
    """A volunteer shows a required paper that runs out soon."""
    volunteer = one_of(dice, Volunteer.objects.select_related("person").order_by("pk"))
    if volunteer:
        show_credential(
            volunteer,
            "licence",
            seen_on=world.today,
            valid_until=world.today + timedelta(days=dice.choice([0, 1, 5, 300])),
            required=True,
            by=world.staff(dice),
            now=world.now,
        )


def resident_moves(world: World, dice: Random) -> None:
    """A resident pauses, comes back or, seldom, stops for good."""
    resident = one_of(dice, Resident.objects.select_related("person").order_by("pk"))
    if resident is None:
        return
    by = world.staff(dice)
    if dice.random() < 0.15:
        end_resident(resident, dice.choice(sorted(END_REASONS)), by=by, now=world.now)
    elif resident.state == Resident.State.ENDED:
        move_resident(resident, "reopen", by=by, now=world.now)
    else:
        event = "resume" if resident.state == Resident.State.ON_HOLD else "hold"
        move_resident(resident, event, by=by, now=world.now)


def consent(world: World, dice: Random) -> None:
    """A resident agrees to the service, or takes it back."""
    person = one_of(dice, world.residents())
    if person:
        record_consent(
            person,
            Consent.Kind.SERVICE,
            dice.choice([Consent.Answer.GIVEN, Consent.Answer.GIVEN, Consent.Answer.WITHDRAWN]),
            by=world.staff(dice),
            now=world.now,
            channel=Consent.Channel.ORAL,
            wording="v1",
        )


def takes_texts(world: World, dice: Random) -> None:
    """The office notes that a number takes texts, or that it does not."""
    held = one_of(dice, PersonNumber.objects.select_related("number", "person").order_by("pk"))
    if held:
        set_texts(held, dice.choice(["yes", "yes", "no"]), by=world.staff(dice), now=world.now)


ACTS = (
    go_away,
    come_back,
    volunteer_moves,
    free_hours,
    show_paper,
    resident_moves,
    consent,
    takes_texts,
)
