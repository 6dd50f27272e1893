"""Django's settings. What differs between machines comes from the environment (environment.py)."""

from pathlib import Path
from typing import Any

import dj_database_url

from newsroom.config import environment

NEWSROOM = environment.read_environment()
HOME = f"{NEWSROOM.prefix}/soan-tin/"
"""The path of the newsroom, as a browser asks for it."""
ROOT = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = NEWSROOM.secret_key
PROXIES = NEWSROOM.proxies
# On one's own machine the preview has looked at the name already (town_portal/cli/serve/hosts.py).
ALLOWED_HOSTS = list(NEWSROOM.hosts) or ["127.0.0.1", "localhost", "[::1]"]
FORCE_SCRIPT_NAME = NEWSROOM.prefix or None

INSTALLED_APPS = [
    *("newsroom.accounts", "newsroom.texts", "newsroom.history"),
    *("newsroom.review", "newsroom.publishing", "django_tasks", "django_tasks_db"),
    *("service.guard", "newsroom.accounts.staff_sessions.Sessions"),
    *("django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static"),
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
    *("django.contrib.messages", "django.contrib.staticfiles"),
]
MIDDLEWARE = [
    "service.guard.peer.PeerMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.config.headers.add_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.config.cut_bodies.refuse_cut_body",
    "newsroom.config.conflicts.refuse_stale_change",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.accounts.access.require_signed_in",
]
ROOT_URLCONF = "newsroom.config.urls"
WSGI_APPLICATION = "newsroom.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.config.navigation.navigation",
            ]
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(NEWSROOM.data / "newsroom.sqlite3"),
    "OPTIONS": {
        # Writers wait for each other at the beginning, not in the middle of a transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}


def _build_database(url: str) -> dict[str, Any]:
    parsed: dict[str, Any] = {**dj_database_url.parse(url)} if url else SQLITE
    if parsed["ENGINE"] == SQLITE["ENGINE"]:
        return {**SQLITE, "NAME": parsed["NAME"], "CONN_MAX_AGE": None}
    parsed["OPTIONS"] = {"connect_timeout": 5, **parsed.get("OPTIONS", {})}
    return {**parsed, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _build_database(NEWSROOM.database)}
# A table of jobs that `manage.py db_worker` works off, as another process and user.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True

STATIC_URL = "soan-tin/tep/"
STATICFILES_DIRS = [
    ROOT / "static",
    ("ckeditor5", ROOT / "node_modules" / "ckeditor5" / "dist"),
]
WHITENOISE_USE_FINDERS = True  # nothing to collect
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0 if NEWSROOM.is_local else 3600

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        *("UserAttributeSimilarityValidator", "MinimumLengthValidator"),
        *("CommonPasswordValidator", "NumericPasswordValidator"),
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "sign_in", "texts"
OTP_TOTP_ISSUER = "Bàn soạn tin"

SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "soan-tin", "soan-tin-csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = HOME
# One's own machine stays signed in for a month; a shared one for a working day.
SESSION_COOKIE_AGE = 30 * 86_400 if NEWSROOM.is_local else 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = not NEWSROOM.is_local
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not NEWSROOM.is_local
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.config.refusals.no_token"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not NEWSROOM.is_local
SECURE_HSTS_SECONDS = 0 if NEWSROOM.is_local else 31_536_000
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
# A text of 300 pages is a tenth of this; photographs are files and not counted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # newsroom/data_files/views.py takes fewer
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # the pictures of saved pages
FILE_UPLOAD_PERMISSIONS = 0o644

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "nobody": {"()": "service.guard.anonymous_log.Nobody"},
        "words": {"()": "newsroom.config.worker_words.WorkerWords"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["nobody", "words"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django_tasks_db": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what people do wrong is no news
    },
}
