"""The service's own settings, with what a test run needs: fixed keys, plain static files, fast hashing."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    RINKI_SECRET_KEY="for tests only, and long enough to be taken for a real key",
    RINKI_NOTES_KEY="for tests only, the other key",
    RINKI_DEMO="1",
    # The live server of pytest-django does not serve hashed names.
    RINKI_STATIC_STORAGE="django.contrib.staticfiles.storage.StaticFilesStorage",
)
os.environ.setdefault("RINKI_VAR_DIR", str(Path(tempfile.gettempdir()) / f"rinki-{os.getuid()}"))

from backend.settings import *  # noqa: F403
from backend.settings import DATABASES, STATIC_ROOT, VAR_DIR

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns in every test

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads that race for a row must wait for the lock as they do in service.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
    # Who waits for the lock looks every tenth of a second; on a machine that is busy with other things, processes
    # that write without a pause can be before him for long.
    DATABASES["default"]["OPTIONS"]["timeout"] = 120
