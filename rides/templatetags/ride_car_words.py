"""What a car takes along, in words."""

from django import template

from rides.forms.driver import TAKES
from rides.models import Driver

register = template.Library()


@register.filter
def takes_words(driver: Driver) -> str:
    """Return what `driver` takes along or offers, with commas between."""
    return ", ".join(str(words) for need, words in TAKES if need in driver.takes)
