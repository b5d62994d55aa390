"""Looking after a ring that runs: its people, their hours, its own steps, a pause."""

from datetime import time
from typing import Any

from people.models import Person
from rings.models import Occurrence, RingMember
from tests.conversations.village import MONDAY, Clock, Village
from tests.rings.desk import Desk


def test_earlier_and_later_move_a_person_and_say_where_to(
    desk: Desk, village: Village, sari: Person, kari: Person, liisa: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari, kari, liisa], residents=[aino])
    last = RingMember.objects.get(ring=ring, person=liisa)
    url = f"/rings/{ring.pk}/members/{last.pk}/move/"
    assert "Liisa Esimerkki is now number 2." in desk.sends(url, direction="earlier", sure=1)
    names = ring.members.filter(role="helper").values_list("person__first_name", flat=True)
    assert list(names) == ["Sari", "Liisa", "Kari"]
    desk.sends(url, direction="earlier", sure=1)
    assert "is now number 1." in desk.sends(url, direction="earlier", sure=1), (
        "the first stays first"
    )


def test_htmx_gets_the_list_alone_with_the_same_ids(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari, kari], residents=[aino])
    member = RingMember.objects.get(ring=ring, person=kari)
    answer = desk.client.post(
        f"/rings/{ring.pk}/members/{member.pk}/move/",
        {"direction": "earlier", "sure": 1},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert answer.lstrip().startswith('<div id="members">')
    assert f'id="later-{member.pk}"' in answer
    assert "Kari Esimerkki is now number 1." in answer


def test_whoever_has_no_consent_cannot_join_and_it_says_why(
    desk: Desk, village: Village, sari: Person, aino: Person, veikko: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    veikko.consents.all().delete()
    says = desk.opens(f"/rings/{ring.pk}/members/choose/resident/")
    assert "Veikko Esimerkki Karstula Has not agreed to the service." in says
    says = desk.sends(f"/rings/{ring.pk}/members/add/resident/", person=veikko.pk)
    assert "Veikko Esimerkki: Has not agreed to the service." in says
    assert not ring.members.filter(person=veikko).exists()


def test_taking_a_resident_out_cancels_what_was_planned(
    desk: Desk, village: Village, sari: Person, aino: Person, veikko: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino, veikko])
    member = RingMember.objects.get(ring=ring, person=veikko)
    says = desk.sends(f"/rings/{ring.pk}/members/{member.pk}/remove/", sure=1)
    assert "Veikko Esimerkki is no longer in the ring." in says
    assert not Occurrence.objects.open().filter(receiver=veikko).exists()
    assert Occurrence.objects.open().filter(receiver=aino).exists()


def test_an_own_hour_moves_that_persons_calls_only(
    desk: Desk, village: Village, sari: Person, aino: Person, veikko: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    member = RingMember.objects.get(ring=ring, person=aino)
    desk.sends(f"/rings/{ring.pk}/members/{member.pk}/hour/", wall_time="10.15", sure=1)
    assert village.occurrence(aino).wall_time == time(10, 15)
    assert village.occurrence(veikko).wall_time == time(9)


def test_the_preview_marks_a_gap_with_its_reason(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    sari.absences.create(starts_on=MONDAY, returns_on="2026-11-26", recorded_at=clock.now)
    says = desk.opens(f"/rings/{ring.pk}/")
    assert "3 have nobody" in says
    assert "Nobody Aino Sari E. is away" in says


def test_own_steps_must_reach_the_coordinator(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    url = f"/rings/{ring.pk}/steps/silent/"
    form: dict[str, Any] = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 0,
        "form-0-what": "remind.helper.sms",
        "form-0-delay_minutes": 20,
        "form-0-times": 2,
    }
    says = desk.sends(url, 422, **form)
    assert "One of the steps must hand over to the coordinator." in says
    form |= {"form-1-what": "office.coordinator.sms", "form-1-delay_minutes": 10}
    says = desk.sends(url, **form)
    assert "after 20 minutes: remind the volunteer by text, 2 times" in says
    assert "These steps are this ring's own." in says
    says = desk.sends(f"/rings/{ring.pk}/steps/silent/usual/")
    assert "after 20 minutes: remind the volunteer by text" not in says


def test_pausing_says_how_much_it_cancels_and_starting_again_brings_it_back(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    planned = Occurrence.objects.open().filter(ring=ring).count()
    assert f"{planned} coming turns are cancelled." in desk.opens(f"/rings/{ring.pk}/stop/pause/")
    desk.sends(f"/rings/{ring.pk}/stop/pause/")
    assert not Occurrence.objects.open().filter(ring=ring).exists()
    desk.sends(f"/rings/{ring.pk}/publish/")
    assert Occurrence.objects.open().filter(ring=ring).count() == planned
