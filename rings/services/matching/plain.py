"""A plan as plain values, for the command and the JSON API: people are their numbers, so a log may hold it."""

from typing import Any

from django.db.models import Q

from directory.models import Municipality
from rings.services.matching.plan import Matching


def called(name: str) -> Q:
    """Return the condition on a municipality of that name or code, in any language."""
    wanted = Q(code=name) | Q(name_fi__iexact=name) | Q(name_sv__iexact=name)
    return wanted | Q(aliases__name__iexact=name)


def as_dict(
    matching: Matching, place: Municipality, kind: str, limit: int | None = None
) -> dict[str, Any]:
    """Return the plan as plain values, with no name of anybody."""
    return {
        "municipality": place.name_fi,
        "kind": kind,
        "residents": matching.served + len(matching.unserved),
        "volunteers": len(matching.judged.facts.volunteers),
        "pairs": len(matching.judged.facts.pairs),
        "served": matching.served,
        "unserved": [
            {"resident": each.resident_id, "reasons": [str(words) for words in each.reasons]}
            for each in matching.unserved
        ],
        "plan": [
            {
                "resident": row.resident_id,
                "volunteer": row.volunteer_id,
                "score": row.score,
                "parts": row.parts,
                "why": [str(reason.words) for reason in row.why],
                "kept": row.is_kept,
            }
            for row in matching.rows[:limit]
        ],
        "objective": matching.certificate.objective,
        "bound": matching.certificate.bound,
        "gap": matching.certificate.gap,
    }
