"""Municipalities inflected, shortened, misspelt and by their villages."""

import pytest

from people.register.municipalities import read_municipality
from tests.people.register.places import PLACES

READ = [
    ("Jyväskylä", "Jyväskylä", ""),
    ("JYVASKYLA ", "Jyväskylä", ""),
    ("Jkl", "Jyväskylä", ""),
    ("Jkl.", "Jyväskylä", ""),
    ("Jyväskylässä", "Jyväskylä", ""),
    ("J-kylä", "Jyväskylä", ""),
    ("Jyväskylä / Korpilahti", "Jyväskylä", "Korpilahti"),
    ("Korpilahdella", "Jyväskylä", "Korpilahti"),
    ("Jämsä (Jämsänkoski)", "Jämsä", "Jämsänkoski"),
    ("Jämsänkoski", "Jämsä", "Jämsänkoski"),
    ("Äänekoski, Suolahti", "Äänekoski", "Suolahti"),
    ("Suolahti", "Äänekoski", "Suolahti"),
    ("Ä-koski", "Äänekoski", ""),
    ("Ä:koski", "Äänekoski", ""),
    ("Aanekoski", "Äänekoski", ""),
    ("Äänekoskelta", "Äänekoski", ""),
    ("Wiitasaari", "Viitasaari", ""),
    ("Viitasaaressa", "Viitasaari", ""),
    ("V-saari", "Viitasaari", ""),
    ("Laukaan kk", "Laukaa", ""),
    ("Laukaan kirkonkylä", "Laukaa", ""),
    ("Laukaasta", "Laukaa", ""),
    ("Laukaan kunta", "Laukaa", ""),
    ("Karstulasta", "Karstula", ""),
    ("Pihtiputaa", "Pihtipudas", ""),
    ("Pihtiputaalta", "Pihtipudas", ""),
    ("Pihtip.", "Pihtipudas", ""),
    ("Kivijarvi", "Kivijärvi", ""),
    ("Kivijärveltä", "Kivijärvi", ""),
    ("Kyyjärven", "Kyyjärvi", ""),
    ("Toivakasta", "Toivakka", ""),
    ("Toivaka", "Toivakka", ""),
    ("Jyväskyla, Palokka", "Jyväskylä", "Palokka"),
    ("Jyvskylä", "Jyväskylä", ""),
    ("Kanonkoski", "Kannonkoski", ""),
    ("Laukaa, Metsäkylä", "Laukaa", "Metsäkylä"),
    ("Joutsan kunta", "Joutsa", ""),
    ("Sumiaisista", "Äänekoski", "Sumiainen"),
]


@pytest.mark.parametrize(("cell", "municipality", "village"), READ)
def test_a_municipality_is_known_in_its_many_forms(
    cell: str, municipality: str, village: str
) -> None:
    read = read_municipality(cell, PLACES)
    assert (read.value.municipality, read.value.village, read.flags) == (municipality, village, ())


@pytest.mark.parametrize(
    "cell", ["Helsinki", "Keuruu", "", "??", "Laukaa/Jyväskylä", "Saarijärvi", "Kuopio"]
)
def test_what_is_not_one_of_ours_is_flagged_and_never_guessed(cell: str) -> None:
    read = read_municipality(cell, PLACES)
    assert read.value.municipality is None
    assert read.flags
