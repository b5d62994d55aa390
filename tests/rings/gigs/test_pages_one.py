"""The page of one request: who was asked, whom to ring, and everything that a coordinator can do about it."""

from typing import Any

from directory.models import Barrier
from people.models import AccessLog, Person
from rings.models import Gig, Offer, Outcome
from rings.services.gigs.links import offer_token
from rings.services.gigs.stage import Stage
from tests.conversations.gigs import (
    TUESDAY,
    ask_this_way,
    holder_of,
    request,
    stage_of,
)
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


def page_of(gig: Gig) -> str:
    return f"/requests/{gig.pk}/"


def seen_on(desk: Desk, gig: Gig) -> str:
    """Return what the forms of the page carry along as the newest thing seen."""
    return desk.html(page_of(gig)).split('name="seen" value="')[1].split('"')[0]


def test_the_page_tells_who_was_asked_in_which_round_and_what_they_said(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1, wave_minutes=30)
    clock.goes_to("9:00")
    gig = request(village, aino, day=TUESDAY.replace(day=26))
    first = Offer.objects.get().person
    clock.goes_to("9:31")
    says = desk.opens(page_of(gig))
    asked = says[says.index("Who was asked") : says.index("Change or end it")]
    assert f"1 {first}" in asked
    assert "Did not answer" in asked
    assert "2 Kari" in asked or "2 Sari" in asked
    assert "Asked" in asked


