"""What the e-mail gateway must be told, from the environment; the mail server is the one of our own letters."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from string import Formatter

from django.conf import settings

from notifications.gateways.base import GatewaySettingsError, Sms

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NUMBERS = frozenset({"number", "digits", "local"})


@dataclass(frozen=True)
class EmailConfig:
    """How a letter must look for the service to send it on.

    `address` is a pattern such as {number}@sms.example.org: {number} is +358401234567, {digits} the same
    without the plus, {local} as it is dialled in Finland, 0401234567. `subject` and `body` are patterns of
    the same kind, in which {text} is the text itself.
    """

    address: str
    subject: str
    body: str
    sender: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "EmailConfig":
        """Return the settings; raise `GatewaySettingsError` naming every one that is missing or wrong."""
        config = cls(
            address=environ.get("EMAIL_SMS_ADDRESS", ""),
            subject=environ.get("EMAIL_SMS_SUBJECT", ""),
            body=environ.get("EMAIL_SMS_BODY", "{text}"),
            sender=environ.get("EMAIL_SMS_FROM", "") or settings.DEFAULT_FROM_EMAIL,
        )
        patterns = _names(config.subject) | _names(config.body)
        right = {
            "RINKI_EMAIL_URL (smtp…)": settings.EMAIL_BACKEND == SMTP,
            "EMAIL_SMS_ADDRESS ({number}@…)": "@" in config.address
            and bool(_names(config.address))
            and _names(config.address) <= NUMBERS,
            "EMAIL_SMS_SUBJECT or EMAIL_SMS_BODY ({text})": "text" in patterns
            and patterns <= NUMBERS | {"text"},
            "EMAIL_SMS_FROM or RINKI_FROM_EMAIL": "@" in parseaddr(config.sender)[1],
        }
        if missing := [name for name, is_right in right.items() if not is_right]:
            raise GatewaySettingsError("email", missing)
        return config

    def recipient(self, sms: Sms) -> str:
        """Return the address to which the letter of `sms` goes."""
        return self.address.format(**_numbers(sms.to))

    def subject_of(self, sms: Sms) -> str:
        """Return the letter's subject: one line, whatever the text is."""
        return " ".join(self.subject.format(text=sms.body, **_numbers(sms.to)).split())

    def body_of(self, sms: Sms) -> str:
        """Return the letter's body."""
        return self.body.format(text=sms.body, **_numbers(sms.to))


def _names(pattern: str) -> set[str]:
    """Return the names in the braces of `pattern`; one that cannot be read has a name that nobody allows."""
    try:
        return {
            name for _before, name, _form, _how in Formatter().parse(pattern) if name is not None
        }
    except ValueError:
        return {"?"}


def _numbers(e164: str) -> dict[str, str]:
    digits = e164.removeprefix("+")
    local = f"0{digits[3:]}" if digits.startswith("358") else f"00{digits}"
    return {"number": e164, "digits": digits, "local": local}
