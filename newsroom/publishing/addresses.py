"""Where citizens read a text."""

from __future__ import annotations

from pathlib import PurePosixPath

from newsroom.texts.paths import get_content_folder
from town_portal.authoring.articles import load_town
from town_portal.core.faults import FaultsError
from town_portal.core.naming import parse_article_name


def make_public_address(path: str) -> str:
    """Return the public address of an article; empty where the portal's own is not known."""
    try:
        town = load_town(get_content_folder())
    except FaultsError:
        return ""
    own = make_article_path(path)
    return town.full(own) if own and town.site else ""


def make_article_path(path: str) -> str:
    """Return an article's address below the portal; empty where its name tells none."""
    name = parse_article_name(PurePosixPath(path)) if path.startswith("articles/") else None
    return f"{name.day:%Y/%m/%d}/{name.slug}/" if name and name.day else ""
