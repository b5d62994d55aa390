"""What changes late: a door's code that is told after the yes, and a resident who goes away."""

from datetime import timedelta

from notifications.models import Message
from people.models import Person
from people.services.absences import record_absence
from rings.models import Gig, Occurrence
from rings.services.gigs.change import cancel_gig, edit_gig
from rings.services.gigs.prepare import forget_codes
from rings.services.gigs.texts import send_code
from tests.conversations.gigs import TUESDAY, holder_of, request, stage_of
from tests.conversations.village import Clock, Village, hour


def agreed(village: Village, clock: Clock, receiver: Person, helper: Person, code: str = "") -> Gig:
    """Return a request that `helper` has said yes to, every text read."""
    clock.goes_to("9:00")
    gig = request(village, receiver, door_code=code)
    clock.goes_to("9:01")
    village.phone_of(helper).gets("Voitko auttaa?").answers("ok")
    village.phone_of(helper).gets("on sinun")
    return gig


def test_a_code_that_is_told_or_changed_late_reaches_the_holder_all_the_same(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    phone = village.phone_of(kari)
    clock.goes_to_next_day("8:30")
    phone.gets("Muistutus").gets_nothing()
    for at, code in (("8:31", "1234#"), ("8:32", "5678#")):
        edit_gig(gig, {"door_code": code}, by=village.by, now=clock.now)
        clock.goes_to(at)
        phone.gets(f"Ovikoodi on {code}").gets_nothing()
    edit_gig(gig, {"needs": "Rollaattori mukaan"}, by=village.by, now=clock.now)
    clock.goes_to("8:33")
    phone.gets_nothing()


def test_a_code_that_still_waits_when_the_request_is_called_off_is_never_sent(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari, code="1234#")
    clock.goes_to_next_day("7:59")
    send_code(kari, Gig.objects.get(pk=gig.pk), "1234#", clock.now)
    cancel_gig(gig, "not_needed", by=village.by, now=clock.now)
    forget_codes(clock.now)
    code = Message.objects.get(purpose="gig_code")
    assert (code.state, code.body) == ("cancelled", "")


def test_who_takes_no_texts_any_more_is_not_waited_for_when_the_hour_changes(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(kari).gets("Voitko auttaa?")
    kari.numbers.all().delete()
    edit_gig(gig, {"wall_time": hour("15:00")}, by=village.by, now=clock.now)
    assert gig.occurrence.offers.get().state == "expired"
    clock.goes_to("9:02")
    assert stage_of(gig) == "phoning", "nobody else can be asked by text: the office rings round"
    assert village.nobody_is_forgotten()


def test_a_resident_who_goes_away_leaves_the_holder_without_texts_to_the_office(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    kari.numbers.all().delete()
    record_absence(aino, TUESDAY, TUESDAY + timedelta(days=1), by=village.by, now=clock.now)
    occurrence = Occurrence.objects.get(pk=gig.pk)
    assert (occurrence.state, occurrence.because) == ("escalated", "no_text")
    assert holder_of(gig) == kari
    assert village.nobody_is_forgotten()
