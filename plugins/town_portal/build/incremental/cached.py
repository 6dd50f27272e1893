"""Pelican's contents between two builds: pickled, and put together again when asked for."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from pelican.contents import Article, Content, Page
from pelican.urlwrappers import URLWrapper

from town_portal.build.ending import StateLost
from town_portal.build.incremental.pickles import WRAPPERS, dump_by_value, dump_pickle, load_pickle

_GIVEN = frozenset(("settings", "_context", "settled", "record"))
"""What each build gives a content anew."""


class Restorer:
    """Puts contents together; what several have in common, such as a category, is one object."""

    def __init__(self, context: Any, settings: Any) -> None:
        self._given = {"settings": settings, "_context": context}
        self._wrappers: dict[tuple[str, str, str], URLWrapper] = {}

    def content(self, data: bytes, record: Any, *, is_article: bool, settled: bool) -> Content:
        """Return a content that was pickled; ``settled``: an earlier build has done all with it.

        Raises StateLost where the bytes are damaged.
        """
        try:
            values: Mapping[str, Any] = load_pickle(data, self.wrapper)
        except Exception as error:  # damaged bytes may fail in any way
            raise StateLost(str(error)) from error
        content: Content = object.__new__(Article if is_article else Page)
        vars(content).update(values, **self._given, settled=settled)
        if record is not None:
            content.record = record
        return content

    def wrapper(self, kind: str, name: str, slug: str) -> URLWrapper:
        """Return Pelican's object for a category, a tag or an author."""
        key = kind, name, slug
        if key not in self._wrappers:
            self._wrappers[key] = WRAPPERS[kind](name, self._given["settings"])
            self._wrappers[key].slug = slug
        return self._wrappers[key]


def pickle_content(content: Content) -> bytes | None:
    """Return a content without its record; None when some of it can't be kept."""
    values = {name: value for name, value in vars(content).items() if name not in _GIVEN}
    try:
        return dump_pickle(values)
    except Exception:  # noqa: BLE001  # attributes of other plugins may fail in any way
        return None


def separate_identity(record: Any) -> tuple[Any, bytes]:
    """Return a record that knows its identity, and it pickled without one."""
    data = dump_by_value(replace(record, identity=""))
    return replace(record, identity=blake2b(data, digest_size=16).hexdigest()), data
