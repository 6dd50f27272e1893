"""Questions and answers, drafts for comment, and the forms of the live service's inbox."""

from town_portal.features.questions.plugin import register

__all__ = ["register"]
