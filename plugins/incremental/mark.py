"""What a page shows, as a line of words: equal lines, equal pages.

Each word is a name and an identity, ``article.related=0f3c…``: two lines tell what has changed.
"""

from collections.abc import Iterator
from typing import Any

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from plugins._kit.identity import UnknownKind, identity
from plugins._kit.records import Article

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
        else:
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
    if value is None or isinstance(value, bool | int):
        return str(value)
    if isinstance(value, Article) and value.identity:
        return value.identity[:LENGTH]
    if isinstance(value, tuple) and value and all(isinstance(it, Article) for it in value):
        return identity(",".join([item.identity for item in value]))[:LENGTH]
    return identity(plain(value))[:LENGTH]


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
