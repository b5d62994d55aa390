"""How much of a year's limits a driver has had: frozen claims bind, open ones are watched with them."""

from collections.abc import Collection, Iterable
from datetime import date

from rides.models import ClaimLine, Driver, ExpenseClaim, MileageRate
from rides.rules.limits import Used, Watch, watch
from rides.services.claims.reckon import rate_of

State = ExpenseClaim.State
FROZEN = (State.APPROVED, State.PAID)
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)
COUNTED = (*FROZEN, *OPEN)
LAST_DAY = (12, 31)


def used_of(claim: ExpenseClaim, years: Collection[int]) -> dict[int, Used]:
    """Return what the driver of `claim` has had of each of `years` by other claims, approved or paid.

    A day that came after the year's days takes none of them.
    """
    rows = ClaimLine.objects.filter(
        claim__driver=claim.driver_id, claim__state__in=FROZEN, day__year__in=years
    ).exclude(claim=claim)
    found = {year: Used() for year in years}
    for row in rows:
        before = found[row.day.year]
        days = before.days if row.over_days else before.days | {row.day}
        found[row.day.year] = Used(before.cents + row.payable, days)
    return found


def watch_of(driver: Driver, year: int) -> Watch | None:
    """Return how near `driver` is to the limits of `year`, with the claims that are still open."""
    return watches([driver.pk], year).get(driver.pk)


def watches(driver_ids: Iterable[int], year: int) -> dict[int, Watch]:
    """Return how near each of these drivers is to the limits of `year`, in two queries whatever their number.

    Before the first rate its limits are taken; without any rate there is nothing to watch.
    """
    row = MileageRate.objects.on(date(year, *LAST_DAY)) or MileageRate.objects.last()
    if row is None:
        return {}
    used = dict.fromkeys(driver_ids, Used())
    lines = ClaimLine.objects.filter(
        claim__driver__in=used, claim__state__in=COUNTED, day__year=year
    ).select_related("claim")
    for line in lines:
        before = used[line.claim.driver_id]
        used[line.claim.driver_id] = Used(before.cents + line.payable, before.days | {line.day})
    return {pk: watch(had, rate_of(row)) for pk, had in used.items()}
