"""sitemap.xml: an index with one sitemap a month, so that a new article changes one small file."""

from plugins.sitemap.plugin import STEPS, register

__all__ = ["STEPS", "register"]
