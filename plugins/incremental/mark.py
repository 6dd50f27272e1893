"""What a page shows, as a line of words: equal lines, equal pages.

Each word is a name and an identity, ``article.related=0f3c…``: two lines tell what has changed.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from plugins._kit.identity import UnknownKind, identity
from plugins._kit.records import Article
from plugins._kit.seenlist import SeenList

LENGTH = 16
"""Digits of an identity in a mark."""


def mark(template: str, given: dict[str, Any]) -> str:
    """Return the mark of a page made by a template out of what it is given.

    Raises UnknownKind when nobody can say what some of it is.
    """
    words = [f"template={template}"]
    for name, value in given.items():
        if isinstance(value, Content):
            words += _content(name, value)
        elif not isinstance(value, SeenList):
            words.append(f"{name}={_short(value)}")
    return " ".join(words)


def differences(old: str, new: str) -> list[str]:
    """Return the names of what differs in two marks."""
    before, after = (dict(word.partition("=")[::2] for word in line.split()) for line in (old, new))
    names = dict.fromkeys((*before, *after))
    return [name for name in names if before.get(name) != after.get(name)]


def _content(name: str, content: Content) -> Iterator[str]:
    """Yield a content's own identity, and that of each thing it was given after it was read."""
    own = vars(content)
    if "_base" not in own:
        raise UnknownKind(f"{type(content).__name__} of another generator")
    yield f"{name}={content.identity[:LENGTH]}"
    for late in sorted(own.keys() - own["_base"]):
        yield f"{name}.{late}={_short(own[late])}"


def _short(value: Any) -> str:
    kind = type(value)
    if value is None or kind is bool or kind is int:
        return str(value)
    if kind is str:
        return _digest(value)
    known = getattr(value, "identity", "")
    if isinstance(known, str) and known:
        return known[:LENGTH]
    if kind is tuple and value and all(isinstance(item, Article) for item in value):
        known = [item.identity for item in value]
        if all(known):
            return _digest(",".join(known))
    if isinstance(value, URLWrapper):
        return _named(kind.__name__, value.name, value.slug)
    return identity(plain(value))[:LENGTH]


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=LENGTH // 2).hexdigest()


@lru_cache(4096)
def _named(*names: str) -> str:
    return _digest("\0".join(names))


def plain(value: Any) -> Any:
    """Return a value with Pelican's objects in it as plain data."""
    if isinstance(value, Content):
        return value.url, getattr(value, "identity", value)
    if isinstance(value, URLWrapper):
        return type(value).__name__, value.name, value.slug
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
