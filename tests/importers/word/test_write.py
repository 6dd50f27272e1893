"""A draft becomes an article's folder: nothing is written over, and every letter survives."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.importers.word.samples.maker import photograph
from town_portal.authoring.importers import escape
from town_portal.authoring.importers.category import FIRST, choose_category
from town_portal.authoring.importers.draft import (
    Doubt,
    Draft,
    DraftFigures,
    DraftPicture,
    DraftProse,
)
from town_portal.authoring.importers.write import (
    LONGEST_TITLE,
    NO_TITLE,
    format_article,
    write_draft,
)
from town_portal.core.text import normalize_text
from town_portal.core.texts import frontmatter
from town_portal.features.photos.credit import split_credit
from town_portal.settings.base import MARKDOWN

DAY = date(2026, 1, 2)
PHOTO = photograph(1)
letters = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)
nasty = st.lists(st.sampled_from([*"*_[]()<>|#`\\\"'&!^~{}=+-. ", "chữ ", "1. ", "&lt;", "b>"]))
texts = st.one_of(letters, nasty.map("".join)).map(
    lambda text: " ".join(normalize_text(text).split())
)


def rendered(text: str) -> Any:
    """Return the portal's Markdown after it has converted an article's body."""
    options: dict[str, Any] = dict(MARKDOWN)
    portal: Any = Markdown(**options)
    portal.html = portal.convert(frontmatter.split_front_matter(text).body)
    return portal


def test_a_draft_is_written_with_its_photographs(tmp_path: Path) -> None:
    """The folder is named after day and title; the file has what the draft knows."""
    picture = DraftPicture(PHOTO, ".jpeg", "Cầu Bà Nở", "Lê An", "Một cây cầu")
    draft = Draft(
        "Tin: một bài", (DraftProse("Đoạn."), DraftFigures((picture,))), DAY, "Sa-pô.", "Lê An"
    )
    moment = datetime.fromisoformat("2020-12-14T08:30:00+07:00")
    old = ("/portal/bai.aspx",)
    other = Draft("Bài", (), moment, original_url="https://x.vn/a", redirect_from=old, source="Báo")
    written = write_draft(draft, tmp_path, "tin-tuc", date(2030, 1, 1))
    assert written.folder == tmp_path / "articles" / "2026" / "2026-01-02-tin-mot-bai"
    assert (written.slug, written.doubts) == ("tin-mot-bai", ())
    assert (written.folder / "anh-1.jpg").read_bytes() == PHOTO
    text = written.file.read_text(encoding="utf-8")
    assert text.endswith('Đoạn.\n\n![Một cây cầu](anh-1.jpg "Cầu Bà Nở. Ảnh: Lê An")\n')
    assert frontmatter.split_front_matter(text).head.value == {
        "title": "Tin: một bài",
        "date": "2026-01-02",
        "category": "tin-tuc",
        "status": "draft",
        "summary": "Sa-pô.",
        "author": "Lê An",
    }
    assert frontmatter.split_front_matter(format_article(other, "tin", ())).head.value == {
        "title": "Bài",
        "date": "2020-12-14 08:30:00+07:00",
        "category": "tin",
        "status": "draft",
        "source": "Báo",
        "original_url": "https://x.vn/a",
        "redirect_from": list(old),
    }


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A taken name gets a number: of the same day, or of a draft of another day."""
    draft = Draft("Một bài", (DraftProse("A."),))
    names = [
        write_draft(draft, tmp_path, "tin", day).folder.name for day in (DAY, DAY, date(2025, 5, 5))
    ]
    assert names == ["2026-01-02-mot-bai", "2026-01-02-mot-bai-2", "2025-05-05-mot-bai-3"]
    for file in tmp_path.rglob("index.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    later = write_draft(draft, tmp_path, "tin", date(2024, 4, 4))
    assert (later.folder.name, later.doubts) == ("2024-04-04-mot-bai", ())


@pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A year's folder that is a link, which Git carries, is told."""
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "content" / "articles" / "2026").symlink_to(tmp_path / "ngoai")
    with pytest.raises(OSError, match="symlink"):
        write_draft(Draft("A", (DraftProse("B"),), DAY), tmp_path / "content", "tin-tuc", DAY)
    assert not [*(tmp_path / "ngoai").iterdir()]


