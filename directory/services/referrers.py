"""Who sends requests by a link of their own: added, given a new link, closed."""

import secrets
from datetime import datetime

from directory.actors import Actor
from directory.models import Referrer
from directory.services.settings import change_setting

KEY_BYTES = 32


def write_referrer(referrer: Referrer, *, changed: list[str], by: Actor, now: datetime) -> Referrer:
    """Write a sender of requests; a new one gets its key."""
    referrer.key = referrer.key or _fresh_key()
    change_setting(referrer, changed=changed, by=by, now=now)
    return referrer


def renew_link(referrer: Referrer, *, by: Actor, now: datetime) -> Referrer:
    """Give the sender a new key: every link printed before is dead. Opens a closed sender again."""
    referrer.key, referrer.closed_at = _fresh_key(), None
    change_setting(referrer, changed=["key"], by=by, now=now)
    return referrer


def close_link(referrer: Referrer, *, by: Actor, now: datetime) -> Referrer:
    """Take no more requests by this sender's link; what it has sent already stays."""
    referrer.closed_at = now
    change_setting(referrer, changed=["closed_at"], by=by, now=now)
    return referrer


def _fresh_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)
