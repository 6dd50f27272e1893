"""Who has signed which article: looked at once."""

from __future__ import annotations

from typing import Any

from plugins.duties.signed import signatures
from tests.unit.test_duties import article


def test_articles_of_the_build_before_are_not_fetched() -> None:
    """Whose identity is known is not looked at again, signed or not."""

    class Kept:
        def __init__(self, identity: str) -> None:
            self.identity = self.url = identity

    new = article("a/", author="An", identity="new")
    articles: Any = (Kept("kept"), new, article("b/"), Kept("bare"))
    found = signatures(articles, {"kept": True, "bare": False, "gone": True})
    assert found == (("b/", "bare"), {"kept": True, "new": True, "bare": False})
