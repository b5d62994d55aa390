"""Places to which people are driven: one of a name, found by what people call it."""

import pytest

from directory.models import AuditEntry
from people.errors import RefusedError
from rides.models import Destination
from rides.services.destinations import matching_places, plain_words, write_destination
from tests.people.makers import NOW, make_municipality, office
from tests.rides.makers import make_destination

pytestmark = pytest.mark.django_db


def test_a_place_without_a_point_lies_in_the_centre_of_its_municipality() -> None:
    place = Destination(name=" Terveys  asema ", municipality=make_municipality(), words=["TK"])
    write_destination(place, changed=["name"], by=office(), now=NOW)
    place.refresh_from_db()
    assert (place.name, place.words) == ("Terveys asema", ["tk"])
    assert (float(place.latitude), float(place.longitude)) == (62.87, 24.80)
    assert AuditEntry.objects.get(subject="destination").reason == "name"


def test_a_municipality_has_one_place_of_a_name_but_another_may_have_it_too() -> None:
    make_destination("S-market")
    twin = Destination(name="s-market", municipality=make_municipality(), words=[])
    with pytest.raises(RefusedError) as refused:
        write_destination(twin, changed=[], by=office(), now=NOW)
    assert refused.value.field == "name"
    elsewhere = make_municipality("Kyyjärvi", "312")
    there = Destination(name="S-market", municipality=elsewhere, words=[])
    write_destination(there, changed=[], by=office(), now=NOW)
    assert Destination.objects.count() == 2


def test_words_are_kept_in_lower_case_and_each_once() -> None:
    assert plain_words([" Kauppa", "kauppa ", "", "S-Market"]) == ["kauppa", "s-market"]


def test_a_place_is_found_by_parts_of_its_name_and_municipality() -> None:
    elsewhere = make_municipality("Äänekoski", "992")
    shop, church = make_destination("S-market"), make_destination("Seurakuntatalo")
    other = make_destination("S-market Sumiainen")
    Destination.objects.filter(pk=other.pk).update(municipality=elsewhere)
    found = matching_places(Destination.objects.all(), "äänekoski market")
    assert [place.pk for place in found] == [other.pk]
    assert {p.pk for p in matching_places(Destination.objects.all(), "karstula")} == {
        shop.pk,
        church.pk,
    }
