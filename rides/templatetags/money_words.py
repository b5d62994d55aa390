"""How money and kilometres are shown: "1 234,56 €", "43,5"."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from rides.models import ExpenseClaim

register = template.Library()

NO_BREAK = "\u00a0"
TONES: dict[str, str] = {
    ExpenseClaim.State.DRAFT: "warning",
    ExpenseClaim.State.SUBMITTED: "waiting",
    ExpenseClaim.State.RETURNED: "alarm",
    ExpenseClaim.State.APPROVED: "waiting",
    ExpenseClaim.State.PAID: "done",
}


@register.filter
def euros(cents: int) -> str:
    """Return whole cents as euros."""
    amount = number_format(Decimal(cents) / 100, decimal_pos=2, force_grouping=True)
    return f"{amount}{NO_BREAK}€"


@register.filter
def kilometres(km: Decimal) -> str:
    """Return kilometres without a needless zero."""
    return number_format(km, decimal_pos=0 if km == int(km) else 1)


@register.filter
def claim_tone(state: str) -> str:
    """Return the tone (colour and icon) of a claim's state."""
    return TONES.get(state, "quiet")
