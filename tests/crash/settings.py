"""The service's settings for processes that are to die: they read where from a file."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS, Q_CLUSTER

INSTALLED_APPS = [*INSTALLED_APPS, "tests.crash.apps.CrashConfig"]
# The bell is rung by the tests; a worker that died stands up again at once.
Q_CLUSTER = {**Q_CLUSTER, "scheduler": False, "poll": 0.1, "guard_cycle": 0.1}
