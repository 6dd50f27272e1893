"""Five older articles that share the most tags, the newer first; and the theme's filter."""

from collections import Counter
from typing import Any

from pelican import signals


def relate(generator: Any) -> None:
    """Give each article ``related``."""
    for article in generator.articles:
        shared: Counter[Any] = Counter()
        for tag in getattr(article, "tags", ()):
            shared.update(generator.tags[tag])
        del shared[article]
        older = [
            (count, other.date, other.slug, other)
            for other, count in shared.items()
            if other.date <= article.date
        ]
        older.sort(key=lambda entry: entry[:3], reverse=True)
        article.related = [other for *_, other in older[:5]]


def day(date: Any) -> str:
    """Give a day as it is written in Vietnamese."""
    return f"{date:%d/%m/%Y}"


def add_filter(generator: Any) -> None:
    """Let the templates call ``day``."""
    generator.env.filters["day"] = day


def register() -> None:
    """Connect to Pelican."""
    signals.generator_init.connect(add_filter)
    signals.article_generator_finalized.connect(relate)
