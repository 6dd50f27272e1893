"""What was imported before: which page became which article, and whether someone edited it since.

The record (``imported.json`` in the state folder beside the content) is this machine's; where it
knows nothing, an article that names the page's address in ``original_url`` is taken for edited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from town_portal.core.content_files.opening import open_file, read_bytes
from town_portal.core.scan import scan_folder
from town_portal.core.storage import read_json, write_json

NAME = "imported.json"
_URL = re.compile(r"^original_url:[ \t]*['\"]?(\S+?)['\"]?[ \t]*$", re.MULTILINE)
_HEAD = 8192
"""Bytes of an article's file in which its head is looked for."""


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """An article that was made of a page.

    ``folder`` is its path below the content folder; ``draft`` the hash of what was understood;
    ``files`` the hashes of its files as they were written.
    """

    folder: str
    draft: str
    files: Mapping[str, str]


@dataclass(slots=True)
class ImportRecord:
    """The articles that were imported into a content folder, by their pages' keys."""

    content: Path
    articles: dict[str, ImportedPage] = field(default_factory=dict)
    _others: dict[str, str] | None = None

    def is_untouched(self, item: ImportedPage) -> bool:
        """Tell whether an article's folder is still as it was written."""
        return hash_files(self.content / item.folder) == dict(item.files)

    def elsewhere(self, url: str) -> str:
        """Return the path of an article that names an address as its original; empty for none."""
        if self._others is None:
            self._others = dict(_iter_originals(self.content))
        return self._others.get(url, "") if url else ""


def get_state_folder(content: Path) -> Path:
    """Return the folder, beside the content, of what importers keep; git does not see it."""
    return content.resolve().parent / ".state"


def read_record(content: Path) -> ImportRecord:
    """Return the record of a content folder; an empty one where there is none or it is broken."""
    path = get_state_folder(content) / NAME
    try:
        found = read_json(path)["articles"].items()
        articles = {key: _parse_imported(content, item) for key, item in found}
    except (KeyError, TypeError, AttributeError):
        return ImportRecord(content)
    return ImportRecord(content, {key: item for key, item in articles.items() if item})


def write_record(record: ImportRecord) -> None:
    """Put a record where the next import finds it."""
    articles = {
        key: {"folder": item.folder, "draft": item.draft, "files": dict(item.files)}
        for key, item in sorted(record.articles.items())
    }
    write_json(get_state_folder(record.content) / NAME, {"articles": articles}, indent=1)


def hash_files(folder: Path) -> dict[str, str]:
    """Return the hash of every file of an article's folder; empty where it is gone."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(read_bytes(path, folder)).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _parse_imported(content: Path, item: Mapping[str, Any]) -> ImportedPage | None:
    """Return an article of the record; None where its folder is none of the articles'."""
    folder = content / str(item["folder"])
    articles = (content / "articles").resolve()
    if articles not in folder.resolve().parents:
        return None
    files = {str(name): str(value) for name, value in item["files"].items()}
    return ImportedPage(str(item["folder"]), str(item["draft"]), files)


def _iter_originals(content: Path) -> Iterator[tuple[str, str]]:
    """Yield the original addresses that articles name, with the articles' paths."""
    for name in scan_folder(content / "articles", {}, 0).stamps:
        if not name.endswith(".md"):
            continue
        path = content / "articles" / name
        with open_file(path, content) as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        match = _URL.search(head)
        if match:
            yield match[1], path.relative_to(content).as_posix()
