"""Which older articles are related to an article.

The rule: among the last WINDOW older articles of each of its tags, those that share the most
tags come first; among equals, the newer first. Only older articles count, so that publishing an
article changes no page that is already out; a bounded window keeps the work linear.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable

from plugins._kit.records import Article

WINDOW = 100
COUNT = 5


def related(
    articles: Iterable[Article], window: int = WINDOW, count: int = COUNT
) -> dict[str, tuple[Article, ...]]:
    """Return up to ``count`` related articles for each article's address.

    ``articles`` are newest first, as in ``Site.articles``.
    """
    seen: dict[str, deque[tuple[int, Article]]] = defaultdict(lambda: deque(maxlen=window))
    found: dict[str, tuple[Article, ...]] = {}
    for number, article in enumerate(reversed(tuple(articles))):
        shared: Counter[int] = Counter()
        by_number: dict[int, Article] = {}
        for key in dict.fromkeys(topic.key for topic in article.tags):
            for other, candidate in seen[key]:
                shared[other] += 1
                by_number[other] = candidate
            seen[key].append((number, article))
        best = sorted(shared, key=lambda other: (-shared[other], -other))[:count]
        found[article.url] = tuple(by_number[other] for other in best)
    return found
