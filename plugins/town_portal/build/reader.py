"""The reader of articles and pages: one door for front matter and Markdown.

Faults are noted, and the file is read on with what is wrong in its head replaced, so that all
faults of all files are known before the build stops.
"""

import importlib
import os
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader

from town_portal.build import article
from town_portal.build.build import Build
from town_portal.core import dates, naming
from town_portal.core.content_files.links import is_elsewhere
from town_portal.core.content_files.names import RefusedFile, check_part
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import read_text, validate_document
from town_portal.core.faults import format_path
from town_portal.core.text import make_slug
from town_portal.core.texts import approval, frontmatter
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.core.texts.kinds import find_front_model, find_kind

SKIP: tuple[str, dict[str, Any]] = ("", {"status": "skip"})


def make_markdown(options: Mapping[str, Any]) -> Markdown:
    """Return the converter with Pelican's options of it.

    Extensions named by a module are made here: Markdown looks through all installed packages for
    each name first.
    """
    configs: Mapping[str, Any] = options.get("extension_configs", {})
    made = [
        importlib.import_module(item).makeExtension(**configs.get(item, {}))
        if isinstance(item, str) and "." in item and ":" not in item
        else item
        for item in options.get("extensions", ())
    ]
    return Markdown(**{**options, "extensions": made})


class PortalReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads ``.md`` files into HTML and Pelican's metadata.

    Beside Pelican's own keys the metadata holds ``front`` (the validated model), ``document``
    (lines of its fields), ``findings`` (what the Markdown extensions found) and ``has_time``.
    """

    file_extensions = ("md", "markdown")

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._markdown: Any = None
        self._folder = Path(os.path.abspath(settings["BUILD"].content))  # noqa: PTH100 - as Pelican

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return HTML and metadata; status ``skip`` when there is nothing to be shown."""
        path = Path(source_path)
        self._build: Build = self.settings["BUILD"]
        relative = self._relative(path)
        notice = partial(self._build.notice, owner=relative)
        text = read_text(path, self._build.faults, self._folder, notice)
        self._check_name(path, relative)
        result = self._read(path, text, relative) if text is not None else None
        if result is None:
            self._build.absent.setdefault(relative, "tệp ấy đang có lỗi")
        return result or SKIP

    def _check_name(self, path: Path, relative: str) -> None:
        """Refuse a text whose file or folder has a name that some systems cannot hold."""
        try:
            for part in relative.split("/"):
                check_part(part)
        except RefusedFile as error:
            self._build.faults.add(path, 1, "", str(error))

    def _read(self, path: Path, text: str, relative: str) -> tuple[str, dict[str, Any]] | None:
        faults = self._build.faults
        try:
            parts = frontmatter.split_front_matter(text)
        except yamldoc.YamlError as error:
            faults.add(path, error.line, "", str(error))
            return None
        model = find_front_model(relative)
        front = validate_document(model, parts.head, path, faults, path.parent)
        replaced: frozenset[str] = frozenset()
        if front is None:
            front, replaced = article.replace_wrong_fields(model, parts.head.value, path)
        html, findings = self._convert(parts, path), self._findings(parts)
        if any(is_elsewhere(link.address, relative) for link in findings["links"]):
            self._build.outward.add(relative)
        metadata: dict[str, Any] = {**self._metadata(front, path), "standing": ""}
        if isinstance(front, ArticleFront):
            self._check(front, replaced, parts.head, path)
            metadata["standing"] = self._standing(front, parts, findings, path)
        if self._is_absent(front, metadata["standing"], relative):
            return None
        metadata |= {"front": front, "document": parts.head, "findings": findings}
        return html, metadata

    def _standing(
        self, front: ArticleFront, parts: frontmatter.Parts, findings: Any, path: Path
    ) -> str:
        """Return, and note, whether an article waits for somebody to approve it."""

        def known() -> str:
            given = (front, findings["figures"], findings["links"])
            files = approval.shown_files(self._folder, relative, *given)
            for link_line, sentence in files.refused:
                if link_line in {link.line for link in findings["links"]}:
                    build.faults.add(path, parts.body_line + link_line - 1, "", sentence)
            return approval.hash_content(parts.head.value, parts.body, files.digests)

        build, relative = self._build, self._relative(path)
        state = approval.compute_standing(front.review, build.town.requires_review, known)
        if state:
            build.standings[relative] = state
            told = approval.describe_doubt(state, front, format_path(path))
            if told and front.status != "draft":
                build.notice(f"{format_path(path)}: {told}", relative)
        return state

    def _is_absent(self, front: Front, standing: str, relative: str) -> bool:
        """Tell whether a text is not shown; note why, and what its next moment will change."""
        build = self._build
        unfinished = bool(self.settings["SHOW_UNFINISHED"])
        showing = article.Showing(front, build.zone, unfinished, standing)
        plan = article.plan_change(showing, build.now, self._note_moments(front, relative))
        if plan:
            build.plans[relative] = plan
        why = article.explain_absence(showing, build.now)
        if why:
            build.absent[relative] = why
        return bool(why)

    def _note_moments(self, front: Front, relative: str) -> float:
        """Note between which of its moments a text is read; return the next, or inf."""
        given = (getattr(front, name, None) for name in ("publish", "expires"))
        moments = [
            dates.convert_to_zone(item, self._build.zone).timestamp() for item in given if item
        ]
        since, until = self._build.lasts_between(moments)
        if moments:
            self._build.moments[relative] = since, until
        return until

    def _convert(self, parts: frontmatter.Parts, path: Path) -> str:
        """Return the body as HTML; what is wrong in it becomes faults."""
        if self._markdown is None:
            self._markdown = make_markdown(self.settings["MARKDOWN"])
        html: str = self._markdown.reset().convert(parts.body)
        for line, sentence in self._markdown.faults:
            self._build.faults.add(path, parts.body_line + line - 1, "", sentence)
        return html

    def _findings(self, parts: frontmatter.Parts) -> dict[str, Any]:
        return {
            "figures": tuple(getattr(self._markdown, "figures", ())),
            "links": tuple(self._markdown.links),
            "first_paragraph": self._markdown.first_paragraph,
            "body_line": parts.body_line,
        }

    def _check(
        self,
        front: ArticleFront,
        replaced: frozenset[str],
        document: yamldoc.YamlDocument,
        path: Path,
    ) -> None:
        """Note what does not fit together, but for fields that stand in for wrong ones."""
        found = article.iter_faults(front, path, self._build.zone, self._build.categories)
        for field, sentence in found:
            if field not in replaced:
                line = document.line((field,)) if field else 1
                self._build.faults.add(path, line, field, sentence)

    def _metadata(self, front: Front, path: Path) -> dict[str, Any]:
        """Return what Pelican wants to know."""
        shared: dict[str, Any] = {"title": front.title, "status": front.status}
        for name in ("summary", "template"):
            if getattr(front, name):
                shared[name] = getattr(front, name)
        if front.modified:
            shared["modified"] = dates.convert_to_zone(front.modified, self._build.zone)
        if not isinstance(front, ArticleFront):
            return {**shared, **self._page(front, path)}
        return {**shared, **self._article(front, path)}

    def _page(self, front: Front, path: Path) -> dict[str, Any]:
        key = naming.get_page_name(path)
        found, kind = {"slug": front.slug or key, "key": key}, find_kind(self._relative(path))
        if kind is None:
            return found
        if front.status != "draft":
            found["url"] = kind.address(found["slug"])
            found["save_as"] = f"{found['url']}index.html"
        return {**found, "template": front.template or kind.template}

    def _relative(self, path: Path) -> str:
        """Return a text's path below the content folder."""
        return path.relative_to(self._folder).as_posix()

    def _article(self, front: ArticleFront, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {
            "date": dates.convert_to_zone(front.date, self._build.zone),
            "has_time": isinstance(front.date, datetime),
            "category": self._wrapped(Category, front.category),
            "slug": article.get_address_slug(front, path),
        }
        if front.tags:
            found["tags"] = [self._wrapped(Tag, word) for word in front.tags]
        if front.author:
            found["authors"] = [self._wrapped(Author, front.author)]
        return found

    def _wrapped(self, kind: Any, name: str) -> Any:
        """Return Pelican's object for a category, tag or author, with a slug of our making."""
        wrapped = kind(name, self.settings)
        wrapped.slug = make_slug(name)
        return wrapped
