"""A pair through its pages: from the resident's page to the farewell."""

from datetime import date

from people.models import AccessLog, Person
from rings.models import Occurrence, Pair
from rings.services.pairs.asking import ask_both
from rings.services.pairs.ending import end_pair
from rings.services.pairs.trial import check
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk
from tests.rings.pairs.conftest import seen
from volunteers.models import Volunteer


def act(desk: Desk, pair: Pair, name: str, status: int = 200, **values: object) -> str:
    """Open the page, and send one of its forms."""
    return desk.sends(f"/pairs/{pair.pk}/{name}/", status, seen=seen(desk, pair), **values)


def test_a_pair_is_suggested_on_the_page_of_a_resident_to_a_volunteer_who_is_fit(
    desk: Desk, aino: Person, sari: Person, kari: Person
) -> None:
    Volunteer.objects.filter(person=kari).update(state="paused")
    assert "Suggest a pair" in desk.opens(f"/people/{aino.pk}/")
    page = desk.opens(f"/pairs/new/{aino.pk}/")
    assert "Sari Esimerkki" in page
    assert "Kari Esimerkki" not in page
    page = desk.sends(f"/pairs/suggest/{aino.pk}/", person=sari.pk, kind="visit")
    assert "Suggested. Nobody has been told yet." in page
    assert "Decide whether to ask them" in page
    pair = Pair.objects.get()
    assert (pair.resident, pair.volunteer, pair.kind, pair.owner) == (
        aino,
        sari,
        "visit",
        desk.user,
    )
    assert AccessLog.objects.filter(person=aino, what="pair").exists()
    page = desk.sends(f"/pairs/suggest/{aino.pk}/", person=sari.pk, kind="visit")
    assert "These two are a pair already." in page


def test_a_list_of_volunteers_is_narrowed_without_a_name_in_the_address(
    desk: Desk, aino: Person, sari: Person, kari: Person
) -> None:
    page = desk.sends(f"/pairs/new/{aino.pk}/", name="kar", municipality="", kind="visit")
    assert "Kari Esimerkki" in page
    assert "Sari Esimerkki" not in page


def test_step_by_step_the_page_offers_the_next_thing_alone(
    desk: Desk, pair: Pair, clock: Clock, aino: Person
) -> None:
    page = act(desk, pair, "ask", by_text="telephone")
    assert "Ring whoever has not answered yet" in page
    page = act(desk, pair, "answers", resident_says="yes", volunteer_says="")
    assert "Ring whoever has not answered yet" in page
    page = act(desk, pair, "answers", resident_says="yes", volunteer_says="yes")
    assert "Agree on the first meeting" in page
    page = act(desk, pair, "meet", day="2026-11-26", wall_time="14")
    assert "Ask both how the first meeting went" in page
    assert "Thu 26.11.2026 2 p.m." in page or "26.11.2026" in page
    assert "The first meeting is still to come." in act(desk, pair, "begin", 422)
    clock.goes_to("10:00", day=date(2026, 11, 27))
    page = act(desk, pair, "begin")
    assert "Their ring waits as a draft" in page
    assert "Sari – Aino" in page
    page = act(desk, pair, "check", answer="mend", note="Sari toivoo toista päivää")
    assert "Something should be put right" in page
    assert "27.11.2026: Sari toivoo toista päivää" in page


def test_whom_no_text_reaches_is_named_after_the_meeting_was_agreed(
    desk: Desk, pair: Pair, aino: Person
) -> None:
    aino.numbers.all().delete()
    act(desk, pair, "ask", by_text="text")
    act(desk, pair, "answers", resident_says="yes", volunteer_says="yes")
    page = act(desk, pair, "meet", day="2026-11-26", wall_time="14")
    assert "No text reaches these: ring them and tell. Aino Esimerkki" in page


def test_a_day_gone_by_is_no_day_for_a_first_meeting_and_what_was_typed_is_kept(
    desk: Desk, pair: Pair
) -> None:
    act(desk, pair, "ask", by_text="telephone")
    act(desk, pair, "answers", resident_says="yes", volunteer_says="yes")
    page = act(desk, pair, "meet", 422, day="2026-11-20", wall_time="14")
    assert "Choose a day and an hour still to come." in page
    pair.refresh_from_db()
    assert pair.state == "asking"


