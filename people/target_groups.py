"""To which target group somebody belongs: as told, else by age. Pure."""

from people.models import TargetGroup

OLD_FROM = 65
YOUNG_UNTIL = 29
GROUPS = tuple(value for value in TargetGroup.values if value)


def group_of(told: str, birth_year: int | None, year: int) -> str:
    """Return the group of somebody born in `birth_year`, by the age that they reach in `year`."""
    if told:
        return told
    if birth_year is None:
        return TargetGroup.OTHER
    age = year - birth_year
    if age >= OLD_FROM:
        return TargetGroup.OLDER
    return TargetGroup.YOUNG if age <= YOUNG_UNTIL else TargetGroup.OTHER
