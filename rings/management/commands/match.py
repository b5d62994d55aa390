"""`manage.py match --municipality Laukaa`: who should help whom, why, and the proof that no plan is better."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from directory.models import Municipality, ServiceLine
from people.models import Person
from rings.services.matching.plain import as_dict, called
from rings.services.matching.plan import Matching, plan_municipality

KINDS = (ServiceLine.Kind.CALL, ServiceLine.Kind.VISIT)


class Command(BaseCommand):
    """Writes nothing: a person decides. The same register gives the same plan."""

    help = "Print the best plan for everybody who waits in a municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--municipality", required=True, help="its name or code")
        parser.add_argument("--kind", choices=[str(kind) for kind in KINDS], default="call")
        parser.add_argument("--json", action="store_true", help="one JSON object, without names")
        parser.add_argument("--limit", type=int, help="print only so many pairs")

    def handle(self, *_args: Any, **options: Any) -> None:
        place = _municipality(options["municipality"])
        began = perf_counter()
        matching = plan_municipality(place, options["kind"], timezone.now())
        seconds = round(perf_counter() - began, 3)
        if options["json"]:
            found = as_dict(matching, place, options["kind"], options["limit"])
            self.stdout.write(json.dumps(found | {"seconds": seconds}, ensure_ascii=False))
            return
        for line in _lines(matching, place, options["limit"]):
            self.stdout.write(line)


def _municipality(name: str) -> Municipality:
    place = Municipality.objects.filter(called(name)).first()
    if place is None:
        known = ", ".join(str(each) for each in Municipality.objects.all()) or "–"
        words = {"name": name, "names": known}
        raise CommandError(
            _("There is no municipality “%(name)s”. Those in use: %(names)s") % words
        )
    return place


def _lines(matching: Matching, place: Municipality, limit: int | None) -> list[str]:
    """Return the plan for people to read: each pair with the points and why, then who has nobody."""
    ids = {pk for row in matching.rows for pk in (row.resident_id, row.volunteer_id)}
    names = Person.objects.in_bulk(ids | {each.resident_id for each in matching.unserved})
    said = {"place": place, "served": matching.served, "left": len(matching.unserved)}
    lines = [_("%(place)s: %(served)s have somebody, %(left)s have nobody.") % said]
    for row in matching.rows[:limit]:
        lines.append(f"{names[row.resident_id]} – {names[row.volunteer_id]}: {row.score}")
        lines += [f"  +{reason.points} {reason.words}" for reason in row.why]
    for each in matching.unserved:
        lines.append(_("%(name)s: nobody") % {"name": names[each.resident_id]})
        lines += [f"  {words}" for words in each.reasons]
    proof = {
        "objective": localize(matching.certificate.objective),
        "bound": localize(matching.certificate.bound),
        "gap": localize(matching.certificate.gap),
    }
    lines.append(
        _("Points: %(objective)s; no plan has more than %(bound)s; difference %(gap)s.") % proof
    )
    return lines
