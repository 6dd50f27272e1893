"""Pages of a list, numbered from the oldest, so that a page once full never changes.

With ``size`` 20 and 65 articles (or whatever is listed): page 1 holds the oldest 20, page 2 the
next 20, and the list's own address the newest 25. The list's own address holds ``size`` to
``2 * size - 1`` articles (or all, when there are fewer); when it would hold more, its older half
becomes a new numbered page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from town_portal.core.identity import compute_identity


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list, its articles, or what else is listed, newest first.

    ``number`` is None on the list's own address. ``newer`` and ``older`` are addresses, None at
    the ends.
    """

    url: str
    number: int | None
    articles: Sequence[Any]
    newer: str | None
    older: str | None

    @property
    def identity(self) -> str:
        """What tells that the sheet shows the same (core/identity.py)."""
        known = getattr(self.articles, "identity", "")
        if not known:
            all_known = [getattr(article, "identity", "") for article in self.articles]
            if not all(all_known):
                return ""
            known = ",".join(all_known)
        return compute_identity(self.url, self.number, self.newer, self.older, known)


def split_sheets(url: str, articles: Sequence[Any], size: int) -> list[Sheet]:
    """Return the sheets of the list at ``url``; the first is the list's own address.

    ``articles`` are newest first; ``size`` is the number of articles on a numbered sheet.
    """
    full = max(0, len(articles) // size - 1)
    cut = len(articles) - full * size
    urls = [url] + [f"{url}trang/{number}/" for number in range(full, 0, -1)]
    parts = [articles[:cut]] + [
        articles[cut + index * size : cut + (index + 1) * size] for index in range(full)
    ]
    return [
        Sheet(
            url=urls[index],
            number=full - index + 1 if index else None,
            articles=parts[index],
            newer=urls[index - 1] if index else None,
            older=urls[index + 1] if index < full else None,
        )
        for index in range(full + 1)
    ]
