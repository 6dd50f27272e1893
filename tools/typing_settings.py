"""Settings with the models of the live service and of the newsroom, for the type checker alone."""

from newsroom.config.settings import HOME, NEWSROOM
from service.config.settings import *  # noqa: F403
from service.config.settings import INSTALLED_APPS

INSTALLED_APPS += ["newsroom.accounts", "newsroom.texts", "newsroom.history"]
INSTALLED_APPS += ["newsroom.review", "newsroom.publishing"]
__all__ = ["HOME", "NEWSROOM"]
