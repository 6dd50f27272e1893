"""Symbols for pages: drawings of the set Lucide, as the package of npm has them."""

import json
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

SET = "@iconify-json/lucide/icons.json"
"""Chosen because it is one file of 0.6 MB; Lucide's own package is 67 MB of the same drawings."""
_GROUP = re.compile(r"</?g\b[^>]*>")
_LOOKS = re.compile(r' (?:fill|stroke|stroke-\w+)="[^"]*"')


@cache
def _list_drawings(modules: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((modules / SET).read_bytes())["icons"]
    return found


def draw_symbol(modules: Path, name: str) -> Markup:
    """Return a symbol as SVG that takes colour and size from the style sheet.

    ``modules`` is the folder of npm's packages. Raises KeyError for a name that the set has not.
    """
    body = _LOOKS.sub("", _GROUP.sub("", _list_drawings(modules)[name]["body"]))
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{body}</svg>')
