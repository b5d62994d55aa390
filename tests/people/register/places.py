"""The thirteen municipalities, as the tests pass them in."""

from people.register.municipalities import Place

PLACES = (
    Place("Joutsa", (), ("Leivonmäki",)),
    Place(
        "Jyväskylä",
        ("Jkl", "Jyväskylän mlk"),
        ("Korpilahti", "Säynätsalo", "Tikkakoski", "Palokka", "Vaajakoski"),
    ),
    Place("Jämsä", (), ("Jämsänkoski", "Halli", "Länkipohja", "Kuorevesi")),
    Place("Kannonkoski"),
    Place("Karstula"),
    Place("Kinnula"),
    Place("Kivijärvi"),
    Place("Kyyjärvi"),
    Place("Laukaa", (), ("Lievestuore", "Leppävesi", "Vihtavuori")),
    Place("Pihtipudas"),
    Place("Toivakka"),
    Place("Viitasaari"),
    Place("Äänekoski", (), ("Suolahti", "Konginkangas", "Sumiainen")),
)
