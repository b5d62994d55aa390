"""The list of drivers: each car, its papers, and who drives on a day."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.middleware import ScopedRequest
from directory.models import Municipality
from directory.scope import Scope
from people.forms import date_field
from people.services.access import log_residents_seen
from people.views.shared import working
from rides.models import Driver
from rides.rules.driving import DrivingDay, PaperState, driving_day, paper_states
from rides.services.drivers.days import habits_of
from volunteers.models import Volunteer

ROWS_A_PAGE = 50
MOST_WITHOUT_CAR = 12


class DayFilterForm(forms.Form):
    """Which drivers the list shows and for which day; sent by GET, so it holds nothing personal."""

    day = date_field(_("Who drives on"), required=False)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label=_("All")
    )

    def __init__(self, data: object, scope: Scope) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict is a mapping in all that counts
        mine = Municipality.objects.filter(scope.municipalities()).distinct()
        self.fields["municipality"].queryset = mine  # type: ignore[attr-defined]  # a choice of rows


@dataclass(frozen=True)
class Row:
    """One driver in the list, as things stand on the day that is asked about."""

    driver: Driver
    papers: list[PaperState]
    on_day: DrivingDay

    @property
    def papers_in_order(self) -> bool:
        """Tell whether there is nothing to do about the papers."""
        return all(paper.state == "valid" for paper in self.papers)


@working
def listing(request: ScopedRequest) -> HttpResponse:
    """Show the drivers within the scope, fifty a page, with who of them drives on the day asked about."""
    today = timezone.localdate()
    form = DayFilterForm({"day": today, **request.GET.dict()}, request.scope)
    day = (form.is_valid() and form.cleaned_data["day"]) or today
    drivers = Driver.objects.visible_to(request.scope).filter(volunteer__person__erased_at=None)
    place = form.cleaned_data.get("municipality")
    if place:
        drivers = drivers.filter(volunteer__person__municipality=place)
    page = Paginator(
        drivers.select_related("volunteer__person__municipality"), ROWS_A_PAGE
    ).get_page(request.GET.get("page"))
    rows = _rows(page, day)
    log_residents_seen(request.user, [row.driver.person for row in rows], "drivers", timezone.now())
    context = {"form": form, "day": day, "page": page, "rows": rows}
    context |= {"without_car": _without_car(request.scope)[:MOST_WITHOUT_CAR]}
    return render(request, "rides/cars/drivers.html", context)


def _rows(page: "Page[Driver]", day: date) -> list[Row]:
    drivers = list(page)
    habits = habits_of(drivers, [day])
    return [
        Row(row, paper_states(habits[row.pk].papers, day), driving_day(habits[row.pk], day))
        for row in drivers
    ]


def _without_car(scope: Scope) -> "QuerySet[Volunteer]":
    """Return active volunteers who have said that they drive others, but whose car is not written down."""
    drives = Q(tasks__icontains='"ride"') & Q(has_car__isnull=True) | Q(
        tasks__icontains='"ride"', has_car=True
    )
    active = Volunteer.objects.visible_to(scope).filter(state=Volunteer.State.ACTIVE)
    return active.filter(drives, driver=None).select_related("person__municipality")
