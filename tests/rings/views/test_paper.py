"""What is printed, and what a person's page says of rings."""

from people.models import AccessLog, Person
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


def test_the_call_sheet_lists_each_turn_with_a_number_and_when_to_destroy_it(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    says = desk.opens(f"/rings/{ring.pk}/sheet/")
    assert says.count("Aino Esimerkki 040 123 0101 Sari Esimerkki") == 7
    assert "Printed 23.11.2026 by Kirsi. Destroy this paper after 7.12.2026." in says
    assert AccessLog.objects.filter(person=aino, what="paper").count() == 1


def test_the_sheet_still_names_who_did_what_is_done(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).gets("vuorosi").answers("ok")
    says = desk.opens(f"/rings/{ring.pk}/sheet/")
    assert says.count("Aino Esimerkki 040 123 0101 Sari Esimerkki") == 7


def test_a_volunteers_sheet_holds_only_own_turns(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    village.ring(helpers=[kari], residents=[veikko])
    says = desk.opens(f"/people/{sari.pk}/sheet/")
    assert "Aino Esimerkki" in says
    assert "Veikko Esimerkki" not in says


def test_a_card_speaks_the_residents_language(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    page = desk.html(f"/rings/{ring.pk}/cards/")
    assert '<article class="panel large-type resident-card" lang="fi">' in page
    assert "Maanantai" in page
    assert "014 555 0100" in page


def test_next_week_is_one_link_away(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    assert 'href="?week=2026-11-30"' in desk.html(f"/rings/{ring.pk}/sheet/")
    assert "30.11.–6.12.2026" in desk.opens(f"/rings/{ring.pk}/sheet/?week=2026-11-30")
    assert "23.11.–29.11.2026" in desk.opens(f"/rings/{ring.pk}/sheet/?week=ei")


def test_a_persons_page_shows_rings_and_coming_turns_on_either_side(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    assert "Mon 23.11. 9.00 to Aino Esimerkki" in desk.opens(f"/people/{sari.pk}/")
    assert "Mon 23.11. 9.00 from Sari Esimerkki" in desk.opens(f"/people/{aino.pk}/")
