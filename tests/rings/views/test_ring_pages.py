"""The pages of rings: what they cost, and whom they show nothing."""

from pytest_django import DjangoAssertNumQueries

from people.models import Person
from tests.conversations.village import Village
from tests.rings.desk import Desk


def test_the_list_and_the_page_of_a_ring_stay_within_their_queries(
    desk: Desk,
    village: Village,
    sari: Person,
    kari: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [village.resident(f"Asukas{n}", f"+3584099{n:05d}") for n in range(24)]
    rings = [village.ring(helpers=[sari, kari], residents=people[n : n + 8]) for n in (0, 8, 16)]
    with django_assert_max_num_queries(15):
        assert "3 rings" in desk.opens("/rings/")
    with django_assert_max_num_queries(45):
        assert "Residents (8)" in desk.opens(f"/rings/{rings[0].pk}/")


def test_a_ring_elsewhere_does_not_exist(
    elsewhere: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    assert "No rings here yet." in elsewhere.opens("/rings/")
    for page in ("", "members/", "publish/", "sheet/", "cards/", "steps/silent/"):
        assert "Aino" not in elsewhere.opens(f"/rings/{ring.pk}/{page}", 404)


def test_a_role_that_the_ring_does_not_have_is_no_page(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    assert "Add a volunteer" in desk.opens(f"/rings/{ring.pk}/members/choose/helper/")
    assert "Add a" not in desk.opens(f"/rings/{ring.pk}/members/choose/both/", 404)
