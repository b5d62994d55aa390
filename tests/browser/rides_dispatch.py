"""The demo's market day with a plan that nobody has been told of, and tomorrow's run that has been published."""

from datetime import datetime, timedelta

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import Association
from rides.models import Leg, Run
from rides.services.plan.make import plan_day
from rides.services.plan.solve import Search


def dispatch(by: Actor, now: datetime) -> dict[str, int | str]:
    """Plan the market day; return it, the days around it, and runs and legs in each state."""
    today = local_date(now)
    tomorrow, market, unplanned = (today + timedelta(days=n) for n in (1, 2, 3))
    first = Run.objects.filter(day=tomorrow).order_by("pk")[0]
    office = Association.objects.get(pk=first.association_id)
    plan_day(office, market, by=by, now=now, search=Search(iterations=300))
    draft = Run.objects.filter(day=market, state=Run.State.DRAFT).order_by("pk")[0]
    waiting = Leg.objects.filter(request__day=market, state=Leg.State.REQUESTED)
    return {
        "market-day": market.isoformat(),
        "tomorrow": tomorrow.isoformat(),
        "unplanned-day": unplanned.isoformat(),
        "run": first.pk,
        "run-draft": draft.pk,
        "leg-seated": draft.legs.seated().order_by("pk")[0].pk,
        "leg-waiting": waiting.order_by("pk")[0].pk,
    }
