"""One broken row: the clock goes on for everybody else."""

from datetime import datetime, timedelta

import pytest

from notifications.models import Message
from people.models import Person
from rings.models import Occurrence, Ring, ScheduleRule
from rings.services.attending import attend as attending
from rings.services.attending.assign import assign
from rings.services.attending.round import Round
from rings.services.planning import generate
from rings.services.planning.generate import extend_plans
from tests.conversations.village import Clock, Village, duty


@pytest.mark.logs_error("could not attend to")
def test_what_hangs_beside_a_broken_call_of_the_same_helper_goes_on(
    village: Village,
    clock: Clock,
    sari: Person,
    aino: Person,
    veikko: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    village.ring(helpers=[sari], residents=[village.resident("Elli", "+358401230109")], at="9:00")
    sound = Round._is_ahead
    broken = village.occurrence(aino).pk

    def is_ahead(turn: Round, occurrence: object) -> bool:
        if occurrence.pk == broken:  # type: ignore[attr-defined]
            raise ValueError("broken")
        return sound(turn, occurrence)  # type: ignore[arg-type]

    monkeypatch.setattr(Round, "_is_ahead", is_ahead)
    clock.goes_to("9:00")

    assert village.occurrence(aino).state == "planned"
    assert village.occurrence(veikko).state == "reminded"
    bodies = " ".join(Message.objects.filter(person=sari).values_list("body", flat=True))
    assert "Veikko" in bodies
    assert "Elli" in bodies
    monkeypatch.undo()
    clock.goes_to("9:01")
    assert village.occurrence(aino).state == "reminded"


@pytest.mark.logs_error("could not plan ring")
def test_a_broken_ring_does_not_keep_the_others_from_being_planned(
    village: Village,
    clock: Clock,
    sari: Person,
    aino: Person,
    veikko: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = village.ring(helpers=[sari], residents=[aino], at="9:00")
    sound = village.ring(helpers=[sari], residents=[veikko], at="9:00")
    ScheduleRule.objects.filter(ring=broken).update(zone="Europe/Nowhere")
    later = clock.now + timedelta(days=1)

    extend_plans(later)

    sound.refresh_from_db()
    assert sound.generated_until == later.date() + generate.HORIZON
    assert Ring.objects.get(pk=broken.pk).generated_until == clock.day + generate.HORIZON


def test_a_turn_that_changes_hands_as_the_clock_begins_goes_to_its_new_helper_only(
    village: Village,
    clock: Clock,
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    village.ring(helpers=[kari], residents=[village.resident("Elli", "+358401230109")], at="9:00")
    clock.goes_to("8:59")
    clock.now += timedelta(minutes=1)
    sound = attending._due_first

    def due_first(now: datetime) -> list[Occurrence]:
        """The office gives the turn away right after the clock has looked what is due."""
        call = village.occurrence(aino)
        if duty(call).person == sari:
            assign(call, kari, origin="manual", by=village.by, now=clock.now)
        return sound(now)

    monkeypatch.setattr(attending, "_due_first", due_first)
    clock.goes_to("9:01")

    to_sari = Message.objects.filter(person=sari).values_list("body", flat=True)
    assert "Veikko" in " ".join(to_sari)
    assert "Aino" not in " ".join(to_sari)
    to_kari = Message.objects.filter(person=kari).values_list("body", flat=True)
    assert "Aino" in " ".join(to_kari)
