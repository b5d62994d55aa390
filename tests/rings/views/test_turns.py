"""On the page of one turn: swapping it with another volunteer, and handing it to somebody close."""

from people.models import Contact, Person
from people.services.erasure import erase_person
from people.services.residents import end_resident
from rings.models import Handover, Swap
from tests.conversations.village import Clock, Village, duty
from tests.rings.desk import Desk
from tests.rings.views.test_occurrence import seen_on


def test_the_office_asks_another_volunteer_to_swap_and_the_story_tells_of_it(
    desk: Desk,
    village: Village,
    clock: Clock,
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="9:00")
    call = village.occurrence(aino)
    url = f"/occurrences/{call.pk}/"
    wanted = duty(village.occurrence(veikko))
    assert "23.11. 9.00 Kari Esimerkki: Veikko" in desk.opens(url)
    says = desk.sends(f"{url}swap/", turn=wanted.pk, ask="", seen=seen_on(desk, call))
    assert "Kari Esimerkki is asked by text." in says
    assert "Sari Esimerkki wished to swap turns with Kari Esimerkki" in says
    clock.goes_to("8:00")
    village.phone_of(kari).gets("Voitko vaihtaa vuoroa?").answers("ok")
    assert "The swap: agreed" in desk.opens(url)
    assert duty(village.occurrence(aino)).person == kari


def test_a_swap_agreed_by_telephone_is_done_at_once_and_only_once(
    desk: Desk,
    village: Village,
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="9:00")
    call = village.occurrence(aino)
    seen, wanted = seen_on(desk, call), duty(village.occurrence(veikko)).pk
    url = f"/occurrences/{call.pk}/swap/"
    assert "The turns are swapped." in desk.sends(url, turn=wanted, agreed="", seen=seen)
    assert duty(village.occurrence(veikko)).person == sari
    desk.sends(url, 422, turn=wanted, agreed="", seen=seen)
    now_wanted = duty(village.occurrence(veikko)).pk
    says = desk.sends(url, 409, turn=now_wanted, agreed="", seen=seen)
    assert "Somebody was quicker" in says
    assert Swap.objects.count() == 1


def test_without_a_turn_chosen_nothing_is_swapped(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino, veikko], at="9:00")
    url = f"/occurrences/{village.occurrence(aino).pk}/swap/"
    assert "For which turn?: This field is required." in desk.sends(url, 422, turn="", ask="")
    assert not Swap.objects.exists()


def test_a_contact_who_takes_over_closes_the_call_and_stands_in_the_story(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:42")
    call = village.occurrence(aino)
    daughter = Contact.objects.get(resident__person=aino)
    says = desk.sends(
        f"/occurrences/{call.pk}/handover/",
        who=daughter.pk,
        after="closes",
        seen=seen_on(desk, call),
    )
    assert "Tiina Esimerkki (tytär) took the responsibility over" in says
    assert "23.11. 10.42" in says or "10:42" in says
    call.refresh_from_db()
    assert (call.state, call.reason) == ("resolved", "contact_told")
    assert Handover.objects.get().by == village.coordinator
    assert village.nobody_is_forgotten()


def test_it_may_stay_open_and_the_office_looks_again(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:42")
    call = village.occurrence(aino)
    url = f"/occurrences/{call.pk}/handover/"
    assert "Write who takes it over." in desk.sends(url, 422, who="other", after="60")
    desk.sends(url, who="other", name="Reino", relation="naapuri", after="60")
    call.refresh_from_db()
    assert call.due_at is not None
    assert (call.state, (call.due_at - clock.now).total_seconds()) == ("escalated", 3600)
    assert "Reino (naapuri) took the responsibility over" in desk.opens(f"/occurrences/{call.pk}/")
    assert village.nobody_is_forgotten()


def test_whoever_is_erased_leaves_no_name_of_their_people_behind(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    url = f"/occurrences/{village.occurrence(aino).pk}/handover/"
    desk.sends(url, who="other", name="Reino", after="closes")
    erase_person(aino, by=village.by, now=clock.now)
    assert Handover.objects.get().name == "–"


def test_the_page_of_a_resident_who_has_died_says_whom_to_tell_by_telephone(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    assert "Tell these yourself" not in desk.opens(f"/people/{aino.pk}/")
    end_resident(aino.resident, "died", by=village.by, now=clock.now)
    says = desk.opens(f"/people/{aino.pk}/")
    told = says[says.index("Tell these yourself") :]
    assert "Sari Esimerkki · 040 123 0001" in told or "Sari Esimerkki · 040 1230001" in told


def test_the_captain_and_the_deputy_are_named_on_a_page_of_the_ring(
    desk: Desk, village: Village, aino: Person, veikko: Person
) -> None:
    ring = village.ring(topology="circle", residents=[aino, veikko], at="9:00")
    url = f"/rings/{ring.pk}/captain/"
    says = desk.sends(url, 422, captain=aino.pk, deputy=aino.pk, stand_ins="ring")
    assert "Captain and deputy must be two people." in says
    says = desk.sends(url, captain=aino.pk, deputy=veikko.pk, stand_ins="area")
    assert "Captain Aino Esimerkki Deputy Veikko Esimerkki" in says
    assert "changed the captain or who stands in" in says
    ring.refresh_from_db()
    assert (ring.captain, ring.deputy, ring.stand_ins) == (aino, veikko, "area")


def test_a_turn_of_another_municipality_is_not_there(
    elsewhere: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    pk = village.occurrence(aino).pk
    for act in ("swap", "handover"):
        elsewhere.sends(f"/occurrences/{pk}/{act}/", 404, turn="1", who="other")
    assert not Handover.objects.exists()
