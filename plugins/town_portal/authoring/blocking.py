"""What the editorial check says must be put right before an article goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from town_portal.authoring.articles import FOLDER, ArticleFolder
from town_portal.core.content_files.opening import read_text
from town_portal.core.data import yamldoc
from town_portal.core.faults import FaultsError, format_path
from town_portal.core.texts import frontmatter

MUST = "must"


def list_musts(content: Path) -> Mapping[str, list[str]]:
    """Return the lines of all findings that must be put right, by file as staff see it."""
    from town_portal.authoring.proofreading.check import (
        list_findings,  # late: its words and rules are many
    )

    found: dict[str, list[str]] = {}
    for finding in list_findings(content):
        if finding.level == MUST:
            found.setdefault(finding.file, []).append(str(finding))
    return found


def list_obstacles(content: Path, now: datetime) -> list[str]:
    """Return those of them that stand in what citizens would see; raises FaultsError."""
    found = list_musts(content)
    if not found:
        return []
    articles = ArticleFolder(content)
    names = {format_path(path): path for path in content.rglob("*.m*")}
    public = (name for name in found if _is_public(names.get(name), articles, now))
    return [line for name in public for line in found[name]]


def _is_public(path: Path | None, articles: ArticleFolder, now: datetime) -> bool:
    """Tell whether a text would be shown; what can't be read counts: the build will tell why."""
    if path is None:
        return True
    try:
        if FOLDER in path.relative_to(articles.content).parts[:1]:
            file = articles.read(path)
            return not articles.absence(file, now)
        head = frontmatter.split_front_matter(read_text(path)).head.value or {}
    except (FaultsError, yamldoc.YamlError, OSError, ValueError):
        return True
    return bool(head.get("status") != "draft")
