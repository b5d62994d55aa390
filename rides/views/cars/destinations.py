"""The list of places to which people are driven, and the form for one."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from people.views.shared import by, working
from rides.forms.destination import DestinationForm, FindPlaceForm
from rides.models import Destination
from rides.services.destinations import matching_places, write_destination
from rides.views.cars.forms import fill_in

ROWS_A_PAGE = 50


@working
def listing(request: ScopedRequest) -> HttpResponse:
    """Show the places by municipality, fifty a page."""
    form = FindPlaceForm(request.GET)
    words, withdrawn = "", False
    if form.is_valid():
        words, withdrawn = form.cleaned_data["words"], form.cleaned_data["withdrawn"]
    places = Destination.objects.visible_to(request.scope)
    if not withdrawn:
        places = places.offered()
    found = matching_places(places, words).annotate(rides=Count("riderequests"))
    page = Paginator(
        found.select_related("municipality").order_by("municipality__name_fi", "name"), ROWS_A_PAGE
    ).get_page(request.GET.get("page"))
    return render(request, "rides/cars/destinations.html", {"form": form, "page": page})


@working
def add(request: ScopedRequest) -> HttpResponse:
    """Add a place."""
    return _fill_in(request, Destination(), _("A new place"))


@working
def change(request: ScopedRequest, destination_id: int) -> HttpResponse:
    """Change a place, or offer it no longer."""
    places = Destination.objects.visible_to(request.scope)
    place = get_object_or_404(places, pk=destination_id)
    return _fill_in(request, place, str(place))


def _fill_in(request: ScopedRequest, place: Destination, heading: str) -> HttpResponse:
    form = DestinationForm(request.POST or None, instance=place)

    def save() -> None:
        write_destination(
            form.instance, changed=form.changed_data, by=by(request), now=timezone.now()
        )

    return fill_in(
        request,
        form,
        save,
        back=reverse("destinations"),
        done=_("Saved."),
        context={"heading": heading, "button": _("Save")},
    )
