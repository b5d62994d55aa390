"""Where people live, as exactly as the register knows: the home, else the village, else the municipality."""

from typing import Any

from django.db.models import F, FloatField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from directory.models import MunicipalityAlias


def with_home(rows: QuerySet[Any], person: str = "") -> QuerySet[Any]:
    """Return `rows` with `north` and `east`, the degrees of where the person lives whom `person` leads to.

    `person`: a path that ends in "__", or nothing for people themselves.
    """
    degrees = {"north": _degrees("latitude", person), "east": _degrees("longitude", person)}
    placed: QuerySet[Any] = rows.annotate(**degrees)
    return placed


def _degrees(column: str, person: str) -> Cast:
    village = MunicipalityAlias.objects.filter(
        municipality=OuterRef(f"{person}municipality"), name=OuterRef(f"{person}village")
    )
    known = Coalesce(
        F(f"{person}{column}"),
        Subquery(village.values(column)[:1]),
        F(f"{person}municipality__{column}"),
    )
    # As numbers: a Decimal for each of many thousands would be most of the work.
    return Cast(known, FloatField())
