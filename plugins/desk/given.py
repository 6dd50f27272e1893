"""All that the page fetches before Decap begins, as one JSON file."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plugins._kit.naming import page_name
from plugins._kit.tables import Categories
from plugins.authoring.models import TEXTS
from plugins.blocks.catalogue import blocks
from plugins.desk.config import Desk, config, formats
from plugins.desk.widgets import Around

PHRASES = Path(__file__).with_name("locale.yaml")


def around(
    content: Path,
    categories: Categories | None,
    kinds: Iterable[str],
    rules: Mapping[str, str] | None = None,
) -> Around:
    """Return what forms offer for choosing in a content folder; ``rules`` as Around has them.

    ``kinds`` are those of documents.
    """
    found = categories.categories if categories else ()
    pages = sorted({page_name(file) for file in (content / "pages").rglob("*.md")})
    choices = {"front-document.kind": {kind: kind for kind in kinds}}
    topics = {item.key: item.title for item in found}
    return Around(topics, tuple(pages), blocks(), rules or {}, choices)


def given(desk: Desk, backend: Mapping[str, Any], site: Mapping[str, Any]) -> str:
    """Return the JSON; ``site`` has base, styles and zone, as static/desk.js takes them."""
    found = {
        "config": config(desk, backend, str(site["base"])),
        "formats": formats(desk),
        "phrases": phrases(),
        "texts": [{"name": it.name, "folder": it.folder, "address": it.address} for it in TEXTS],
        **site,
    }
    return json.dumps(found, ensure_ascii=False)


@cache
def phrases() -> Mapping[str, Any]:
    """Return Decap's sentences in Vietnamese, as far as they are ours."""
    found: Mapping[str, Any] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    return found
