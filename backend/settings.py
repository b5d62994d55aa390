"""Settings: everything that differs between places comes from the environment.

SQLite and the ORM broker are the embedded default. `DATABASE_URL` and `REDIS_URL` move the same code
to PostgreSQL and Redis with many workers. Every variable is listed in docs/operations.md.
"""

from pathlib import Path

import environ
from csp.constants import SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

VAR_DIR = Path(env.str("RINKI_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _own_secret(path: Path) -> str:
    """Return the secret kept in `path`, made once: an office must not have to invent one."""
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = env.bool("RINKI_DEBUG", default=False)
SECRET_KEY = env.str("RINKI_SECRET_KEY", default="") or _own_secret(VAR_DIR / "secret_key")
# Notes that touch health are encrypted with a key of their own, so that the session secret may be changed.
SALT_KEY = env.str("RINKI_NOTES_KEY", default="") or _own_secret(VAR_DIR / "notes_key")
ALLOWED_HOSTS = env.list("RINKI_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PUBLIC_BASE_URL = env.str("RINKI_PUBLIC_URL", default="")
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL] if PUBLIC_BASE_URL else []
DEMO = env.bool("RINKI_DEMO", default=False)
# Whom a user of the service may ask: at the foot of every page and in the accessibility statement.
HELP_PHONE = env.str("RINKI_HELP_PHONE", default="")
HELP_EMAIL = env.str("RINKI_HELP_EMAIL", default="")
OSRM_URL = env.str("RINKI_OSRM_URL", default="")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "django.forms",
    "rest_framework",
    "django_q",
    "django_htmx",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "directory",
    "people",
    "volunteers",
    "notifications",
    "rings",
    "rides",
    "reports",
    "backend",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "directory.middleware.ScopeMiddleware",
    "directory.middleware.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "backend.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- data ---------------------------------------------------------------------------------------
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'rinki.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN, so two workers queue instead of failing half way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # How many statements stay prepared: the clock's have more shapes than the 128 of the driver.
        "cached_statements": 512,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# To open one takes most of the time of a text that comes in, on SQLite too.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the clock: django-q2 rings the bell, the tables are the record -----------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
# Whoever calls the worker while a request waits must not wait for a queue that is silent. In seconds.
QUEUE_PATIENCE = "socket_connect_timeout=2&socket_timeout=5"
Q_CLUSTER = {
    "name": "rinki",
    "workers": env.int("RINKI_WORKERS", default=2),
    "timeout": 300,
    "retry": 360,
    "max_attempts": 1,
    "catch_up": False,
    "poll": 1,
    "save_limit": 100,
    "label": "django-q2",
    **(
        {"redis": f"{REDIS_URL}{'&' if '?' in REDIS_URL else '?'}{QUEUE_PATIENCE}"}
        if REDIS_URL
        else {"orm": "default"}
    ),
}

# What the worker does when a text has come in.
BELL = "backend.schedule.read_at_once"

# --- people who sign in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "backend.accounts.InvitedOnlyAdapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False  # offices share machines
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator wrote the address; nobody signs up
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Axes alone counts wrong passwords: in the database, so that it holds for every worker.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
AXES_USERNAME_CALLABLE = "backend.accounts.email_tried"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"

# --- language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["backend.formats"]
TIME_ZONE = "Europe/Helsinki"
USE_I18N = True
USE_TZ = True

# --- messages ---------------------------------------------------------------------------------------
# Gateways by name; each is a dotted path and its own settings. The first that can carry a text carries it.
RINKI_GATEWAYS = env.list("RINKI_GATEWAYS", default=["notifications.gateways.demo.DemoGateway"])
# The last day on which our sender is authorised (Traficom regulation 28); empty: as the table of senders says.
RINKI_SENDER_AUTHORISED_UNTIL = env.str("RINKI_SENDER_AUTHORISED_UNTIL", default="")
EMAIL_CONFIG = env.email_url("RINKI_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("RINKI_FROM_EMAIL", default="rinki@localhost")

# --- seen from outside ------------------------------------------------------------------------------
# Called after each tick in which all went well; and what a machine that scrapes /metrics has to show.
HEARTBEAT_URL = env.str("RINKI_HEARTBEAT_URL", default="")
METRICS_TOKEN = env.str("RINKI_METRICS_TOKEN", default="")

# --- files and safety -------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "backend" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "RINKI_STATIC_STORAGE",
            default="whitenoise.storage.CompressedManifestStaticFilesStorage",
        )
    },
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
        "base-uri": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = PUBLIC_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# The watcher asks without TLS, on the machine; so does a gateway that runs there.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^health/", r"^metrics$", r"^gateways/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other hosts of the office's domain are not ours to decide about (HSTS of subdomains, preload list).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_AGE = 12 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "backend.logs.MaskPhoneNumbers"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask"]}
    },
    "root": {"handlers": ["console"], "level": env.str("RINKI_LOG_LEVEL", default="INFO")},
}
