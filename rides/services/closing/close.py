"""Setting out, the report of a run, and its end. It closes only when nobody is left anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from notifications.services import prompts
from people.errors import RefusedError
from rides.machines import RUN, SEATED
from rides.models import ExpenseClaim, Leg, Run
from rides.services.claims.draft import check_shares, draft_claim, shares_of
from rides.services.claims.reckon import lines_of
from rides.services.closing.hours import log_hours
from rides.services.closing.outcomes import write_down
from rides.services.closing.said import ALL_WENT_WELL, Said
from rides.services.closing.waiting import waits_for, ways_in
from rides.services.steps import go_run, locked_run

NOT_OUT = _("Nobody has promised to drive this, or it has ended already.")
NOT_YET = _("It has not begun yet.")
NO_KM = _("Write down the kilometres too: riders pay a part of what they come to.")
HOME_FIRST = _("The car cannot be home before it left.")


@dataclass(frozen=True)
class Report:
    """What is told of a run: of each way by its number, the kilometres from home to home, when home again."""

    said: Mapping[int, Said]
    km: Decimal | None = None
    home_at: datetime | None = None


@dataclass(frozen=True)
class Closed:
    """How far a report got: `run` is closed when it `waits_for` nothing. The riders `left` need a car at once."""

    run: Run
    waits_for: list[Leg]
    left: list[Leg]
    claim: ExpenseClaim | None


@transaction.atomic
def set_out(run: Run, *, by: Actor, now: datetime) -> Run:
    """Write down that the driver is on the way. Raises `RefusedError` when nobody has promised to drive."""
    held = _on_the_road(run)
    go_run(held, "set_out", by=by, now=now, set_out_at=held.set_out_at or now)
    return held


@transaction.atomic
def close_run(run: Run, report: Report, *, by: Actor, now: datetime) -> Closed:
    """Write down how `run` went, and close it unless somebody still has to be driven home.

    The claim is drafted with the end, if the kilometres are known. Raises `RefusedError` when a way in the car is
    left out, before the run begins, and for money above the allowance.
    """
    held = _on_the_road(run)
    if held.starts_at > now:
        raise RefusedError(NOT_YET)
    left = write_down(held, report.said, by=by, now=now)
    open_legs = list(waits_for(held))
    facts = _facts(held, report)
    _check_money(held, held.km_driven if report.km is None else report.km)
    abouts = [held.about, *(leg.about for leg in ways_in(held))]
    prompts.close_about(abouts, by=by, now=now)
    if open_legs:
        go_run(held, "report", by=by, now=now, **facts)
    claim = None if open_legs else _end(held, by, now, **facts)
    return Closed(held, open_legs, left, claim)


def close_by_word(run: Run, km: Decimal | None, *, by: Actor, now: datetime) -> Closed:
    """Take the driver's word that all went as planned, with the kilometres if they were told.

    Who was to be fetched later is not thereby home: the run then waits for those ways back.
    """
    seated = ways_in(run).filter(state__in=SEATED).values_list("pk", flat=True)
    return close_run(run, Report(dict.fromkeys(seated, ALL_WENT_WELL), km), by=by, now=now)


@transaction.atomic
def finish(run: Run, *, by: Actor, now: datetime) -> bool:
    """Close a run that was reported once its last rider is home; tell whether it could be."""
    held = locked_run(run.pk)
    if held.state != Run.State.OUT or held.km_driven is None or waits_for(held).exists():
        return False
    _end(held, by, now)
    return True


def _end(run: Run, by: Actor, now: datetime, **facts: Any) -> ExpenseClaim | None:
    go_run(run, "close", by=by, now=now, closed_at=now, **facts)
    log_hours(run, by=by, now=now)
    return draft_claim(run, by=by, now=now)


def _on_the_road(run: Run) -> Run:
    held = locked_run(run.pk)
    if not RUN.allows(held.state, "set_out"):
        raise RefusedError(NOT_OUT)
    return held


def _facts(run: Run, report: Report) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if report.km is not None:
        facts["km_driven"] = report.km
    if report.home_at is not None:
        if report.home_at < run.starts_at:
            raise RefusedError(HOME_FIRST, field="home_at")
        facts["ends_at"] = report.home_at
    return facts


def _check_money(run: Run, km: Decimal | None) -> None:
    """Refuse shares of costs that are not known, or are smaller."""
    shared = shares_of(run)
    if not shared:
        return
    if km is None:
        raise RefusedError(NO_KM, field="km")
    check_shares(lines_of(run, km), shared)
