"""What the live service told last, in the pages: visit total, ratings, approved comments."""

from plugins.live.plugin import FACTS, STEPS, register

__all__ = ["FACTS", "STEPS", "register"]
