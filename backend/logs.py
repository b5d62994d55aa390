"""Log lines must not hold whole phone numbers: they are copied, mailed and kept."""

import logging
import re

# A number begins with +, 0 or the country's own 358; so dates, ids and counts stay readable.
_NUMBER = re.compile(r"(?<![\w.:-])(?:\+|0|358)\d[\d \-]{4,15}(\d{2})(?![\w:-])")


def mask_phone_numbers(text: str) -> str:
    """Return `text` with every phone-like run of digits cut to its last two digits."""
    return _NUMBER.sub(r"***\1", text)


class MaskPhoneNumbers(logging.Filter):
    """Mask the finished line, arguments included, whatever logger it came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask_phone_numbers(record.getMessage())
        record.args = ()
        return True
