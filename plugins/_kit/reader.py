"""The reader of articles and pages: one door for front matter and Markdown.

A file with faults is noted and skipped, so that all faults of all files are known before the
build stops.
"""

import difflib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader

from plugins._kit import dates, frontmatter, naming, yamldoc
from plugins._kit.build import Build
from plugins._kit.data import read_text, validate
from plugins._kit.front import ArticleFront, Front, PageFront
from plugins._kit.text import slug

SKIP: tuple[str, dict[str, Any]] = ("", {"status": "skip"})


class PortalReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads ``.md`` files into HTML and Pelican's metadata.

    Beside Pelican's own keys the metadata holds ``front`` (the validated model), ``document``
    (lines of its fields), ``findings`` (what the Markdown extensions found) and ``has_time``.
    """

    file_extensions = ("md", "markdown")

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._markdown: Any = None

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return HTML and metadata of the file; status ``skip`` when it has faults."""
        path = Path(source_path)
        self._build: Build = self.settings["BUILD"]
        relative = path.relative_to(self._build.content.resolve()).as_posix()
        text = read_text(path, self._build.faults)
        result = self._read(path, text, relative) if text is not None else None
        if result is None:
            self._build.absent.setdefault(relative, "tệp ấy đang có lỗi")
        return result or SKIP

    def _read(self, path: Path, text: str, relative: str) -> tuple[str, dict[str, Any]] | None:
        faults, is_page = self._build.faults, self._is_page(relative)
        try:
            parts = frontmatter.split(text)
        except yamldoc.YamlError as error:
            faults.add(path, error.line, "", str(error))
            return None
        known = len(faults.found)
        model: type[Front] = PageFront if is_page else ArticleFront
        front = validate(model, parts.head, path, faults, path.parent)
        html = self._convert(parts, path)
        if front is None:
            return None
        if isinstance(front, ArticleFront):
            metadata = self._article(front, parts.head, path)
        else:
            metadata = _page(front, path)
        self._note_absence(front, relative)
        if len(faults.found) > known or relative in self._build.absent:
            return None
        metadata |= _shared(front, self._build)
        metadata |= {"front": front, "document": parts.head, "findings": self._findings(parts)}
        return html, metadata

    def _is_page(self, relative: str) -> bool:
        return any(relative.startswith(f"{folder}/") for folder in self.settings["PAGE_PATHS"])

    def _convert(self, parts: frontmatter.Parts, path: Path) -> str:
        """Return the body as HTML; what is wrong in it becomes faults."""
        if self._markdown is None:
            self._markdown = Markdown(**self.settings["MARKDOWN"])
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

    def _article(
        self, front: ArticleFront, document: yamldoc.Document, path: Path
    ) -> dict[str, Any]:
        moment = dates.in_zone(front.date, self._build.zone)
        metadata: dict[str, Any] = {
            "date": moment,
            "has_time": isinstance(front.date, datetime),
            "category": self._category(front, document, path),
            "slug": self._slug(front, moment, document, path),
        }
        for word in front.tags:
            if not slug(word):
                sentence = f"từ khóa “{word}” không có chữ cái nào để làm địa chỉ; hãy sửa hoặc xóa"
                self._build.faults.add(path, document.line(("tags",)), "tags", sentence)
        tags = [self._wrapped(Tag, word) for word in front.tags]
        if tags:
            metadata["tags"] = tags
        if front.author:
            metadata["authors"] = [self._wrapped(Author, front.author)]
        return metadata

    def _wrapped(self, kind: Any, name: str) -> Any:
        wrapped = kind(name, self.settings)
        wrapped.slug = slug(name)
        return wrapped

    def _category(self, front: ArticleFront, document: yamldoc.Document, path: Path) -> Any:
        known = self._build.categories
        if known and known.topic(front.category) is None:
            keys = [item.key for item in known.categories]
            near = difflib.get_close_matches(slug(front.category), keys, n=1)
            advice = f"; có phải ý là “{near[0]}”?" if near else "."
            self._build.faults.add(
                path,
                document.line(("category",)),
                "category",
                f"không có chuyên mục “{front.category}”{advice} Các chuyên mục: {', '.join(keys)}",
            )
        elif not slug(front.category):
            sentence = f"chuyên mục “{front.category}” không có chữ cái nào để làm địa chỉ; hãy sửa"
            self._build.faults.add(path, document.line(("category",)), "category", sentence)
        return self._wrapped(Category, front.category)

    def _slug(
        self, front: ArticleFront, moment: date, document: yamldoc.Document, path: Path
    ) -> str:
        """Return the address's last part: of the name, the field or the title, in this order."""
        faults = self._build.faults
        try:
            name = naming.article_name(path)
        except ValueError as error:
            faults.add(path, 1, "", str(error))
            return ""
        if name.day and (name.day.year, name.day.month, name.day.day) != (
            moment.year,
            moment.month,
            moment.day,
        ):
            sentence = (
                f"ngày này ({dates.day(moment)}) khác ngày trong tên ({dates.day(name.day)}); "
                "hãy sửa một trong hai cho khớp"
            )
            faults.add(path, document.line(("date",)), "date", sentence)
        found = name.slug or front.slug or slug(front.title)
        if not found:
            sentence = "tiêu đề không có chữ cái nào để làm địa chỉ; hãy thêm trường slug"
            faults.add(path, document.line(("title",)), "title", sentence)
        return found

    def _note_absence(self, front: Front, relative: str) -> None:
        """Note a content that the clock or the editors hold back."""
        now, zone, open_ = self._build.now, self._build.zone, self.settings["SHOW_UNFINISHED"]
        publish, expires = getattr(front, "publish", None), getattr(front, "expires", None)
        review = getattr(front, "review", None)
        if publish and dates.in_zone(publish, zone) > now:
            reason = f"bài ấy đến {dates.day(dates.in_zone(publish, zone))} mới hiện"
        elif expires and dates.in_zone(expires, zone) <= now:
            reason = "bài ấy đã hết hạn"
        elif front.status == "draft" and not open_:
            reason = "bài ấy còn là bản thảo"
        elif review and review.state == "waiting" and not open_:
            reason = "bài ấy đang chờ duyệt"
        else:
            return
        self._build.absent[relative] = reason


def _page(front: Front, path: Path) -> dict[str, Any]:
    return {"slug": front.slug or naming.page_name(path), "key": naming.page_name(path)}


def _shared(front: Front, build: Build) -> dict[str, Any]:
    found: dict[str, Any] = {"title": front.title, "status": front.status}
    if front.modified:
        found["modified"] = dates.in_zone(front.modified, build.zone)
    if front.summary:
        found["summary"] = front.summary
    if front.template:
        found["template"] = front.template
    return found
