"""The service's own settings, but for passwords, which tests make by the hundred: hashed fast."""

from service.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
