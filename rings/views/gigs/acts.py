"""What a coordinator does with a request: asks the next ones, notes answers given by telephone, ends it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from rings.eligibility import NotEligibleError
from rings.forms.gigs.close import CallOffForm, GigOutcomeForm, UnmetForm
from rings.models import Gig
from rings.services.concerns.reporting import record_report
from rings.services.gigs.change import cancel_gig
from rings.services.gigs.claim import Claim
from rings.services.gigs.phone_list import Said, record_call
from rings.services.gigs.unmet import mark_unmet
from rings.services.gigs.waves import send_out
from rings.views.conflict import ConflictError, changing
from rings.views.gigs.page import show, visible_gig
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, chosen_person, working

SAID: dict[str, Said] = {"yes": "yes", "no": "no", "silent": "no_reply"}
LOST: dict[Claim | None, Promise] = {
    Claim.TAKEN: gettext_lazy("Somebody has it already. Thank them for offering."),
    Claim.NOT_NEEDED: gettext_lazy("The request is not open any more."),
    Claim.NOT_ELIGIBLE: gettext_lazy("This person may have no turn now: see their page."),
    Claim.BUSY: gettext_lazy("This person has another turn at that hour."),
}


def change(
    request: ScopedRequest, gig: Gig, do: Callable[[], str], **shown: object
) -> HttpResponse:
    """Do one change and say what it returns; when it cannot be done, show the page anew and why."""
    try:
        with changing(request, gig.occurrence):
            said = do()
    except ConflictError:
        return show(request, gig.pk, CONFLICT, conflict=True, **shown)
    except RefusedError as refusal:
        return show(request, gig.pk, UNPROCESSABLE, refused=[str(refusal)], **shown)
    except NotEligibleError as error:
        return show(request, gig.pk, UNPROCESSABLE, refused=error.reasons, **shown)
    messages.success(request, said)
    return redirect("gig", gig.pk)


@working
@require_POST
def gig_send(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Ask the next ones by text now."""
    gig = visible_gig(request, occurrence_id)

    def send() -> str:
        asked = send_out(gig, by=by(request), now=timezone.now())
        if not asked:
            return _(
                "Nobody could be asked by text now: it is night, or nobody is left. See below."
            )
        names = ", ".join(str(offer.person) for offer in asked)
        return _("Asked by text: %(names)s") % {"names": names}

    return change(request, gig, send)


@working
@require_POST
def gig_answer(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Note what a volunteer said on the telephone; a yes gives them the request."""
    gig = visible_gig(request, occurrence_id)
    people = Person.objects.current().visible_to(request.scope)
    person = chosen_person(request, people.filter(volunteer__isnull=False))
    said = request.POST.get("answer", "")
    if said not in SAID:
        return show(request, gig.pk, UNPROCESSABLE, refused=[_("Choose what they said.")])

    def note() -> str:
        became = record_call(gig, person, SAID[said], by=by(request), now=timezone.now())
        if became in LOST:
            raise RefusedError(LOST[became])
        if became == Claim.YOURS:
            return _("%(name)s has the request now and gets the address by text.") % {
                "name": person
            }
        return _("Noted: %(name)s.") % {"name": person}

    return change(request, gig, note)


@working
@require_POST
def gig_unmet(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Close the request as unmet, with what was in the way."""
    gig = visible_gig(request, occurrence_id)
    form = UnmetForm(request.POST, today=local_date(timezone.now()))
    if not form.is_valid():
        return show(request, gig.pk, UNPROCESSABLE, unmet=form)

    def close() -> str:
        mark_unmet(gig, by=by(request), now=timezone.now(), **form.cleaned_data)
        return _("Closed: nobody was found.")

    return change(request, gig, close, unmet=form)


@working
@require_POST
def gig_cancel(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Call the request off."""
    gig = visible_gig(request, occurrence_id)
    form = CallOffForm(request.POST)
    if not form.is_valid():
        return show(request, gig.pk, UNPROCESSABLE, call_off=form)

    def call_off() -> str:
        reason = form.cleaned_data["reason"]
        if cancel_gig(gig, reason, by=by(request), now=timezone.now()):
            return _("Called off.")
        return _("Called off. The volunteer takes no texts: ring and say so.")

    return change(request, gig, call_off, call_off=form)


@working
@require_POST
def gig_record(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Record how it went and how long it took, on behalf of whoever told it."""
    gig = visible_gig(request, occurrence_id)
    form = GigOutcomeForm(request.POST)
    if not form.is_valid():
        return show(request, gig.pk, UNPROCESSABLE, outcome=form)
    told = form.reporter_of(gig.occurrence)

    def record() -> str:
        record_report(
            gig.occurrence,
            form.cleaned_data["result"],
            by=by(request, on_behalf_of=told.pk if told else None),
            now=timezone.now(),
            reported_by=told,
            note=form.cleaned_data["note"],
            is_worry=form.cleaned_data["worry"],
            minutes=form.cleaned_data["minutes"],
        )
        return _("Recorded.")

    return change(request, gig, record, outcome=form)
