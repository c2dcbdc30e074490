"""Settings of the site, all from the environment; a value that makes no sense stops the program with a sentence.

In: environment variables (README, « Deploy »). Out: Django's settings. Without DATABASE_URL and REDIS_URL the
embedded servers of `portal/embedded.py` are used; `manage.py demo` and the tests start them.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import pghistory
import pgtrigger
from django.contrib.messages import constants
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool) -> bool:
    """The variable as a boolean: 1/true/yes/on or 0/false/no/off."""
    raw = os.environ.get(name, "").strip().lower()
    if raw == "":
        return default
    if raw in ("1", "true", "yes", "on"):
        return True
    if raw in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is « {raw} »: say 1 or 0.")


def env_int(name: str, default: int, least: int = 1) -> int:
    """The variable as a whole number, `least` or more."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not re.fullmatch(r"[0-9]+", raw) or int(raw) < least:
        raise ImproperlyConfigured(f"{name} is « {raw} »: say a whole number, {least} or more.")
    return int(raw)


def env_path(name: str, default: Path) -> Path:
    """The variable as a folder, which need not exist yet."""
    path = Path(os.environ.get(name) or default).resolve()
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is « {path} », which is a file: say a folder.")
    return path


def env_url(name: str, *schemes: str) -> str:
    """The variable as an address with one of the schemes; '' where it is not set."""
    raw = os.environ.get(name, "").strip()
    if raw and not raw.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}.")
    return raw


def env_list(name: str, default: str = "") -> list[str]:
    """The variable as a list, cut at commas."""
    return [part.strip() for part in (os.environ.get(name) or default).split(",") if part.strip()]


def secret_key() -> str:
    """SECRET_KEY; on one machine for the demo, a random one that is kept in VAR_DIR."""
    given = os.environ.get("SECRET_KEY", "")
    if not given and not EMBEDDED and not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY is missing: give a long random text, the same for web and workers.")
    if given and not EMBEDDED and len(given) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"SECRET_KEY is too short: give {SHORTEST_KEY} random characters or more.")
    if given:
        return given
    kept = VAR_DIR / "secret-key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        part = kept.with_name(f"secret-key.{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(get_random_secret_key())
        part.rename(kept)
    return kept.read_text()


# Files that no other account reads. Static files are not of these: the image makes them as root, and the site is not root.
PRIVATE = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}


