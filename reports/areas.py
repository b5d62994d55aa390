"""Areas of neighbouring municipalities, for counts that are too small by municipality. One rule, and fixed.

Fixed, because counts shown for two ways of drawing the areas could be subtracted from each other. Those of a
municipality that is not named here: it is an area of its own.
"""

from collections.abc import Iterable, Mapping

# By municipality codes (Statistics Finland): Joutsa 172, Jyväskylä 179, Jämsä 182, Kannonkoski 216,
# Karstula 226, Kinnula 256, Kivijärvi 265, Kyyjärvi 312, Laukaa 410, Pihtipudas 601, Toivakka 850,
# Viitasaari 931, Äänekoski 992.
AREAS: Mapping[str, tuple[str, ...]] = {
    "jyvaskyla": ("179",),
    "aanekoski-laukaa": ("410", "992"),
    "south": ("172", "182", "850"),
    "west": ("216", "226", "265", "312"),
    "north": ("256", "601", "931"),
}


def areas_of(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the areas that the municipalities with these codes make up, by name, in a fixed order."""
    left = set(codes)
    found = {name: tuple(c for c in members if c in left) for name, members in AREAS.items()}
    found = {name: members for name, members in found.items() if members}
    named = {code for members in found.values() for code in members}
    return found | {f"m{code}": (code,) for code in sorted(left - named)}
