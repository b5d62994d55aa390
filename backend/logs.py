"""Log lines must not hold whole phone numbers: they are copied, mailed and kept."""

import logging
import re

_NUMBER = re.compile(r"(?<![\w.:-])(\+|00)?\d[\d \-]{5,14}(\d{2})(?![\w:-])")


def mask_phone_numbers(text: str) -> str:
    """Return `text` with every phone-like run of digits cut to its last two digits."""
    return _NUMBER.sub(r"***\2", text)


class MaskPhoneNumbers(logging.Filter):
    """Mask the finished line, arguments included, whatever logger it came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask_phone_numbers(record.getMessage())
        record.args = ()
        return True
