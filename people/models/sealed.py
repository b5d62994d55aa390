"""A JSON column that is encrypted at rest, for what may hold anybody's details."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from encrypted_fields.fields import EncryptedTextField


class SealedJSONField(EncryptedTextField):  # type: ignore[misc]  # the library has no types
    """Holds any JSON value; dates and times go in as their ISO text.

    The library's own EncryptedJSONField turns every number and null into text.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Return the value as encrypted JSON text."""
        return super().get_prep_value(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))

    def to_python(self, value: Any) -> Any:
        """Return the value that the encrypted text holds."""
        text = super().to_python(value)
        return json.loads(text) if isinstance(text, str) else text
