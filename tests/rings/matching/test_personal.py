"""A request asks nobody whom a stated wish, a limit or the language keeps away: by the rules of matching."""

from datetime import UTC, datetime, timedelta

from pytest_django import DjangoAssertNumQueries

from directory.models import Association, Municipality
from people.models import Person
from rings.services.busy.conflicts import place_of
from rings.services.gigs.candidates import candidates
from rings.services.gigs.facts import Need
from tests.rings.matching.world import NOW, make_resident, make_volunteer, prefer

THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def need(receiver: Person, kind: str = "help") -> Need:
    """Return a need of an hour on Thursday."""
    office, ends = Association.objects.get(), THURSDAY + timedelta(hours=1)
    return Need(kind, office, place_of(receiver), THURSDAY, ends, receiver)


def bars(receiver: Person, kind: str = "help") -> dict[str, list[str]]:
    """Return the hard bars of each volunteer, in words, by first name."""
    return {
        each.person.first_name: [str(bar.words) for bar in each.bars if bar.is_hard]
        for each in candidates(need(receiver, kind), NOW)
    }


def test_each_personal_gate_bars_a_request_in_words(place: Municipality) -> None:
    aino = make_resident(
        place, "Aino", facts={"language": "sv"}, wished_gender="woman", home=["cat"]
    )
    swedish = {"language": "sv", "gender": "woman"}
    make_volunteer(place, "Kari", facts={"language": "sv", "gender": "man"})
    make_volunteer(place, "Liisa", facts={"gender": "woman"})
    make_volunteer(place, "Sari", facts=swedish, avoids=["cat"])
    prefer(aino, make_volunteer(place, "Eila", facts=swedish), "apart")
    make_volunteer(place, "Gun", facts=swedish)
    assert bars(aino) == {
        "Kari": ["The resident wishes for a woman."],
        "Liisa": ["They have no common language."],
        "Sari": ["There is a cat at home; cannot be with cats."],
        "Eila": ["These two are not to be together."],
        "Gun": [],
    }


def test_a_cat_at_home_bars_nobody_from_company_on_the_way(place: Municipality) -> None:
    aino = make_resident(place, "Aino", home=["cat"])
    make_volunteer(place, "Sari", avoids=["cat"])
    assert bars(aino, "escort") == {"Sari": []}


def test_a_wish_taken_back_bars_nobody(place: Municipality) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari")
    wish = prefer(aino, kari, "apart")
    assert bars(aino) == {"Kari": ["These two are not to be together."]}
    wish.cancelled_at = NOW
    wish.save()
    assert bars(aino) == {"Kari": []}


def test_asking_many_takes_no_more_queries_than_asking_few(
    place: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    aino = make_resident(place, "Aino")
    for n in range(20):
        make_volunteer(place, f"Kari {n}")
    with django_assert_max_num_queries(16):
        assert len(candidates(need(aino), NOW)) == 20
