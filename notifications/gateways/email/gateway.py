"""Sending a text as a letter, and knowing how far it got: before the letter, in the letter, after it."""

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from smtplib import SMTP, SMTPDataError

from notifications.gateways.base import (
    Capabilities,
    Fault,
    NeverHeardOf,
    SendResult,
    Sms,
    Status,
)
from notifications.gateways.email.codes import fault_before_the_letter, fault_of_reply
from notifications.gateways.email.config import EmailConfig
from notifications.gateways.email.line import mail_server

YES, NO = range(200, 300), range(400, 600)


class EmailGateway(NeverHeardOf):
    """A mail server takes a letter, and says nothing of it after. No answer comes back."""

    name = "email"
    capabilities = Capabilities(two_way=False, alphanumeric=False, receipts=False, look_up=False)
    timeout = 20.0
    listing_lag = 0.0
    rate = 2.0
    concurrent = 4

    def __init__(self, config: EmailConfig | None = None) -> None:
        self.config = config or EmailConfig.from_environment()

    def send(self, sms: Sms) -> SendResult:
        letter = self._letter(sms)
        sender, to = (letter[name].addresses[0].addr_spec for name in ("From", "To"))
        told = False
        try:
            with mail_server(self.timeout) as line:
                for ask, address in ((line.mail, sender), (line.rcpt, to)):
                    code, words = ask(address)
                    if code not in YES:
                        return _refused(code, words)
                told = True
                return _tell(line, letter)
        except (OSError, ValueError) as problem:
            # Of what it was told the server may have taken all.
            fault = Fault.AMBIGUOUS if told else fault_before_the_letter(problem)
            return SendResult(fault=fault, code=type(problem).__name__[:20])

    def _letter(self, sms: Sms) -> EmailMessage:
        letter = EmailMessage(policy=SMTP_POLICY)
        letter["From"] = self.config.sender
        letter["To"] = self.config.recipient(sms)
        letter["Subject"] = self.config.subject_of(sms)
        letter["Date"] = sms.handed_over_at
        # The same text always has the same: a service that looks at it knows a second copy.
        letter["Message-ID"] = f"<{sms.reference}@{letter['From'].addresses[0].domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(self.config.body_of(sms), cte="quoted-printable")
        return letter


def _tell(line: SMTP, letter: EmailMessage) -> SendResult:
    """Tell the server the letter; an answer that is none leaves it open whether the letter was taken."""
    words: bytes | str
    try:
        code, words = line.data(letter.as_bytes())
    except SMTPDataError as refusal:
        code, words = refusal.smtp_code, refusal.smtp_error
    if code in YES:
        return SendResult(status=Status.ACCEPTED)
    if code not in NO:
        return SendResult(fault=Fault.AMBIGUOUS, code="garbled")
    refused = _refused(code, words)
    # Who sends to whom was right: one letter that looks like spam is to hold no other.
    ours = refused.fault is Fault.CONFIGURATION
    return replace(refused, fault=Fault.REFUSED) if ours else refused


def _refused(code: int, words: bytes | str) -> SendResult:
    return SendResult(fault=fault_of_reply(code, words), code=str(code))