def test_looking_at_a_request_is_logged_as_looking_at_the_resident(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    gig = request(village, aino)
    desk.opens(page_of(gig))
    assert AccessLog.objects.filter(user=desk.user, person=aino, what="request").count() == 1


def test_the_door_code_is_shown_from_two_hours_before_until_the_end_and_never_else(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, at="10:00", minutes=60, door_code="4321")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    assert "4321" not in desk.opens(page_of(gig))
    clock.goes_to("7:59", day=TUESDAY)
    desk = Desk(village, desk.user)  # yesterday's session is over
    assert "4321" not in desk.opens(page_of(gig))
    clock.goes_to("8:01")
    assert "4321" in desk.opens(page_of(gig))
    clock.goes_to("11:01")
    facts = desk.opens(page_of(gig)).partition("What has happened")[0]
    assert "4321" not in facts


def test_the_next_ones_are_asked_at_once_when_the_coordinator_says_so(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ask_this_way(wave_size=1)
    clock.goes_to("9:00")
    gig = request(village, aino, day=TUESDAY.replace(day=26))
    says = desk.sends(page_of(gig) + "send/", seen=seen_on(desk, gig))
    assert "Asked by text:" in says
    assert Offer.objects.filter(state="open").count() == 2


def test_a_yes_on_the_telephone_gives_the_request_and_the_address_by_text(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    says = desk.sends(
        page_of(gig) + "answer/", seen=seen_on(desk, gig), person=sari.pk, answer="yes"
    )
    assert "Sari Esimerkki has the request now" in says
    assert holder_of(gig) == sari
    assert stage_of(gig) == Stage.FILLED


def test_a_no_and_no_answer_on_the_telephone_are_kept_with_each_person(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    lauri = village.volunteer("Lauri", "+358145550111", kind="landline")
    mikko = village.volunteer("Mikko", "+358145550112", kind="landline")
    clock.goes_to("9:00")
    gig = request(village, aino)
    says = desk.opens(page_of(gig))
    assert "Ring these, one after the other" in says
    assert "014 555 0111" in says
    for person, answer in ((lauri, "no"), (mikko, "silent")):
        desk.sends(
            page_of(gig) + "answer/", seen=seen_on(desk, gig), person=person.pk, answer=answer
        )
    states = dict(Offer.objects.values_list("person", "state"))
    assert states == {lauri.pk: "declined", mikko.pk: "expired"}


def test_a_yes_after_somebody_else_has_it_gives_nothing_and_says_so(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    says = desk.sends(page_of(gig) + "answer/", 422, person=kari.pk, answer="yes")
    assert "Somebody has it already. Thank them for offering." in says
    assert holder_of(gig) == sari


def test_choosing_by_hand_shows_reasons_for_and_against_and_leaves_the_last_word_to_a_person(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    kari.volunteer.tasks = ["call"]
    kari.volunteer.save()
    clock.goes_to("9:00")
    gig = request(village, aino)
    says = desk.opens(page_of(gig) + "choose/")
    assert "lives near by" in says
    assert "Does not do this kind of task." in says
    assert "Choose all the same" in says
    desk.sends(page_of(gig) + "answer/", seen=seen_on(desk, gig), person=kari.pk, answer="yes")
    assert holder_of(gig) == kari


def test_the_link_to_answer_by_is_there_for_those_who_still_think_and_in_no_text(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    link = f"/offer/{offer_token(Offer.objects.get())}/"
    assert link in desk.html(page_of(gig))
    clock.goes_to("9:01")
    assert "http" not in village.phone_of(sari).unread()[0].body
    desk.sends(page_of(gig) + "answer/", person=sari.pk, answer="no")
    assert link not in desk.html(page_of(gig))


def test_whoever_may_have_no_duty_cannot_be_chosen(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    sari.volunteer.state = "paused"
    sari.volunteer.save()
    clock.goes_to("9:00")
    gig = request(village, aino)
    says = desk.opens(page_of(gig) + "choose/")
    assert "Is having a break." in says
    assert "Choose all the same" not in says
    says = desk.sends(page_of(gig) + "answer/", 422, person=sari.pk, answer="yes")
    assert "may have no turn now" in says
    assert stage_of(gig) != Stage.FILLED


def test_another_hour_is_asked_of_whoever_has_it(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, needs="Kauppaan", door_code="4321")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    clock.goes_to("9:02")
    village.phone_of(sari).gets("Aino")
    page = desk.html(page_of(gig) + "change/")
    assert "4321" not in page, "a code that is kept is not shown"
    desk.sends(
        page_of(gig) + "change/",
        seen=seen_on(desk, gig),
        day="2026-11-24",
        hour="12",
        minutes="90",
        needs="Kauppaan",
        aid="unknown",
    )
    gig.refresh_from_db()
    assert gig.occurrence.wall_time.hour == 12
    assert gig.door_code == "4321", "an empty field leaves the code that is kept"
    clock.goes_to("9:03")
    village.phone_of(sari).gets("klo 12")


def test_calling_off_tells_whoever_has_it(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    clock.goes_to("9:02")
    village.phone_of(sari).gets("Aino")
    desk.sends(page_of(gig) + "call-off/", 422, seen=seen_on(desk, gig))
    desk.sends(page_of(gig) + "call-off/", seen=seen_on(desk, gig), reason="not_needed")
    assert stage_of(gig) == Stage.CANCELLED
    clock.goes_to("9:03")
    village.phone_of(sari).gets("peru")


def test_nobody_found_needs_a_reason_and_that_whoever_ordered_is_told(
    desk: Desk, village: Village, clock: Clock, too_far: Barrier, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, ordered_by="Hanna Hoitaja", ordered_phone="014 555 0200")
    path = page_of(gig) + "unmet/"
    desk.sends(path, 422, seen=seen_on(desk, gig))
    says = desk.sends(path, 422, seen=seen_on(desk, gig), barrier=too_far.pk)
    assert "Ring whoever ordered" in says
    says = desk.sends(
        path, seen=seen_on(desk, gig), barrier=too_far.pk, told="on", note="Ei kyytiä"
    )
    assert "Closed: nobody was found." in says
    assert "Too far" in says
    assert stage_of(gig) == Stage.UNMET


def test_how_it_went_and_how_long_it_took_are_recorded_as_they_are_told(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    values: dict[str, Any] = {"result": "reached", "reporter": "helper"}
    path = page_of(gig) + "record/"
    says = desk.sends(path, 422, seen=seen_on(desk, gig), **values, minutes="kauan")
    assert "Write the time like this: 1,5 h or 45 min" in says
    desk.sends(path, seen=seen_on(desk, gig), **values, minutes="1,5 h")
    report = Outcome.objects.get()
    assert (report.minutes, report.reported_by) == (90, sari)
    assert stage_of(gig) == Stage.DONE


def test_the_second_of_two_saves_sees_the_conflict_and_nothing_is_lost(
    desk: Desk, village: Village, clock: Clock, too_far: Barrier, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino)
    seen = seen_on(desk, gig)
    desk.sends(page_of(gig) + "call-off/", seen=seen, reason="not_needed")
    says = desk.sends(page_of(gig) + "answer/", 409, seen=seen, person=sari.pk, answer="yes")
    assert "Somebody was quicker" in says
    assert stage_of(gig) == Stage.CANCELLED


def test_the_address_of_a_call_leads_to_the_page_of_the_request(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    gig = request(village, aino)
    assert desk.client.get(f"/occurrences/{gig.pk}/")["Location"] == page_of(gig)
