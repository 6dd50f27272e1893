"""What a page shows, as a line of words: equal lines, equal pages.

Each word is a name and an identity, ``article.related=0f3c…``: two lines tell what has changed.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from town_portal.build.incremental.deferred import Deferred
from town_portal.core.identity import UnknownKind, compute_identity
from town_portal.core.records import Article, Topic
from town_portal.core.view import ContentView

LENGTH = 16
"""Digits of an identity in a mark."""


def compute_mark(template: str, given: dict[str, Any]) -> str:
    """Return the mark of a page made by a template out of what it is given.

    Raises UnknownKind when nobody can say what some of it is.
    """
    words = [f"template={template}"]
    for name, value in given.items():
        if isinstance(value, ContentView):
            words.append(f"{name}={value.identity[:LENGTH]}")
            words += [
                f"{name}.{word}={_shorten_value(item)}" for word, item in value.given().items()
            ]
        elif isinstance(value, Content):
            raise UnknownKind(f"{type(value).__name__} of another generator")
        elif not isinstance(value, Deferred):
            words.append(f"{name}={_shorten_value(value)}")
    return " ".join(words)


def list_differences(old: str, new: str) -> list[str]:
    """Return the names of what differs in two marks."""
    before, after = (dict(word.partition("=")[::2] for word in line.split()) for line in (old, new))
    names = dict.fromkeys((*before, *after))
    return [name for name in names if before.get(name) != after.get(name)]


def _shorten_value(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _hash_text(value)
    if value is None or kind is bool or kind is int:
        return str(value)
    known = getattr(value, "identity", "")
    if isinstance(known, str) and known:
        return known[:LENGTH]
    return _compute_short(value)


def _compute_short(value: Any) -> str:
    """Return what is short of a value that does not know its own identity."""
    if isinstance(value, Topic):
        return _shorten_topic(value)
    if isinstance(value, URLWrapper):
        return _hash_names(type(value).__name__, value.name, value.slug)
    if type(value) is tuple and value:
        all_known = [item.identity for item in value if isinstance(item, Article)]
        if len(all_known) == len(value) and all(all_known):
            return _hash_text(",".join(all_known))
    return compute_identity(make_plain(value))[:LENGTH]


@lru_cache(4096)
def _shorten_topic(topic: Topic) -> str:
    return compute_identity(topic)[:LENGTH]


def _hash_text(text: str) -> str:
    return blake2b(text.encode(), digest_size=LENGTH // 2).hexdigest()


@lru_cache(4096)
def _hash_names(*names: str) -> str:
    return _hash_text("\0".join(names))


def make_plain(value: Any) -> Any:
    """Return a value with Pelican's objects in it as plain data."""
    if isinstance(value, Content):
        return value.url, getattr(value, "identity", value)
    if isinstance(value, URLWrapper):
        return type(value).__name__, value.name, value.slug
    if isinstance(value, dict):
        return {name: make_plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [make_plain(item) for item in value]
    return value
