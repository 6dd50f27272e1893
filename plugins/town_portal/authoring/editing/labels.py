"""The words of the desk: a label, a hint, the names of choices for each field of each model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("labels.yaml")


@dataclass(frozen=True)
class FieldLabel:
    """What staff read at a field; ``one`` names an item of a list."""

    label: str
    hint: str = ""
    one: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


class NoLabel(LookupError):
    """A field that labels.yaml does not name."""


def find_label(table: str, path: str) -> FieldLabel:
    """Return the words for a field, ``attachments.file`` of ``front-article`` as an example.

    The fields of all texts are named together, but for those that a kind of texts has alone or
    names in its own way; those of a block are named once for all places. Raises NoLabel.
    """
    if path not in _find_group(table):
        raise NoLabel(f"labels.yaml: thiếu tên của trường {table}: {path}")
    return _build_label(_find_group(table)[path])


def find_title(table: str) -> FieldLabel:
    """Return the name of a table; raises NoLabel."""
    return find_label("titles", table)


def find_order(table: str, path: str) -> int:
    """Return the place of a field in the form: that of its words in labels.yaml."""
    find_label(table, path)
    return list(_find_group(table)).index(path)


@cache
def _find_group(table: str) -> Mapping[str, Any]:
    """Return the words of a table; what a kind of texts names itself stands first."""
    own = _read().get(table, {})
    return {**own, **_read()["front"], **own} if table.startswith("front-") else own


def _build_label(given: Any) -> FieldLabel:
    return FieldLabel(**given) if isinstance(given, dict) else FieldLabel(str(given))


@cache
def _read() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