def test_of_two_who_have_the_page_open_the_second_sees_what_the_first_did(
    desk: Desk, pair: Pair, village: Village, clock: Clock
) -> None:
    old = seen(desk, pair)
    ask_both(pair, by_text=False, by=village.by, now=clock.now)
    page = desk.sends(f"/pairs/{pair.pk}/ask/", 409, seen=old, by_text="text")
    assert "Somebody was quicker" in page
    page = desk.sends(f"/pairs/{pair.pk}/end/", 409, seen=old, reason="resident_no", note="")
    assert "Somebody was quicker" in page
    pair.refresh_from_db()
    assert pair.state == "asking"


def test_before_the_end_the_page_says_which_turns_are_cancelled(
    desk: Desk, on_trial: Pair, aino: Person
) -> None:
    page = desk.opens(f"/pairs/{on_trial.pk}/end/")
    assert "8 coming turns are cancelled." in page
    assert "It is paused, until another volunteer comes" in page
    page = act(desk, on_trial, "end", 422)
    assert "Please check these" in page
    page = act(desk, on_trial, "end", reason="not_suited", ring="pause", note="")
    assert "Tell both that it has ended, and thank them" in page
    on_trial.refresh_from_db()
    assert on_trial.ring is not None
    assert on_trial.ring.state == "paused"
    assert not Occurrence.objects.open().filter(receiver=aino).exists()
    page = act(desk, on_trial, "farewell", note="Molemmat kiittivät")
    assert "nothing is left to do" in page
    assert "Molemmat kiittivät" in page


def test_today_and_the_list_show_a_step_that_is_due_and_the_list_finds_what_has_ended(
    desk: Desk, pair: Pair, village: Village, clock: Clock
) -> None:
    assert "Sari Esimerkki – Aino Esimerkki" not in desk.opens("/today/")
    assert "1 pair" in desk.opens("/pairs/")
    clock.goes_to("10:01", day=date(2026, 11, 25))
    page = desk.opens("/today/")
    assert "Sari Esimerkki – Aino Esimerkki" in page
    assert "Decide whether to ask them" in page
    assert "No pairs here." in desk.opens("/pairs/?state=trial")
    end_pair(pair, "resident_no", ring="end", by=village.by, now=clock.now)
    assert "No pairs here." in desk.opens("/pairs/")
    assert "The resident did not want it" in desk.opens("/pairs/?state=ended")


def test_the_pages_of_both_people_lead_to_their_pair(
    desk: Desk, pair: Pair, aino: Person, sari: Person
) -> None:
    for person, other in ((aino, "Sari Esimerkki"), (sari, "Aino Esimerkki")):
        page = desk.html(f"/people/{person.pk}/")
        assert f'<a href="/pairs/{pair.pk}/">{other}</a>' in page


def test_a_coordinator_of_another_town_neither_sees_nor_changes_a_pair(
    stranger: Desk, pair: Pair, village: Village, clock: Clock, aino: Person, sari: Person
) -> None:
    clock.goes_to("10:01", day=date(2026, 11, 25))
    assert "Esimerkki" not in stranger.opens("/pairs/") + stranger.opens("/today/")
    stranger.opens(f"/pairs/{pair.pk}/", 404)
    stranger.opens(f"/pairs/{pair.pk}/end/", 404)
    stranger.sends(f"/pairs/{pair.pk}/ask/", 404, seen="1", by_text="text")
    stranger.sends(f"/pairs/suggest/{aino.pk}/", 404, person=sari.pk, kind="call")
    pair.refresh_from_db()
    assert pair.state == "suggested"


def test_an_act_that_does_not_belong_to_the_step_changes_nothing(
    desk: Desk, on_trial: Pair, village: Village, clock: Clock
) -> None:
    page = act(desk, on_trial, "answers", 409, resident_says="no", volunteer_says="no")
    assert "Somebody was quicker" in page
    check(on_trial, "well", "", by=village.by, now=clock.now)
    desk.sends(f"/pairs/{on_trial.pk}/dance/", 404, seen=seen(desk, on_trial))
    on_trial.refresh_from_db()
    assert (on_trial.state, on_trial.resident_says) == ("trial", "yes")


def test_a_pair_is_handed_to_a_colleague_who_works_there(
    desk: Desk, pair: Pair, village: Village
) -> None:
    assert "Hand to a colleague" not in desk.opens(f"/pairs/{pair.pk}/")
    outi = type(desk.user).objects.create_user("outi@example.org", first_name="Outi")
    outi.roles.create(role="coordinator", municipality=village.place, valid_from=date(2026, 1, 1))
    page = act(desk, pair, "hand", to=outi.pk)
    assert "In charge: Outi" in page
    pair.refresh_from_db()
    assert pair.owner == outi
