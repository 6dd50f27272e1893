"""What the live service told last, in the pages: visit total, ratings, approved comments."""

from town_portal.features.live.plugin import FACTS, STEPS, register

__all__ = ["FACTS", "STEPS", "register"]
