"""Plugins that are not the portal's and ask for all articles: with one, all pages are made anew."""

from collections.abc import Iterator
from typing import Any

from pelican.plugins import signals

ASKING = (
    *("article_generator_finalized", "article_generator_pretaxonomy", "all_generators_finalized"),
    *("article_generator_write_article", "article_writer_finalized", "page_generator_finalized"),
    *("finalized", "get_generators", "article_generator_init", "feed_generated"),
)
"""Signals of Pelican whose listeners may look at every article or page."""
_OURS = ("town_portal.", "pelican.")
_LISTS = ("ARTICLE_TRANSLATION_ID", "FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM", "FEED_RSS")
_ADDRESSES = ("YEAR_ARCHIVE_SAVE_AS", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_SAVE_AS")


def find_foreign_listeners(settings: Any) -> tuple[str, ...]:
    """Return who asks for all articles: modules, and settings of Pelican's own lists."""
    found = dict.fromkeys(name for name in (*_LISTS, *_ADDRESSES) if settings.get(name))
    found |= dict.fromkeys(module for name in ASKING for module in _iter_modules(name))
    if settings["RENDER_ALWAYS"]:
        found["RENDER_ALWAYS"] = None
    return tuple(found)


def _iter_modules(name: str) -> Iterator[str]:
    """Yield the modules that listen to a signal and are not the portal's nor Pelican's."""
    for receiver in getattr(signals, name).receivers_for(None):
        module = str(getattr(receiver, "__module__", ""))
        if not module.startswith(_OURS):
            yield module
