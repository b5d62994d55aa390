"""What is held of two people in a pair: given out to either, forgotten with either, and never both at once."""

from people.models import Person
from people.services.erasure import erase_person
from people.services.export import export_person
from rings.models import Override, Pair, Ring
from rings.services.pairs.trial import check
from tests.conversations.village import Clock, Village


def chosen_against_advice(village: Village, clock: Clock, pair: Pair) -> Override:
    return Override.objects.create(
        resident=pair.resident,
        volunteer=pair.volunteer,
        rules=["asked_lately"],
        cause="Tuntevat kirkosta",
        by=village.coordinator,
        at=clock.now,
    )


def test_either_gets_the_pair_and_the_choice_with_all_else_but_not_the_words_about_both(
    village: Village, clock: Clock, on_trial: Pair, aino: Person, sari: Person
) -> None:
    check(on_trial, "well", "Sari kertoi omasta surustaan", by=village.by, now=clock.now)
    chosen_against_advice(village, clock, on_trial)
    for person in (aino, sari):
        held = export_person(person, by=village.by, user=village.coordinator, now=clock.now)
        begun, against_advice = held["pairs"]
        assert begun["state"] == "trial"
        assert against_advice["rules"] == ["asked_lately"]
        assert "surustaan" not in str(held)
        assert "kirkosta" not in str(held)


def test_whoever_is_erased_leaves_no_word_and_no_name_and_the_other_is_to_be_told(
    village: Village, clock: Clock, on_trial: Pair, aino: Person
) -> None:
    check(on_trial, "well", "Aino tykkää kissoista", by=village.by, now=clock.now)
    chosen = chosen_against_advice(village, clock, on_trial)
    erase_person(aino, by=village.by, now=clock.now)

    on_trial.refresh_from_db()
    chosen.refresh_from_db()
    assert (on_trial.state, on_trial.ended_for, on_trial.note) == ("ended", "erased", None)
    assert on_trial.due_at is not None
    assert chosen.cause == "–"
    ring = Ring.objects.get(pair=on_trial)
    assert ring.state == "ended"
    assert "Aino" not in ring.name
    assert village.nobody_is_forgotten()


def test_a_volunteer_who_is_erased_ends_the_pair_and_the_resident_keeps_the_turns(
    village: Village, clock: Clock, on_trial: Pair, sari: Person
) -> None:
    erase_person(sari, by=village.by, now=clock.now)
    on_trial.refresh_from_db()
    assert (on_trial.state, on_trial.ended_for) == ("ended", "erased")
    ring = Ring.objects.get(pair=on_trial)
    assert ring.state == "published"
    assert "Sari" not in ring.name
