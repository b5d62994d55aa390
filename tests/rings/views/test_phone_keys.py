"""The demo phone of a resident: ring the service and press a key."""

from notifications.models import Inbound
from people.models import Person
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


def test_pressing_one_on_the_demo_phone_closes_todays_check_in(
    desk: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=90)
    clock.goes_to("8:30")
    phone = f"/phones/{aino.numbers.get().number_id}/"
    assert "Ring and press 1" in desk.opens(phone)
    desk.sends(f"{phone}press/", key="1")
    assert village.occurrence(aino).state == "done"
    assert Inbound.objects.get().channel == "keypad"
    desk.sends(f"{phone}press/", 404, key="7")


def test_a_volunteers_demo_phone_has_no_keys_for_signs_of_life(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    phone = f"/phones/{sari.numbers.get().number_id}/"
    assert "Ring and press" not in desk.opens(phone)


def test_another_offices_residents_cannot_be_pressed_for(
    desk: Desk, elsewhere: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    village.ring(topology="call_in", residents=[aino], at="10:00", remind_before=90)
    clock.goes_to("8:30")
    elsewhere.sends(f"/phones/{aino.numbers.get().number_id}/press/", 404, key="1")
    assert village.occurrence(aino).state == "reminded"
