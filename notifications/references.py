"""Our own id of a message as it travels in addresses of callbacks: signed, so that nobody can guess one."""

from django.core import signing

_signer = signing.Signer(salt="notifications.message", sep=".")


def reference_of(message_id: int) -> str:
    """Return the reference of message `message_id`: ASCII, safe in a path."""
    return _signer.sign(str(message_id))


def message_id_of(reference: str) -> int | None:
    """Return the id in `reference`, or None when it was not made by us."""
    try:
        return int(_signer.unsign(reference))
    except (signing.BadSignature, ValueError):
        return None
