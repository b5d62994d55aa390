"""Our own id of a message as it travels to gateways and back: signed, so that nobody can guess one."""

from django.core import signing

SIGNATURE = 22  # characters, of 6 bits each: 132 bits


class _Short(signing.Signer):
    """Signs in few characters: some gateways take no id longer than 36."""

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        return super().signature(value, key)[:SIGNATURE]


_signer = _Short(salt="notifications.message", sep=".")


def reference_of(message_id: int) -> str:
    """Return the reference of message `message_id`: ASCII, safe in a path, at most 36 characters."""
    return _signer.sign(str(message_id))


def message_id_of(reference: str) -> int | None:
    """Return the id in `reference`, or None when it was not made by us."""
    try:
        return int(_signer.unsign(reference))
    except (signing.BadSignature, ValueError):
        return None
