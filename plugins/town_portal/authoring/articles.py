"""Articles read one at a time, outside a build, as a build would read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from town_portal.build import article
from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import has_file
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import load_file, read_text, validate_document
from town_portal.core.data.tables import DEFAULT_TOWN, Town
from town_portal.core.faults import Faults, format_path
from town_portal.core.scan import scan_folder
from town_portal.core.texts import approval, frontmatter
from town_portal.core.texts.front import ArticleFront

FOLDER = "articles"
ENDINGS = (".md", ".markdown")


@dataclass(frozen=True)
class ArticleFile:
    """An article as its file has it: head and body, HTML, what Markdown found in it."""

    content: Path
    path: Path
    front: ArticleFront
    parts: frontmatter.Parts
    html: str
    figures: tuple[Any, ...]
    links: tuple[Any, ...]
    body_faults: tuple[tuple[int, str], ...] = ()
    """What Markdown refuses: the line of the body and what is wrong."""

    @property
    def file(self) -> str:
        """The path as staff see it."""
        return format_path(self.path)

    @cached_property
    def content_hash(self) -> str:
        """The hash of what the article says and shows now."""
        head, body = self.parts.head.value, self.parts.body
        return approval.hash_content(head, body, self.files.digests)

    @cached_property
    def files(self) -> approval.ShownFiles:
        """The files that the article shows or offers."""
        source = self.path.relative_to(self.content).as_posix()
        return approval.shown_files(self.content, source, self.front, self.figures, self.links)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the files that it shows, each with its line."""
        first = self.parts.body_line - 1
        return [
            f"{self.file}:{first + line if line else 1}: {sentence}"
            for line, sentence in self.files.refused
        ]


class ArticleFolder:
    """The articles of a content folder; raises FaultsError where town.yaml is wrong."""

    def __init__(self, content: Path) -> None:
        """Read what all articles depend on; no article yet."""
        # Late: they take half a second, and who asks for an address reads no article.
        from markdown import Markdown

        from town_portal.settings.base import MARKDOWN

        self.content = content
        self.town = load_town(content)
        self.zone = ZoneInfo(self.town.time_zone)
        given: dict[str, Any] = dict(MARKDOWN)
        self._markdown: Any = Markdown(**given)

    def read(self, path: Path) -> ArticleFile:
        """Return an article; raises FaultsError."""
        faults = Faults()
        text = read_text(path, faults, root := self._root(path))
        faults.check()
        try:
            parts = frontmatter.split_front_matter(text or "")
        except yamldoc.YamlError as error:
            faults.add(path, error.line, "", str(error))
            faults.check()
            raise
        front = validate_document(ArticleFront, parts.head, path, faults, path.parent)
        faults.check()
        assert front is not None  # or there is a fault
        html: str = self._markdown.reset().convert(parts.body)
        markdown = self._markdown
        found = tuple(markdown.figures), tuple(markdown.links), tuple(markdown.faults)
        return ArticleFile(root, path, front, parts, html, *found)

    def _root(self, path: Path) -> Path:
        """Return the content folder as ``path`` names it."""
        roots = (self.content, self.content.resolve())
        return next((root for root in roots if path.is_relative_to(root)), path.parent)

    def compute_standing(self, file: ArticleFile) -> approval.State:
        """Return whether an article waits for somebody to approve it."""
        is_required = self.town.requires_review
        return approval.compute_standing(file.front.review, is_required, lambda: file.content_hash)

    def absence(self, file: ArticleFile, now: datetime) -> str:
        """Return why citizens do not see an article at a moment; empty when they do."""
        showing = article.Showing(file.front, self.zone, standing=self.compute_standing(file))
        return article.explain_absence(showing, now)


def iter_paths(content: Path) -> Iterator[Path]:
    """Yield the files of all articles, in order."""
    found = scan_folder(content / FOLDER, {}, 0).stamps
    yield from (content / FOLDER / path for path in found if is_text(path))


def load_town(content: Path) -> Town:
    """Return the town's data; raises FaultsError."""
    file = content / "data" / "town.yaml"
    if not has_file(file):
        return DEFAULT_TOWN
    faults = Faults()
    town = load_file(Town, file, faults, content)
    faults.check()
    return town if isinstance(town, Town) else DEFAULT_TOWN
