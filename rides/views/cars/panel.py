"""The driver's part of a volunteer's page."""

from django.utils import timezone

from directory.middleware import ScopedRequest
from directory.models import ServiceLine
from people.models import Person
from people.panels import Panel
from rides.models import Driver, Run
from rides.rules.driving import lasting_bars, paper_states
from rides.services.drivers.days import habits_of
from volunteers.models import Volunteer

NEXT = 3


def driver_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the car and the next runs of `person`, or the way to write a car down for whoever may drive."""
    volunteer = Volunteer.objects.filter(person=person).first()
    if volunteer is None:
        return None
    drivers = Driver.objects.select_related("volunteer__person")
    driver = drivers.filter(volunteer=volunteer).first()
    if driver is None:
        may_drive = volunteer.has_car or ServiceLine.Kind.RIDE in volunteer.tasks
        return Panel("rides/cars/panel.html", {"driver": None}) if may_drive else None
    today = timezone.localdate()
    habits = habits_of([driver], [today])[driver.pk]
    runs = Run.objects.visible_to(request.scope).live().filter(driver=driver, day__gte=today)
    context = {
        "driver": driver,
        "bars": lasting_bars(habits, today),
        "papers": paper_states(habits.papers, today),
        "runs": list(runs.order_by("day")[:NEXT]),
    }
    return Panel("rides/cars/panel.html", context)
