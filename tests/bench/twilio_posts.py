"""Texts as Twilio posts them, and the town of `claim_town` that they come from, on a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.bench.servers import ROOT

ACCOUNT, SECRET = "AC" + "0" * 32, "a bench's own secret"
PUBLIC, INBOUND = "https://bench.example", "/gateways/twilio/inbound/"
OUR_NUMBER = "+358401110000"
# As docs/operations.md sets the service up.
WORKERS, THREADS = 2, 4


def environment(address: str, folder: Path, **more: str) -> dict[str, str]:
    """Return what the service needs to take Twilio's posts, with its tables at `address`."""
    return {
        "DATABASE_URL": address,
        "RINKI_VAR_DIR": str(folder),
        "RINKI_GATEWAYS": "notifications.gateways.twilio.TwilioGateway",
        "RINKI_PUBLIC_URL": PUBLIC,
        "RINKI_ALLOWED_HOSTS": "127.0.0.1",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": SECRET,
        "TWILIO_FROM": OUR_NUMBER,
        **more,
    }


def signed(number: str, sid: str, body: str) -> tuple[str, dict[str, str]]:
    """Return the form and the headers of a text from `number`, signed as Twilio signs."""
    fields = {
        "AccountSid": ACCOUNT,
        "MessageSid": sid,
        "From": number,
        "To": OUR_NUMBER,
        "Body": body,
    }
    signature = RequestValidator(SECRET).compute_signature(PUBLIC + INBOUND, fields)
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-Proto": "https"}
    return urlencode(fields), form | {"X-Twilio-Signature": signature}


def town(where: dict[str, str], call: str) -> Any:
    """Run one function of the town on the database of `where`; return what it printed."""
    code = f"from tests.bench import claim_town; claim_town.{call}"
    return json.loads(manage(where, "shell", "--no-imports", "-c", code).splitlines()[-1])


def manage(where: dict[str, str], *words: str) -> str:
    """Run a command of the service; return what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | where,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
