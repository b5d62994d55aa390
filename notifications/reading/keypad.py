"""What a key pressed on the telephone means: the caller was told so, hence there is nothing to guess."""

from notifications.reading.model import Intent, Reading

ALL_WELL, CALL_ME = "1", "3"
_KEYS = {ALL_WELL: Intent.DONE, CALL_ME: Intent.HELP}


def read_key(key: str) -> Reading:
    """Return what `key` means; a key that nobody offered is unclear."""
    return Reading(_KEYS.get(key, Intent.UNCLEAR), 1.0, rule=f"key {key}"[:20])
