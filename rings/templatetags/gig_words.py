"""How one-off requests are shown: a number to dial, a sender's own address, a code for the camera."""

from io import BytesIO

import qrcode
from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage

from directory.models import Referrer
from rings.models import Offer
from rings.services.gigs.links import is_open, offer_token, request_token

register = template.Library()

ANSWER_TONES: dict[str, str] = {
    Offer.State.OPEN: "waiting",
    Offer.State.ACCEPTED: "done",
    Offer.State.EXPIRED: "warning",
}


@register.filter
def dialled(number: str) -> str:
    """Return a number as a telephone link needs it: digits and a plus alone."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")


@register.simple_tag(takes_context=True)
def sender_address(context: template.Context, sender: Referrer) -> str:
    """Return the whole address of the sender's own form."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(reverse("request_by_link", args=[request_token(sender)]))


@register.simple_tag(takes_context=True)
def offer_address(context: template.Context, offer: Offer) -> str:
    """Return the whole address by which one volunteer answers one offer."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(reverse("offer_by_link", args=[offer_token(offer)]))


@register.filter
def offer_tone(state: str) -> str:
    """Return the colour of what somebody answered."""
    return ANSWER_TONES.get(state, "quiet")


@register.filter
def link_works(sender: Referrer) -> bool:
    """Tell whether requests are taken by the sender's link today."""
    return is_open(sender, timezone.localdate())


@register.filter
def camera_code(address: str) -> SafeString:
    """Return `address` as a square code, drawn in SVG, that a telephone's camera reads."""
    drawing = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12).save(drawing)
    svg = drawing.getvalue().decode()
    return SafeString(svg[svg.index("<svg") :])
