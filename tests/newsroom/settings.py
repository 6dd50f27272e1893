"""The newsroom's own settings, but for passwords: hashed fast, as tests sign people in so often."""

from newsroom.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
