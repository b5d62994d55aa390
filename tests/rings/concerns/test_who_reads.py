"""A worry is read by few: its owner, who wrote it down and the readers named; others see nothing of it."""

import re
from datetime import date

from pytest_django import DjangoAssertNumQueries

from directory.models import Association, StaffRole
from notifications.services.queue import close as close_reply
from people.models import AccessLog, Person
from rings.models import Concern
from rings.services.concerns.acts import name_readers
from rings.services.concerns.opening import Worry, open_concern
from tests.conversations.village import Clock, Village
from tests.rings.concerns.conftest import WORDS, hire
from tests.rings.desk import Desk


def test_the_owner_reads_it_on_the_list_the_person_and_its_own_page(
    owner: Desk, worry: Concern, aino: Person
) -> None:
    assert "Aino Esimerkki" in owner.opens("/worries/")
    assert "Worries 23.11.2026" in owner.opens(f"/people/{aino.pk}/")
    page = owner.opens(f"/worries/{worry.pk}/")
    assert WORDS in page
    assert "Kirsi" in page
    assert AccessLog.objects.filter(person=aino, user=owner.user, what="concern").exists()


def test_a_colleague_of_the_same_place_sees_nothing_until_named(
    owner: Desk, colleague: Desk, worry: Concern, aino: Person, village: Village, clock: Clock
) -> None:
    assert "No open worries" in colleague.opens("/worries/")
    assert f"/worries/{worry.pk}/" not in colleague.html(f"/people/{aino.pk}/")
    colleague.opens(f"/worries/{worry.pk}/", 404)
    colleague.sends(f"/worries/{worry.pk}/note/", 404, text="x", seen="0")

    name_readers(worry, [colleague.user], by=village.by, now=clock.now)
    assert WORDS in colleague.opens(f"/worries/{worry.pk}/")
    assert "Outi" in owner.opens(f"/worries/{worry.pk}/")


def test_an_administrator_sees_owner_and_clock_and_hands_on_but_not_the_words(
    administrator: Desk, colleague: Desk, owner: Desk, worry: Concern
) -> None:
    page = administrator.opens(f"/worries/{worry.pk}/")
    assert WORDS not in page
    assert "Kirsi" in page
    assert "Monday 23.11." in page
    administrator.sends(f"/worries/{worry.pk}/close/", 404, closing="well", text="ok", seen="0")

    administrator.sends(
        f"/worries/{worry.pk}/hand/", to=colleague.user.pk, seen=_seen(administrator, worry)
    )
    worry.refresh_from_db()
    assert (worry.owner, worry.state) == (colleague.user, "new")
    assert WORDS in colleague.opens(f"/worries/{worry.pk}/")
    assert WORDS in owner.opens(f"/worries/{worry.pk}/"), "who wrote it down reads it still"


def test_an_administrator_of_everywhere_sees_that_there_is_one(
    village: Village, worry: Concern
) -> None:
    desk = hire(village, "Pekka", StaffRole.Role.ADMINISTRATOR)
    desk.user.roles.update(municipality=None)
    assert "Aino Esimerkki" in desk.opens("/worries/")
    assert WORDS not in desk.opens(f"/worries/{worry.pk}/")


def test_an_administrator_of_another_association_sees_nothing(
    village: Village, worry: Concern
) -> None:
    other = Association.objects.create(name="Naapuriapu ry", short_name="Naapuri", phone="014 1")
    other.municipalities.add(village.place)
    desk = hire(village, "Niina", StaffRole.Role.ADMINISTRATOR, association=other)
    assert "No open worries" in desk.opens("/worries/")
    desk.opens(f"/worries/{worry.pk}/", 404)


def test_an_owner_whose_role_has_ended_reads_it_no_more(owner: Desk, worry: Concern) -> None:
    owner.user.roles.update(valid_until=date(2026, 1, 2))
    owner.opens(f"/worries/{worry.pk}/", 403)


def test_nobody_is_named_or_given_charge_who_does_not_work_there(
    owner: Desk, village: Village, worry: Concern
) -> None:
    other = Association.objects.create(name="Naapuriapu ry", short_name="Naapuri", phone="014 1")
    stranger = hire(village, "Niina", StaffRole.Role.COORDINATOR, association=other)
    page = owner.sends(
        f"/worries/{worry.pk}/readers/",
        422,
        readers=stranger.user.pk,
        seen=_seen(owner, worry),
    )
    assert "Niina" not in page
    assert not worry.readers.exists()


def test_the_words_of_a_text_are_hidden_from_others_once_it_has_been_read(
    village: Village, clock: Clock, colleague: Desk, owner: Desk, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    text = village.phone_of(sari).answers("Aino itki ja puhui sekavia")
    call = village.occurrence(aino)
    assert "puhui sekavia" in colleague.opens("/replies/"), "somebody must read it soon"
    close_reply(text, by=village.by, now=clock.now)

    for address in (f"/people/{sari.pk}/", f"/occurrences/{call.pk}/"):
        assert "puhui sekavia" not in colleague.opens(address)
        assert re.search("for those who look into it|not for you to read", colleague.opens(address))
        assert "puhui sekavia" in owner.opens(address)


def test_the_list_has_a_bounded_number_of_queries(
    owner: Desk,
    village: Village,
    clock: Clock,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        person = village.resident(f"Aino{number}", f"+3584012309{number:02}")
        open_concern(Worry(person, "x", "soon"), by=village.by, now=clock.now, mine=True)
    with django_assert_max_num_queries(20):
        owner.opens("/worries/")


def _seen(desk: Desk, worry: Concern) -> str:
    page = desk.html(f"/worries/{worry.pk}/")
    return page.partition('name="seen" value="')[2].partition('"')[0]
