"""What the holder hears and when: the code of the door near the visit only, changes, and how it went."""

from datetime import time

from notifications.models import Message
from people.models import Person
from people.services.absences import record_absence
from rings.models import Gig, Outcome
from rings.services.gigs.change import cancel_gig, edit_gig
from rings.services.gigs.prepare import door_code_now
from rings.services.gigs.waves import send_out
from tests.conversations.gigs import TUESDAY, holder_of, request, stage_of
from tests.conversations.village import MONDAY, Clock, Village


def agreed(village: Village, clock: Clock, receiver: Person, helper: Person, **more: object) -> Gig:
    """Return a request that `helper` has said yes to, every text read."""
    clock.goes_to("9:00")
    gig = request(village, receiver, **more)  # type: ignore[arg-type]  # named as `request` names them
    clock.goes_to("9:01")
    village.phone_of(helper).gets("Voitko auttaa?").answers("ok")
    village.phone_of(helper).gets("on sinun")
    return gig


def test_the_code_of_the_door_comes_two_hours_before_and_is_gone_after(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari, door_code="1234#")
    phone = village.phone_of(kari)
    assert not Message.objects.filter(body__contains="1234#").exists()
    assert door_code_now(Gig.objects.get(pk=gig.pk), clock.now) == ""
    clock.goes_to_next_day("7:59")
    phone.gets("Muistutus").gets_nothing()
    clock.goes_to("8:01")
    phone.gets("Ovikoodi on 1234#")
    assert door_code_now(Gig.objects.get(pk=gig.pk), clock.now) == "1234#"
    clock.goes_to("11:31")
    phone.gets("miten meni?")
    assert not Message.objects.filter(body__contains="1234#").exists()
    assert door_code_now(Gig.objects.get(pk=gig.pk), clock.now) == ""


def test_the_holder_hears_what_is_needed_and_nobody_hears_it_before_the_yes(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino, place="Kirjasto", needs="Lamppu\nja verhot")
    request(village, aino, at="15:00", needs="Tarvitsee käsipuolen portaissa ja kassin kantajan")
    clock.goes_to("9:01")
    assert not Message.objects.filter(body__contains="Lamppu").exists()
    phone = village.phone_of(kari).gets("Voitko auttaa?").gets("Kumpaan voit?")
    phone.answers("A ja B")
    phone.gets("Mihin: Kirjasto. Lamppu ja verhot. Vastaa EI")
    phone.gets("Tarvitsee käsipuolen portaissa ja... Vastaa EI")


def test_whoever_says_yes_near_the_hour_has_the_code_at_once(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, day=MONDAY, at="13:00", door_code="77")
    clock.goes_to("11:30")
    village.phone_of(kari).gets("Voitko auttaa?").answers("kyllä")
    village.phone_of(kari).gets("on sinun").gets("Ovikoodi on 77").gets_nothing()
    assert stage_of(gig) == "filled"


def test_another_hour_is_asked_of_the_holder_and_a_no_finds_somebody_else(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    village.phone_of(sari).gets("Voitko auttaa?").answers("ok")
    village.phone_of(sari).gets("Toinen ehti")
    changed, told = edit_gig(gig, {"wall_time": time(14)}, by=village.by, now=clock.now)
    assert (changed, told) == (["wall_time"], True)
    clock.goes_to("9:05")
    village.phone_of(kari).gets("Muutos", "klo 14.00", "Sopiiko?").answers("EI")
    village.phone_of(sari).gets("klo 14.00", "Voitko auttaa?").answers("ok")
    village.phone_of(sari).gets("on sinun: Aino")
    assert holder_of(gig) == sari
    assert village.nobody_is_forgotten()


def test_those_who_are_still_thinking_hear_the_new_hour(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(kari).gets("klo 10.00")
    edit_gig(gig, {"wall_time": time(12), "needs": "kassit"}, by=village.by, now=clock.now)
    clock.goes_to("9:03")
    village.phone_of(kari).gets("klo 12.00", "Voitko auttaa?").answers("ok")
    village.phone_of(kari).gets("klo 12.00 on sinun")
    assert gig.occurrence.offers.count() == 1


def test_a_request_called_off_tells_the_holder_and_nobody_else(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    village.phone_of(sari).gets("Voitko auttaa?")
    assert cancel_gig(gig, "not_needed", by=village.by, now=clock.now)
    clock.goes_to("9:05")
    village.phone_of(kari).gets("peruttu", "Kiitos")
    village.phone_of(sari).gets_nothing()
    clock.goes_to_next_day("12:00")
    village.phone_of(kari).gets_nothing()
    assert stage_of(gig) == "cancelled"


def test_when_the_person_is_away_that_day_the_holder_hears_of_it_at_once(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    """Edge 14: future work ends when the person cannot be helped."""
    gig = agreed(village, clock, aino, kari)
    record_absence(aino, TUESDAY, None, by=village.by, now=clock.now)
    clock.goes_to("9:10")
    village.phone_of(kari).gets("peruttu")
    assert stage_of(gig) == "cancelled"
    assert village.nobody_is_forgotten()


def test_when_the_holder_falls_away_the_others_are_asked(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    village.phone_of(sari).gets("Voitko auttaa?")
    record_absence(kari, TUESDAY, None, by=village.by, now=clock.now)
    clock.goes_to("9:10")
    village.phone_of(sari).gets("Voitko auttaa?").answers("ok")
    assert holder_of(gig) == sari


def test_a_visit_that_did_not_work_out_goes_to_the_office_at_once(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    clock.goes_to_next_day("11:31")
    phone = village.phone_of(kari)
    phone.gets("Muistutus").gets("miten meni?").answers("EI")
    gig.occurrence.refresh_from_db()
    assert (gig.occurrence.state, gig.occurrence.because) == ("escalated", "no_answer")
    assert gig.occurrence.office_owner == village.coordinator


def test_a_worry_in_the_report_closes_nothing(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    clock.goes_to_next_day("11:31")
    phone = village.phone_of(kari)
    phone.gets("Muistutus").gets("miten meni?")
    phone.answers("ok 1,5 h mutta Aino kaatui ja oli sekava")
    gig.occurrence.refresh_from_db()
    assert (gig.occurrence.state, gig.occurrence.because) == ("escalated", "concern")


def test_silence_after_the_visit_climbs_the_usual_ladder_to_the_office(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    gig = agreed(village, clock, aino, kari)
    village.phone_of(sari).gets("Voitko auttaa?")
    clock.goes_to_next_day("13:30")
    village.phone_of(kari).gets("Muistutus").gets("miten meni?").gets("miten meni?")
    village.phone_of(sari).gets_nothing()
    gig.occurrence.refresh_from_db()
    assert (gig.occurrence.state, gig.occurrence.because) == ("escalated", "silent")
    village.phone_of(kari).answers("45 min")
    assert stage_of(gig) == "done"
    assert Outcome.objects.get(occurrence=gig.pk).minutes == 45


def test_nobody_is_written_to_at_night(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    clock.goes_to("21:00")
    gig = request(village, aino, at="16:00")
    assert send_out(gig, by=village.by, now=clock.now) == []
    clock.goes_to_next_day("7:59")
    village.phone_of(kari).gets_nothing()
    clock.goes_to("8:01")
    village.phone_of(kari).gets("Voitko auttaa?")
