"""The word to a watcher outside that all is well: when it stays away, somebody there is told."""

import logging

import urllib3
from django.conf import settings

log = logging.getLogger(__name__)
SECONDS = 5.0


def call_watcher() -> bool:
    """Call RINKI_HEARTBEAT_URL once, if there is one; tell whether it answered well.

    A failure is a warning and nothing more. The address is a secret of its own, so the log does not show it.
    """
    url = settings.HEARTBEAT_URL
    if not url:
        return False
    try:
        with urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=SECONDS)) as pool:
            answer = pool.request("GET", url, preload_content=False)
            answer.close()
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        log.warning("The heartbeat address does not answer: %s", type(error).__name__)
        return False
    if answer.status >= 400:
        log.warning("The heartbeat address answers %s", answer.status)
    return answer.status < 400
