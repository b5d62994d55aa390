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
        text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
        return self.f.encrypt(text.encode()).decode("ascii")

    def to_python(self, value: Any) -> Any:
        """Return the value that the encrypted text holds."""
        return json.loads(self.f.decrypt(value)) if isinstance(value, str) else value
