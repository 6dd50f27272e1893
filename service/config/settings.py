"""Django's settings. What differs between machines comes from the environment (environment.py)."""

import logging
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.functional import lazy

from service.config import environment
from service.guard import town
from service.guard.pages import Pages, read_pages
from service.guard.site import get_pages

ENVIRONMENT = environment.read_environment()


def _read_pages() -> Pages:
    """Return what the site has told; without it nothing is known, until the next build."""
    try:
        return read_pages(ENVIRONMENT.pages)
    except ValueError as error:
        logging.getLogger(__name__).error("%s", error)
        return Pages()


def _secret(name: str, own: str) -> Any:
    """Return a secret of the service; where it serves several towns, that of the current one."""
    return lazy(town.secret, str)(name, own) if ENVIRONMENT.is_many else own


PUBLISHED = _read_pages()

DEBUG = False
SECRET_KEY: Any = _secret(town.SECRET_KEY, ENVIRONMENT.secret_key)
EXPORT_TOKEN: Any = _secret(town.TOKEN, ENVIRONMENT.token)
# Who may write: the site itself, as its build says, and what the environment adds.
ORIGINS = ENVIRONMENT.origins
HOSTS = ENVIRONMENT.hosts
ALLOWED_HOSTS = ["*"]  # service/guard/hosts.py refuses other names than ours
CSRF_TRUSTED_ORIGINS = [origin for origin in (*ORIGINS, PUBLISHED.site) if origin]
PAGES = ENVIRONMENT.pages
PROXIES = ENVIRONMENT.proxies

INSTALLED_APPS = [
    *("service.guard", "service.visits", "service.ratings", "service.comments", "service.inbox"),
    *("service.desk", "service.operate"),
    *("django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static"),
    *("django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes"),
    *("django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"),
]
MIDDLEWARE = [
    "service.guard.peer.PeerMiddleware",
    "service.guard.hosts.hosts",
    "service.guard.body_limit.bound",
    "django.middleware.security.SecurityMiddleware",
    "service.guard.headers.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "service.config.urls"
WSGI_APPLICATION = "service.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(ENVIRONMENT.data / "live.sqlite3"),
    "OPTIONS": {
        # Writers wait for each other at the beginning, not in the middle of a transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is erased is overwritten, not only let go.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        ),
    },
}


def _build_database(url: str) -> dict[str, Any]:
    if not url:
        engine = {"ENGINE": "service.guard.sqlite_of_towns"} if ENVIRONMENT.is_many else {}
        return {**SQLITE, **engine, "CONN_MAX_AGE": None}
    found: dict[str, Any] = {**dj_database_url.parse(url)}
    found["OPTIONS"] = {"connect_timeout": 5, **found.get("OPTIONS", {})}
    return {**found, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _build_database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = PUBLISHED.zone
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = True
# Django's own Vietnamese has gaps; see service/desk/locale/README.md.
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "desk" / "locale"]
FORMAT_MODULE_PATH = "service.desk.formats"

STATIC_URL = "quan-tri/tep/"
WHITENOISE_USE_FINDERS = True  # the desk's files come from the packages; nothing to collect
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        *("UserAttributeSimilarityValidator", "MinimumLengthValidator"),
        *("CommonPasswordValidator", "NumericPasswordValidator"),
    )
]
LOGIN_URL = "admin:login"


def OTP_TOTP_ISSUER(_device: object) -> str:  # noqa: N802 - a setting of django-otp
    """Return what an authenticator app shows beside the user's name."""
    return f"Quản trị {get_pages().site.partition('://')[2] or 'cổng thông tin'}"


# Only the desk has a cookie, and it is sent to the desk alone.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "quan-tri", "quan-tri-csrf"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{ENVIRONMENT.prefix}/quan-tri/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.is_local
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "service.desk.refused.no_token"
# Not in a cookie of their own, which would be sent to the public doors too.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not ENVIRONMENT.is_local
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^v1/"]
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.is_local else 31_536_000
# What the domain's other hosts do is not for this service to decide: no subdomains, no preload.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"nobody": {"()": "service.guard.anonymous_log.Nobody"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["nobody"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what readers do wrong is no news
    },
}
