"""Addresses that open without an account. Nothing personal stands in them, only a number and a signature."""

from dataclasses import dataclass
from datetime import date

from django.core.signing import BadSignature, Signer

from directory.asked import row_number
from directory.models import Referrer
from rings.models import Offer

SEPARATOR = "."  # a text program takes it for a part of the address, and a URL need not quote it


@dataclass(frozen=True)
class SenderLink:
    """Whose link a token is, as far as can be told, and whether requests are taken by it."""

    referrer: Referrer | None
    works: bool


def request_token(referrer: Referrer) -> str:
    """Return the token of a sender's link; it dies with the sender's key."""
    return str(_signer(referrer).sign(str(referrer.pk)))


def sender_link(token: str, today: date) -> SenderLink:
    """Return whose link `token` is. A dead one still tells whose it was, so that the right office is named."""
    number = row_number(token.partition(SEPARATOR)[0])
    senders = Referrer.objects.select_related("association", "municipality")
    referrer = senders.filter(pk=number).first() if number else None
    if referrer is None:
        return SenderLink(None, works=False)
    try:
        _signer(referrer).unsign(token)
    except BadSignature:
        return SenderLink(referrer, works=False)
    return SenderLink(referrer, works=is_open(referrer, today))


def is_open(referrer: Referrer, today: date) -> bool:
    """Tell whether requests are taken from this sender on the local date `today`."""
    return not referrer.closed_at and (
        referrer.valid_until is None or today <= referrer.valid_until
    )


def offer_token(offer: Offer) -> str:
    """Return the token by which one volunteer answers one offer. No text holds it; the office may mail it."""
    return str(_OFFERS.sign(str(offer.pk)))


def offer_of(token: str) -> Offer | None:
    """Return the offer that `token` is for, or None when it is nobody's."""
    try:
        number = _OFFERS.unsign(token)
    except BadSignature:
        return None
    offers = Offer.objects.select_related(
        "person", "occurrence__receiver", "occurrence__association", "occurrence__municipality"
    )
    return offers.filter(pk=int(number)).first()


def _signer(referrer: Referrer) -> Signer:
    return Signer(salt=f"rinki.request.{referrer.key}", sep=SEPARATOR)


_OFFERS = Signer(salt="rinki.offer", sep=SEPARATOR)
