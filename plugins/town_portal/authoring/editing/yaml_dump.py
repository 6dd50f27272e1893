"""Write values as YAML: texts with quotation marks where they need them, numbers without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from town_portal.core.text import normalize_text


class PlainScalar(str):
    """A value that is written without quotation marks: a number, a date, yes or no."""


class Folded(str):
    """A text that is written below ``>-``."""


class Dumper(yaml.SafeDumper):
    """Lists begin in the column of their key, as front matter has them."""


class IndentedDumper(Dumper):
    """Lists begin two columns further in than their key, as data files have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists too."""
        del indentless
        super().increase_indent(flow, False)


def _represent_plain(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    text = str(value)
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, text)


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else ">" if isinstance(value, Folded) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=style)


Dumper.add_representer(PlainScalar, _represent_plain)
Dumper.add_representer(Folded, _represent_text)
Dumper.add_representer(str, _represent_text)


def normalize_value(value: Any) -> Any:
    """Return a value as the portal reads it from a file, absent parts left out.

    Every scalar is a text: Plain where quotation marks would change what other programs read.
    """
    if isinstance(value, Mapping):
        return {normalize_text(str(key)): normalize_value(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [normalize_value(item) for item in value if item is not None and item != ""]
    if value is None:
        return None
    if isinstance(value, PlainScalar):
        return PlainScalar(normalize_text(value))
    if isinstance(value, str):
        return normalize_text(value)
    return PlainScalar(yaml.safe_dump(value).split("\n")[0])


def drop_absent(value: Any) -> Any:
    """Return a value without its absent entries, at any depth."""
    if isinstance(value, dict):
        return {key: drop_absent(item) for key, item in value.items() if item is not None}
    return [drop_absent(item) for item in value] if isinstance(value, list) else value
