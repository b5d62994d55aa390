"""What an office does with one-off requests: writes them down, rings round, gives, changes, calls off."""

from datetime import timedelta
from random import Random

from directory.models import Barrier
from rings.models import Gig, Occurrence
from rings.services.gigs.change import cancel_gig, edit_gig
from rings.services.gigs.claim import give
from rings.services.gigs.create import Order, create_gig
from rings.services.gigs.phone_list import Said, record_call
from rings.services.gigs.unmet import mark_unmet
from rings.services.gigs.waves import send_out
from tests.conversations.gigs import errands
from tests.conversations.village import hour
from tests.rings.machine.world import World, one_of

_SAID: tuple[Said, ...] = ("yes", "no", "no_reply")
_HOURS = ("8:00", "9:30", "10:00", "10:30", "14:00", "16:45")


def ask_for_help(world: World, dice: Random) -> None:
    """Somebody needs help once: today, tomorrow or next week."""
    receiver = one_of(dice, world.residents())
    if receiver:
        order = Order(
            receiver=receiver,
            service_line=errands(),
            day=world.today + timedelta(days=dice.choice([0, 1, 1, 2, 7])),
            wall_time=hour(dice.choice(_HOURS)),
            minutes=dice.choice([15, 60, 90, 240]),
            association=world.office,
            ordered_by="Kotihoito",
            ordered_phone=dice.choice(["", "+358401230777"]),
            door_code=dice.choice(["", "1234"]),
        )
        send_at = dice.choice([None, None, world.now + timedelta(hours=5)])
        create_gig(order, by=world.staff(dice), now=world.now, send_at=send_at)


def ask_the_next(world: World, dice: Random) -> None:
    """The office has the next volunteers asked at once."""
    gig = one_of(dice, _gigs())
    if gig:
        send_out(gig, by=world.staff(dice), now=world.now)


def give_a_request(world: World, dice: Random) -> None:
    """The office gives a request to somebody by hand."""
    gig, person = one_of(dice, _gigs()), one_of(dice, world.volunteers())
    if gig and person:
        give(gig, person, by=world.staff(dice), now=world.now)


def ring_round(world: World, dice: Random) -> None:
    """The office rings somebody about a request, and writes down what they say."""
    gig, person = one_of(dice, _gigs()), one_of(dice, world.volunteers())
    if gig and person:
        said = dice.choice(_SAID)
        record_call(gig, person, said, by=world.staff(dice), now=world.now)


def change_a_request(world: World, dice: Random) -> None:
    """Another day, hour, length or place."""
    gig = one_of(dice, _gigs())
    if gig:
        wishes: dict[str, object] = {
            "day": world.today + timedelta(days=dice.randint(0, 3)),
            "wall_time": hour(dice.choice(_HOURS)),
            "minutes": dice.choice([30, 120]),
            "place": dice.choice(["Kirjasto", "Kauppa"]),
        }
        names = dice.sample(sorted(wishes), k=dice.randint(1, 4))
        chosen = {name: wishes[name] for name in names}
        edit_gig(gig, chosen, by=world.staff(dice), now=world.now)


def call_off_a_request(world: World, dice: Random) -> None:
    """It is not needed, or nobody was found."""
    gig = one_of(dice, _gigs())
    if gig and dice.random() < 0.5:
        reason = dice.choice([Occurrence.Reason.NOT_NEEDED, Occurrence.Reason.OTHER])
        cancel_gig(gig, reason, by=world.staff(dice), now=world.now)
    elif gig:
        barrier, _made = Barrier.objects.get_or_create(
            code="no_one_free", defaults={"name_fi": "Kukaan ei ehdi"}
        )
        mark_unmet(gig, barrier, by=world.staff(dice), now=world.now, told=dice.random() < 0.5)


def _gigs() -> list[Gig]:
    rows = Gig.objects.select_related("occurrence__ring", "occurrence__receiver", "service_line")
    return list(rows.order_by("-pk")[:4])


ACTS = (
    ask_for_help,
    ask_the_next,
    give_a_request,
    ring_round,
    change_a_request,
    call_off_a_request,
)
