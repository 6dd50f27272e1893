"""A draft to an article's folder: text and photographs, never over what is there."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import (
    Doubt,
    Draft,
    DraftFigures,
    DraftPicture,
    DraftProse,
)
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import read_bytes, refuse_links
from town_portal.core.content_files.writing import write_durably
from town_portal.core.text import make_slug, normalize_text, shorten_text
from town_portal.features.photos import limits
from town_portal.features.photos.decode import decode_photo
from town_portal.features.photos.kinds import ENDINGS, detect_kind
from town_portal.features.photos.photo import inspect_photo

LONGEST_TITLE = 300
LONGEST_NAME = 60
NO_TITLE = "Bài chưa có tiêu đề"
_SMALL = (160, 160)
"""Pixels to which photographs are decoded to see that they are whole."""
_LOOK_AT = 4096
_NUMBERED = re.compile(r"anh-(\d{1,6})\.")
_DRAFT = re.compile(r"^status: *draft *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """An article that was written: its folder, its file, and what a person should look at."""

    folder: Path
    file: Path
    doubts: tuple[Doubt, ...]

    @property
    def slug(self) -> str:
        """The last part of the article's address: as a draft it is at ``ban-thao/SLUG/``."""
        return self.folder.name[len("2020-12-14-") :]


def write_draft(draft: Draft, content: Path, category: str, today: date) -> WrittenArticle:
    """Write a draft below ``content/articles`` with ``status: draft``.

    ``today`` is its date where the draft knows none. A taken name gets -2, -3 … Photographs that
    the portal can't show are kept beside the text, which says so in their place. Raises OSError
    where nothing could be written; then nothing is left.
    """
    draft = fit_title(draft)
    day = draft.date or today
    folder, doubts = _make_folder(content, f"{day:%Y-%m-%d}", make_short_slug(draft.title))
    try:
        names, lost = _put(draft, folder)
        known = {doubt.about for doubt in draft.doubts}
        lost = [doubt for doubt in lost if doubt.about not in known]
        file = folder / "index.md"
        text = format_article(replace(draft, date=day), category, names)
        write_durably(file, text.encode("utf-8"))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return WrittenArticle(folder, file, (*draft.doubts, *lost, *doubts))


def format_article(draft: Draft, category: str, names: Sequence[str]) -> str:
    """Return the article's file. ``names`` are those of the photographs, in their order.

    An empty name stands for a photograph that can't be shown: a sentence takes its place.
    """
    head = yaml.safe_dump(
        _build_front_matter(draft, category), allow_unicode=True, sort_keys=False, width=96
    )
    return normalize_text(f"---\n{head}---\n\n{_format_body(draft, names)}\n")


def _format_body(draft: Draft, names: Sequence[str]) -> str:
    left = iter(names)
    blocks = [
        block.markdown.strip("\n")
        if isinstance(block, DraftProse)
        else _format_figures(block, left)
        for block in draft.body
    ]
    return normalize_text("\n\n".join(filter(None, blocks)))


def write_body(draft: Draft, folder: Path) -> tuple[str, tuple[Doubt, ...]]:
    """Put a draft's photographs into the folder of an article that is there; return its body.

    The body is Markdown. No file in the folder is overwritten. Raises OSError.
    """
    taken = [int(name[1]) for path in folder.iterdir() if (name := _NUMBERED.match(path.name))]
    names, doubts = _put(draft, folder, max(taken, default=0) + 1)
    return _format_body(draft, names), (*draft.doubts, *doubts)


def list_pictures(draft: Draft) -> list[DraftPicture]:
    """Return a draft's photographs in their order."""
    return [
        picture
        for block in draft.body
        if isinstance(block, DraftFigures)
        for picture in block.pictures
    ]


def format_credit(picture: DraftPicture) -> str:
    """Return who made a photograph, with the word that stands before: ``Ảnh: Lê An``."""
    credit = " ".join(picture.credit.split())
    return credit if not credit or ":" in credit else f"Ảnh: {credit}"


def _build_front_matter(draft: Draft, category: str) -> dict[str, Any]:
    fields = {
        "title": draft.title,
        "date": draft.date,
        "category": category,
        "status": "draft",
        "summary": " ".join(draft.summary.split()),
        "author": draft.author,
        "photographer": draft.photographer,
        "source": draft.source,
        "original_url": draft.original_url,
        "redirect_from": list(draft.redirect_from),
    }
    return {name: value for name, value in fields.items() if value}


def _format_figures(block: DraftFigures, names: Iterator[str]) -> str:
    """Return photographs as Markdown; those that can't be shown as sentences."""
    named = [(picture, next(names)) for picture in block.pictures]
    shown = "\n".join(_format_figure(picture, name) for picture, name in named if name)
    return "\n\n".join(
        filter(None, (shown, *(_format_gap(item) for item, name in named if not name)))
    )


def _format_figure(picture: DraftPicture, name: str) -> str:
    alt = escape.escape_inline(" ".join(picture.alt.split()))
    words = escape.escape_title(_format_words(picture))
    return f'![{alt}]({name} "{words}")' if words else f"![{alt}]({name})"


