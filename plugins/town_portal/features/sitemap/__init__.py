"""sitemap.xml: an index with one sitemap a month, so that a new article changes one small file."""

from town_portal.features.sitemap.plugin import STEPS, register

__all__ = ["STEPS", "register"]
