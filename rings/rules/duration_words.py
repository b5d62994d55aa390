"""The words by which people tell how long something took: Finnish, Swedish and English, folded to lower case."""

HOUR, QUARTER, MINUTE = 60, 15, 1

# What stands alone for one of them: "tunti", "en timme", "an hour".
ONE_OF: dict[str, int] = {
    **dict.fromkeys(("tunti", "tunnin", "tunti", "timme", "timma", "hour", "h"), HOUR),
    **dict.fromkeys(("vartti", "vartin", "kvart", "kvarten", "quarter"), QUARTER),
    **dict.fromkeys(("puolituntinen", "puolituntia", "halvtimme", "halvtimma"), 30),
    **dict.fromkeys(("trekvart", "kolmevarttia"), 45),
}
# What counts only after a number: "2 tuntia", "45 min".
UNITS: dict[str, int] = ONE_OF | {
    **dict.fromkeys(("tuntia", "tuntii", "tunteja", "tuntista", "t", "tim", "timmar"), HOUR),
    **dict.fromkeys(("timmars", "timmarna", "hours", "hr", "hrs", "tn"), HOUR),
    **dict.fromkeys(("varttia", "kvartar", "quarters"), QUARTER),
    **dict.fromkeys(("m", "min", "mins", "minuutti", "minuuttia", "minuutin", "minsa"), MINUTE),
    **dict.fromkeys(("minuter", "minut", "minute", "minutes", "minuutii"), MINUTE),
}
HALVES = frozenset({"puoli", "puolen", "puolta", "halv", "halva", "halvt", "half"})
ONE_AND_A_HALF = frozenset(
    {"puolitoista", "puolentoista", "puoltoista", "halvannan", "halvannen", "anderthalb"}
)
# "En" and "a" count as one only right before a unit: in Finnish "en" says no.
ARTICLES = frozenset({"en", "ett", "a", "an", "one"})
AND = frozenset({"ja", "och", "o", "and", "ynnä"})
OR = frozenset({"tai", "vai", "eller", "or"})
CLOCK = frozenset({"klo", "kello", "kl", "klockan", "at"})
# A number before these counts something else than time.
COUNTED = frozenset(
    {
        *("kertaa", "kerta", "kerran", "krt", "kpl", "x", "puhelua", "puhelu", "käyntiä", "käynti"),
        *("soittoa", "keikkaa", "vuoroa", "ihmistä", "henkilöä", "asiakasta", "päivää", "pv"),
        *("km", "kilometriä", "kilometri", "euroa", "euro", "eur", "e", "viikkoa", "vk"),
        *("gånger", "gång", "ggr", "samtal", "besök", "personer", "dagar", "kilometer", "veckor"),
        *("times", "time", "calls", "visits", "people", "days", "miles", "euros", "weeks"),
    }
)
NUMBERS: dict[str, float] = {
    "nolla": 0,
    "yksi": 1,
    "yhden": 1,
    "yks": 1,
    "kaksi": 2,
    "kaks": 2,
    "kahden": 2,
    "pari": 2,
    "parin": 2,
    "kolme": 3,
    "kolmen": 3,
    "neljä": 4,
    "neljän": 4,
    "nelisen": 4,
    "viisi": 5,
    "viiden": 5,
    "viitisen": 5,
    "kuusi": 6,
    "kuuden": 6,
    "kuutisen": 6,
    "seitsemän": 7,
    "seittemän": 7,
    "kahdeksan": 8,
    "yhdeksän": 9,
    "kymmenen": 10,
    "kymmenisen": 10,
    "yksitoista": 11,
    "kaksitoista": 12,
    "viisitoista": 15,
    "kaksikymmentä": 20,
    "parikymmentä": 20,
    "kolmekymmentä": 30,
    "neljäkymmentä": 40,
    "viisikymmentä": 50,
    "noll": 0,
    "två": 2,
    "tva": 2,
    "par": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "femton": 15,
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
