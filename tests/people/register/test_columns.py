"""Headings in three languages, misspelt, and alike."""

import pytest

from people.register.columns import Field, field_of
from people.register.layout import columns_of
from people.register.workbook import Row

HEADINGS = [
    ("Gsm", Field.PHONE),
    ("Matkapuhelin", Field.PHONE),
    ("Puhelinnro", Field.PHONE),
    ("Puh.", Field.PHONE),
    ("Puhelin 1", Field.PHONE),
    ("Kotipuhelin", Field.PHONE),
    ("Tel", Field.PHONE),
    ("Puh. nro", Field.PHONE),
    ("Lankapuhelin", Field.PHONE),
    ("Puhlein", Field.PHONE),
    ("Phone number", Field.PHONE),
    ("Sukunimi", Field.LAST),
    ("Etunimi", Field.FIRST),
    ("Suku- ja etunimi", Field.NAME),
    ("Namn", Field.NAME),
    ("Vapaaehtoisen nimi", Field.NAME),
    ("Asukkaan nimi", Field.NAME),
    ("Asiakas", Field.NAME),
    ("Sähköposti", Field.EMAIL),
    ("E-mail", Field.EMAIL),
    ("S-posti", Field.EMAIL),
    ("Email", Field.EMAIL),
    ("Kotikunta", Field.MUNICIPALITY),
    ("Paikkakunta", Field.MUNICIPALITY),
    ("Kommun", Field.MUNICIPALITY),
    ("Postinumero", Field.POSTCODE),
    ("Katuosoite", Field.ADDRESS),
    ("Osoite", Field.ADDRESS),
    ("Kylä", Field.VILLAGE),
    ("Syntymävuosi", Field.BIRTH),
    ("Synt.", Field.BIRTH),
    ("Syntymäaika", Field.BIRTH),
    ("Ikä", Field.AGE),
    ("Kielitaito", Field.LANGUAGES),
    ("Äidinkieli", Field.LANGUAGES),
    ("Språk", Field.LANGUAGES),
    ("Toiveet", Field.WISHES),
    ("Tehtävät", Field.WISHES),
    ("Mitä haluaa tehdä", Field.WISHES),
    ("Vapaat ajat", Field.AVAILABILITY),
    ("Milloin pääsee", Field.AVAILABILITY),
    ("Aika", Field.AVAILABILITY),
    ("Ajokortti/auto", Field.CAR),
    ("Auto", Field.CAR),
    ("Koulutus", Field.TRAINED),
    ("Tila", Field.STATUS),
    ("Tekstiviesti?", Field.SMS),
    ("Lupa", Field.CONSENT),
    ("Samtycke", Field.CONSENT),
    ("Apuväline", Field.AID),
    ("Lähiomainen", Field.CONTACTS),
    ("Läheisen puhelin", Field.CONTACTS),
    ("Läheinen / avain", Field.CONTACTS),
    ("Omaisen nimi", Field.CONTACTS),
    ("Avain", Field.KEY),
    ("Kuka ilmoitti", Field.REPORTED_BY),
    ("Liikuntakyky", Field.AID),
    ("Kunta/kylä", Field.MUNICIPALITY),
    ("Voi auttaa", Field.WISHES),
    ("Huom.", Field.NOTES),
    ("Lisätietoja", Field.NOTES),
    ("Kengännumero", None),
    ("Kissan väri", None),
]


@pytest.mark.parametrize(("heading", "field"), HEADINGS)
def test_a_heading_means_its_field(heading: str, field: Field | None) -> None:
    assert field_of(heading, "volunteers") is field


def test_a_time_is_availability_for_volunteers_and_the_hour_of_the_call_for_residents() -> None:
    assert field_of("Aika", "residents") is Field.CALL_TIME
    assert field_of("Milloin sopii", "residents") is Field.CALL_TIME


def test_a_plain_name_beside_a_family_name_is_the_first_name() -> None:
    columns = columns_of(Row(1, ("Sukunimi", "Nimi", "Puhelin")), (), "volunteers")
    assert [column.field for column in columns] == [Field.LAST, Field.FIRST, Field.PHONE]


def test_a_second_municipality_is_a_repeat_and_a_second_telephone_is_not() -> None:
    columns = columns_of(
        Row(1, ("Nimi", "Kunta", "Kotikunta", "Gsm", "Lankapuhelin")), (), "volunteers"
    )
    assert [column.repeats for column in columns] == [False, False, True, False, False]