def releases_storage() -> dict[str, Any]:
    """Where releases are kept: RELEASES_URL (« s3://bucket/folder ») or a folder of VAR_DIR."""
    address = urlsplit(env_url("RELEASES_URL", "s3"))
    if not address.scheme:
        folder = {"location": VAR_DIR / "releases", **PRIVATE}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    if not address.netloc:
        raise ImproperlyConfigured("RELEASES_URL names no bucket: s3://bucket/folder.")
    options = {
        "bucket_name": address.netloc,
        "location": address.path.strip("/"),
        "file_overwrite": False,
        "access_key": os.environ.get("AWS_ACCESS_KEY_ID") or None,
        "secret_key": os.environ.get("AWS_SECRET_ACCESS_KEY") or None,
        "endpoint_url": os.environ.get("AWS_ENDPOINT_URL") or None,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


# What the site is called.
SITE_NAME = {
    "fr": os.environ.get("SITE_NAME_FR") or "Deniers publics",
    "en": os.environ.get("SITE_NAME_EN") or "Public Money",
}

# Where the site is: addresses in releases, feeds and citations begin with it.
SITE_ADDRESS = env_url("SITE_ADDRESS", "https", "http").rstrip("/")

DEBUG = env_bool("DEBUG", False)
# The state of the program and its files: embedded servers, uploaded files, built static files. Git ignores it.
VAR_DIR = env_path("VAR_DIR", BASE_DIR / "var")

DATABASE_URL = env_url("DATABASE_URL", "postgresql", "postgres")
REDIS_URL = env_url("REDIS_URL", "redis", "rediss", "unix")
# manage.py and the tests start the embedded servers and say so here (portal/embedded.py).
EMBEDDED = not DATABASE_URL or env_bool("EMBEDDED", False)
if DATABASE_URL and not REDIS_URL:
    raise ImproperlyConfigured("REDIS_URL is missing: workers and cache need it where DATABASE_URL is set.")
SHORTEST_KEY = 32
SECRET_KEY = secret_key()

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
if any("/" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS has names only, without https:// and path: deniers.example.org.")
if not all(origin.startswith(("https://", "http://")) for origin in CSRF_TRUSTED_ORIGINS):
    raise ImproperlyConfigured("CSRF_TRUSTED_ORIGINS has whole addresses: https://deniers.example.org.")

INSTALLED_APPS = [
    # Before the portal, which takes their secrets out of the administration.
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "portal",
    "funding",
    "projects",
    "portal.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.second_factor.half_signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "portal.reading.public_reading",
    "portal.errors.refused_statements",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
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
                "portal.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL or "postgresql://portal@127.0.0.1:5432/portal")}
except ValueError as problem:
    raise ImproperlyConfigured(f"DATABASE_URL can't be read: {problem}.") from None
if not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured("DATABASE_URL names no database: postgresql://account:password@host:5432/database.")
# A connection that PostgreSQL has closed (it was started again) is replaced before a page meets it.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env_int("DATABASE_POOL", 8),
    "timeout": 10,
}
# Seconds after which PostgreSQL gives up a statement of the site (portal/wsgi.py); 0: never. Nobody waits longer for a page.
STATEMENT_LIMIT = env_int("STATEMENT_LIMIT", 30, least=0)
# History is written by statement-level triggers (projects/history.py).
PGHISTORY_LEVEL = pgtrigger.Statement
# History is asked for by record and by context (projects/history.py); its other keys need no index of their own.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The work to be done and the cache; Redis may forget both.
BROKER_URL = REDIS_URL or "redis://127.0.0.1:6379/0"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": BROKER_URL,
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "America/Toronto"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env_path("STATIC_ROOT", VAR_DIR / "static")
# Fonts and plotly.js, made by `manage.py build_assets` out of the installed packages.
ASSETS_DIR = env_path("ASSETS_DIR", VAR_DIR / "assets")
if EMBEDDED:
    for folder in (STATIC_ROOT, ASSETS_DIR):
        folder.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", ASSETS_DIR]
# What was uploaded is private: nothing serves this folder.
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": PRIVATE},
    "releases": releases_storage(),
    # On one machine the files are served as they stand; in production compressed, named by content, cached for ever.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = EMBEDDED

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "imports"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

# The kinds of notice of the look (static/css/controls.css).
MESSAGE_TAGS = {constants.ERROR: "blocking"}

# Visitors only read; nothing is drawn from elsewhere.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = env_bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# A session of the staff ends with the browser, and after twelve hours at the latest. No script reads its cookies.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# How many proxies of ours stand before the site: whose word on the visitor's address is believed.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0, least=0)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Whether other names under the same domain speak HTTPS is not ours to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if HTTPS and DEBUG:
    raise ImproperlyConfigured("DEBUG and HTTPS are both on: DEBUG shows the inside of the program to visitors.")

# An import takes minutes, not hours. The broker gives a task to another worker only after the hard limit has killed it.
# Celery's spelling of a Redis that listens on a Unix socket is its own.
CELERY_BROKER_URL = BROKER_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 1_500
CELERY_TASK_TIME_LIMIT = 1_800
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3_600}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The lines that Celery logs look like the site's own, and a start says nothing that is not news.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The intervals are an hour at most and nothing depends on the last run: a schedule file, which a killed beat leaves locked or torn
# (seen 2026-11 with the SQLite files of Python 3.13), is not kept.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    # What the broker forgot, or a worker left when it was killed.
    "resume stale imports": {"task": "funding.tasks.resume_stale_imports", "schedule": 20},
    "look for findings": {"task": "funding.tasks.look_for_findings", "schedule": 60},
    "resume release work": {"task": "funding.tasks.resume_release_work", "schedule": 20},
    "make releases": {"task": "funding.tasks.make_releases", "schedule": 60},
    # Of a new edition, and of a new day.
    "answer before asked": {"task": "portal.tasks.answer_before_asked", "schedule": 60},
    "clear sessions": {"task": "portal.tasks.clear_sessions", "schedule": 3_600},
}

# A release is made when nothing has changed for so many seconds.
RELEASE_AFTER = env_int("RELEASE_AFTER", 300)
# Sums, counts and downloads are read from the newest release where it is as new as the register (funding/columnar.py).
COLUMNAR = env_bool("COLUMNAR", True)
COLUMNAR_MEMORY = os.environ.get("COLUMNAR_MEMORY") or "1GB"
if not re.fullmatch(r"[0-9]+(MB|GB)", COLUMNAR_MEMORY):
    raise ImproperlyConfigured(f"COLUMNAR_MEMORY is « {COLUMNAR_MEMORY} »: say 512MB or 2GB.")

# The read-only API (portal/api.py): nobody signs in, JSON only, so many requests a minute from one address.
API_LIMIT = env_int("API_LIMIT", 120)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_THROTTLE_RATES": {"anon": f"{API_LIMIT}/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "COERCE_DECIMAL_TO_STRING": False,
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": TRUSTED_PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME["en"],
    "DESCRIPTION": "Read-only. The fields are those of the downloads, the filters those of the pages; rows come in the order of their keys. CC BY 4.0.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "PREPROCESSING_HOOKS": ["portal.api.of_the_first_register"],
}

# What the portal refuses to receive, in bytes.
UPLOAD_LIMIT = env_int("UPLOAD_LIMIT", 50 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A reviewer other than the one who uploaded must confirm an import.
FOUR_EYES = env_bool("FOUR_EYES", False)
# Everyone on the staff gives a code from an application beside the password.
SECOND_FACTOR = env_bool("SECOND_FACTOR", False)
OTP_TOTP_ISSUER = SITE_NAME["fr"]

# Everything goes to the terminal, where containers are listened to. A page that is not there is no event.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
