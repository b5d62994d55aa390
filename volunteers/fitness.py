"""Why somebody may not have a duty, as pure rules. An absence is not one: it only moves turns."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Consent, Resident
from volunteers.models import Volunteer

NOT_A_VOLUNTEER = _("Is not a volunteer.")
NOT_A_RESIDENT = _("Is not in the service.")
NO_CONSENT = _("Has not agreed to the service.")
CREDENTIAL_LAPSED = _("A required paper or training is out of date.")
ERASED = _("The details have been erased.")

OF_VOLUNTEER: dict[str, Promise] = {
    Volunteer.State.APPLIED: _("Has not been interviewed yet."),
    Volunteer.State.INTERVIEWED: _("Has not been trained yet."),
    Volunteer.State.TRAINED: _("Has not been made active yet."),
    Volunteer.State.PAUSED: _("Is having a break."),
    Volunteer.State.SUSPENDED: _("Is suspended."),
    Volunteer.State.LEFT: _("Has left."),
}
OF_RESIDENT: dict[str, Promise] = {
    Resident.State.ON_HOLD: _("The service is on hold."),
    Resident.State.ENDED: _("The service has ended."),
}


def volunteer_blockers(state: str | None, *, has_lapsed: bool) -> tuple[Promise, ...]:
    """Return why a volunteer in `state` may have no duty (None: is no volunteer); empty if fit."""
    if state is None:
        return (NOT_A_VOLUNTEER,)
    reasons = (OF_VOLUNTEER[state],) if state in OF_VOLUNTEER else ()
    return (*reasons, CREDENTIAL_LAPSED) if has_lapsed else reasons


def resident_blockers(state: str | None, answer: str | None) -> tuple[Promise, ...]:
    """Return why a resident may not take part. `answer`: the newest on the service."""
    if state is None:
        return (NOT_A_RESIDENT,)
    reasons = (OF_RESIDENT[state],) if state in OF_RESIDENT else ()
    return reasons if answer == Consent.Answer.GIVEN else (*reasons, NO_CONSENT)