def _format_words(picture: DraftPicture) -> str:
    """Return caption and credit as one text, from which features/photos/credit.py parts them."""
    caption, credit = " ".join(picture.caption.split()), format_credit(picture)
    if caption and credit and caption[-1] not in ".!?…”":
        caption += "."
    return f"{caption} {credit}".strip()


def _format_gap(picture: DraftPicture) -> str:
    what = f"ảnh “{picture.name}”" if picture.name else "một ảnh"
    words = f"(Chỗ này còn thiếu {what}.) {_format_words(picture)}"
    alt = f" (Lời tả ảnh: {picture.alt})" if picture.alt else ""
    return f"*{escape.escape_inline(' '.join((words + alt).split()))}*"


def fit_title(draft: Draft) -> Draft:
    """Return a draft whose title the portal takes; the whole of a long one goes into the body."""
    whole = " ".join(draft.title.split())
    if not whole:
        doubt = Doubt("tiêu đề", "Không tìm thấy tiêu đề; hãy ghi tiêu đề cho bài.")
        return replace(draft, title=NO_TITLE, doubts=(*draft.doubts, doubt))
    if len(whole) <= LONGEST_TITLE:
        return replace(draft, title=whole)
    sentence = (
        f"Tiêu đề dài quá {LONGEST_TITLE} ký tự nên đã cắt bớt; cả câu còn ở đầu bài. "
        "Hãy đặt tiêu đề ngắn hơn rồi bỏ câu ấy."
    )
    return replace(
        draft,
        title=shorten_text(whole, LONGEST_TITLE),
        body=(DraftProse(escape.escape_paragraph(whole)), *draft.body),
        doubts=(*draft.doubts, Doubt("tiêu đề", sentence)),
    )


def make_short_slug(title: str) -> str:
    """Return the title as a part of an address, cut between two words."""
    whole = make_slug(title)
    if len(whole) <= LONGEST_NAME:
        return whole or "bai"
    return whole[: LONGEST_NAME + 1].rsplit("-", 1)[0][:LONGEST_NAME]


def _make_folder(content: Path, day: str, name: str) -> tuple[Path, tuple[Doubt, ...]]:
    """Make the article's folder and return it; with a doubt where the name was taken."""
    year = content / "articles" / day[:4]
    try:
        refuse_links(year, content)
    except RefusedFile as error:
        raise OSError(errno.ELOOP, str(error)) from error
    year.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        numbered = name if number == 1 else f"{name}-{number}"
        if _is_taken(content, day, numbered):
            continue
        try:
            (year / f"{day}-{numbered}").mkdir()
        except FileExistsError:
            continue
        break
    sentence = f"Đã có bài cùng tên nên bài này lấy tên “{numbered}”; hãy xem có phải nhập hai lần."
    doubts = () if number == 1 else (Doubt("tên bài", sentence),)
    return year / f"{day}-{numbered}", doubts


def _read_text(file: Path, content: Path) -> str:
    """Return the text of another article; empty if its file is a link."""
    try:
        return read_bytes(file, content).decode("utf-8", "replace")
    except ValueError:
        return ""


def _is_taken(content: Path, day: str, name: str) -> bool:
    """Tell whether another article has this name: of the same day, or a draft of any day."""
    found: Iterable[Path] = (content / "articles").glob(f"*/????-??-??-{name}*")
    for path in found:
        if path.name not in (path.name[:11] + name, path.name[:11] + name + ".md"):
            continue
        if path.name.startswith(day):
            return True
        file = path if path.is_file() else path / "index.md"
        if file.is_file() and _DRAFT.search(_read_text(file, content)):
            return True
    return False


def _put(draft: Draft, folder: Path, first: int = 1) -> tuple[list[str], list[Doubt]]:
    """Write photographs and tables; return photographs' names (empty: not to be shown), doubts."""
    names, doubts = [], []
    for block in draft.body:
        if isinstance(block, DraftProse) and block.sheet:
            write_durably(folder / block.sheet.name, block.sheet.data)
    for number, picture in enumerate(list_pictures(draft), first):
        name, doubt = _put_one(picture, folder, number)
        names.append(name)
        doubts += [doubt] if doubt else []
    return names, doubts


def _put_one(picture: DraftPicture, folder: Path, number: int) -> tuple[str, Doubt | None]:
    about = f"ảnh {number}"
    if picture.data is None:
        return "", Doubt(about, "Không có tệp của ảnh này; hãy chép ảnh vào rồi đặt vào bài.")
    kind = detect_kind(picture.data[:_LOOK_AT], picture.suffix)
    suffix = ENDINGS[kind][0] if kind in ENDINGS else (picture.suffix.lower() or ".bin")
    path = folder / f"anh-{number}{suffix}"
    write_durably(path, picture.data)
    try:
        header = inspect_photo(path)
        limits.check_limits(path, header, _SMALL)
        decode_photo(path, header, _SMALL)
    except ValueError as error:
        sentence = f"Ảnh chưa dùng được: {error}. Tệp còn ở cạnh bài; chỗ của ảnh có một câu báo."
        return "", Doubt(about, sentence)
    return path.name, None
