"""What the use cases of this floor refuse, in words that a person can act on."""

from django.utils.functional import Promise


class RefusedError(Exception):
    """The use case was refused and nothing was written. `reason` is a whole sentence for the user.

    `field` names the form field that is at fault, or is empty.
    """

    def __init__(self, reason: str | Promise, *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return str(self.reason)
