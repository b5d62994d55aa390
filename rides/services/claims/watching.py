"""What is worth a second look before a claim is paid, in words; and who is near the year's limits."""

from django.utils.translation import gettext as _

from directory.localtime import local_date
from directory.scope import Scope
from rides.models import Driver, ExpenseClaim
from rides.rules.limits import FULL_PERCENT, NEAR_PERCENT, Level, Watch
from rides.rules.unlikely import is_unlikely
from rides.services.claims.limits import COUNTED, watch_of, watches


def words_about(claim: ExpenseClaim | None) -> list[str]:
    """Return what whoever decides on `claim` has to know; nothing when all is as usual."""
    if claim is None or claim.state not in COUNTED:
        return []
    run = claim.run
    words = []
    if run.km_driven is not None and is_unlikely(run.km_driven, run.km_planned):
        told = {"told": run.km_driven, "planned": run.km_planned}
        words.append(_("The driver told %(told)s km, the plan said %(planned)s km. Ask.") % told)
    year = local_date(run.starts_at).year
    found = watch_of(claim.driver, year)
    return [*words, *words_of(found, claim.driver, year)] if found else words


def words_of(found: Watch, driver: Driver, year: int) -> list[str]:
    """Return in words which limits of `year` the driver is near to or has reached."""
    who = {"name": driver, "year": year, "percent": found.euro_percent}
    days = who | {"days": len(found.used.days), "most": found.most_days}
    words: list[str] = []
    if found.euro_percent >= FULL_PERCENT:
        words.append(_("%(name)s has reached the euros of %(year)s that are free of tax.") % who)
    elif found.euro_percent >= NEAR_PERCENT:
        words.append(
            _("%(name)s has had %(percent)s per cent of the tax-free euros of %(year)s.") % who
        )
    if found.day_percent >= NEAR_PERCENT:
        words.append(_("%(name)s has driven on %(days)s of %(most)s days in %(year)s.") % days)
    return words


def near_limits(scope: Scope, year: int) -> list[tuple[Driver, Watch]]:
    """Return the drivers within `scope` who are near a limit of `year`, the nearest first, in four queries."""
    claims = ExpenseClaim.objects.visible_to(scope).filter(state__in=COUNTED, lines__day__year=year)
    drivers = Driver.objects.filter(pk__in=claims.values("driver")).select_related(
        "volunteer__person"
    )
    found = watches([driver.pk for driver in drivers], year)
    near = [
        (driver, found[driver.pk])
        for driver in drivers
        if driver.pk in found and found[driver.pk].level != Level.FINE
    ]
    return sorted(near, key=lambda row: -_worst(row[1]))


def _worst(found: Watch) -> int:
    return max(found.euro_percent, found.day_percent)
