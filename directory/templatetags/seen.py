"""The hidden field by which a form carries along how things stood when it was shown."""

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from directory.seen import SEEN, mark

register = template.Library()


@register.simple_tag
def seen_field(form: forms.BaseForm) -> SafeString:
    """Return the hidden field for `form`: see `directory.seen`."""
    return format_html('<input type="hidden" name="{}" value="{}">', SEEN, mark(form))