def test_unusable_photographs_leave_a_sentence(tmp_path: Path) -> None:
    """A missing and a broken photograph are told in their place; the file itself is kept."""
    lost = DraftPicture(None, ".jpg", "Chú thích", name="co.jpg")
    broken = DraftPicture(PHOTO[:300], ".jpg", "Ảnh cụt")
    written = write_draft(Draft("Bài", (DraftFigures((lost, broken)),)), tmp_path, "tin", DAY)
    text = written.file.read_text(encoding="utf-8")
    assert "*(Chỗ này còn thiếu ảnh “co.jpg”.) Chú thích*" in text
    assert "![" not in text
    assert [doubt.about for doubt in written.doubts] == ["ảnh 1", "ảnh 2"]
    assert (written.folder / "anh-2.jpg").read_bytes() == PHOTO[:300]


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file can't be written, no half of an article stays."""

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_draft(Draft("Bài", ()), tmp_path, "tin", DAY)
    assert not list((tmp_path / "articles" / "2026").iterdir())


def test_titles_that_the_portal_refuses_are_put_right(tmp_path: Path) -> None:
    """A title that is too long goes into the body whole; without one the article says so."""
    long = "chữ " * 100
    written = write_draft(Draft(long, ()), tmp_path, "tin", DAY)
    parts = frontmatter.split_front_matter(written.file.read_text(encoding="utf-8"))
    assert len(parts.head.value["title"]) <= LONGEST_TITLE
    assert parts.body.strip() == long.strip()
    assert len(written.slug) <= 60
    nameless = write_draft(Draft(" ", ()), tmp_path, "tin", DAY)
    assert f"title: {NO_TITLE}\n" in nameless.file.read_text(encoding="utf-8")
    assert write_draft(Draft("!!!", ()), tmp_path, "tin", DAY).slug == "bai"


@settings(max_examples=60, deadline=None)
@given(texts, texts)
@example('\\"', '\\"')
@example('a\\"b', "")
def test_every_letter_of_captions_and_descriptions_survives(caption: str, alt: str) -> None:
    """Whatever stands in a caption or a description is the same when the portal reads it."""
    draft = Draft("Bài", (DraftFigures((DraftPicture(PHOTO, ".jpg", caption, "", alt),)),), DAY)
    portal = rendered(format_article(draft, "tin", ["anh-1.jpg"]))
    assert portal.faults == []
    found = portal.figures[0]
    assert (found.caption, found.credit) == split_credit(caption)
    assert found.alt == alt


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_letter_of_a_paragraph_survives(text: str) -> None:
    """Text that looks like Markdown or HTML is shown as it is."""
    draft = Draft("Bài", (DraftProse(escape.escape_paragraph(text)),), DAY, summary=text)
    made = format_article(draft, "tin", ())
    portal = rendered(made)
    assert portal.faults == []
    assert portal.first_paragraph == text
    assert (frontmatter.split_front_matter(made).head.value.get("summary") or "") == text


def test_the_category_is_the_one_asked_for_or_the_first() -> None:
    """One that there is not is refused; the first of several is a guess and told."""
    known = {"a": "Một", "b": "Hai"}
    assert choose_category("b", known) == ("b", None)
    assert choose_category("", {"a": "Một"}) == ("a", None)
    assert choose_category("", known) == ("a", Doubt("chuyên mục", FIRST.format("Một")))
    assert choose_category("x", {}) == ("x", None)
    with pytest.raises(ValueError, match=r"Không có chuyên mục “x”\. Các chuyên mục: a, b"):
        choose_category("x", known)
