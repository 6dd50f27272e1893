"""The sample documents: no word is lost, captions stand at their photographs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.importers.word.samples import words
from tests.importers.word.samples.documents import SAMPLES, Sample
from tests.importers.word.samples.imported import DAY, Imported, captions_of, import_sample
from tests.sites.build_site import GOOD, Site
from town_portal.authoring.importers.draft import DraftFigures, DraftProse
from town_portal.authoring.importers.write import list_pictures, write_draft


@cache
def imported(name: str) -> tuple[Sample, Imported]:
    """Return a sample document, and what became of it."""
    sample = SAMPLES[name]()
    return sample, import_sample(sample)


def text(name: str) -> str:
    """Return the prose of a document's draft."""
    body = imported(name)[1].draft.body
    return "\n\n".join(item.markdown for item in body if isinstance(item, DraftProse))


def said(name: str) -> str:
    """Return the doubts about a document."""
    return "\n".join(doubt.sentence for doubt in imported(name)[1].draft.doubts)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_lost(name: str) -> None:
    """Every word is there; title, lead and captions are where they belong; it is no document."""
    sample, found = imported(name)
    assert not found.lost
    assert (found.draft.title, found.draft.summary) == (sample.title, sample.lead)
    assert captions_of(found.draft) == [words.words(caption) for caption in sample.captions]
    assert "chưa vào bài" not in said(name)
    assert found.draft.official is None


def test_marks_and_links_are_kept() -> None:
    """Bold, italic, raised letters, links and headings become Markdown, below the title."""
    found = text("kiểu định dạng của Word")
    assert "**kiểm tra** và *đánh giá*" in found
    assert "km<sup>2</sup>[ theo văn bản](" not in found
    assert "km<sup>2</sup> [theo văn bản](https://chinhphu.vn/)" in found
    assert "\n\n## Kết quả\n\n" in found
    draft = imported("kiểu định dạng của Word")[1].draft
    assert (draft.author, draft.photographer) == ("Ban Biên tập", "Lê An")
    assert list_pictures(draft)[0].alt == "Một hình chữ nhật màu"
    assert list_pictures(draft)[0].credit == "Ảnh: Lê An"


def test_lists_and_notes_are_kept() -> None:
    """Lists are nested and numbered, notes stand at the end; what is not taken is told."""
    found = text("danh sách, chú thích cuối trang")
    assert "1. Việc thứ nhất\n2. Việc thứ hai" in found
    assert "- Chuẩn bị hồ sơ\n    - Hồ sơ giấy\n- Báo cáo kết quả" in found
    assert "kế hoạch.[^1][^2]" in found
    assert found.endswith(
        "[^1]: Theo báo cáo của đoàn kiểm tra.\n\n[^2]: Xem thêm ở phần kết luận."
    )
    assert "Bản này chữ thêm vào" in found
    assert "chữ bỏ" not in found
    assert "\n\n1\\. Không phải danh sách\n\n\\# Không phải tiêu đề nhỏ\n\n" in found
    told = said("danh sách, chú thích cuối trang")
    assert "Track Changes" in told
    assert "Lời góp ý (comment) trong tệp Word không đưa vào bài: “Cần xem lại”" in told
    assert "các chữ ở đó: “Công văn nội bộ”" in told


def test_true_tables_stay_tables() -> None:
    """A table has a head; merged cells are told; what looks like a border is escaped."""
    found = text("ảnh trong bảng")
    rows = ("Nội dung | 2019 | 2020", "--- | --- | ---", "Hồ sơ | 10 | 12\\|13", "Cộng hai năm |")
    assert "\n".join(f"| {row} |" for row in rows).removesuffix(" |") in found
    assert "có ô gộp" in said("ảnh trong bảng")


def test_photographs_together_are_a_gallery() -> None:
    """Photographs of one paragraph stand together; one caption for two is told."""
    draft = imported("nhiều ảnh, một chú thích")[1].draft
    groups = [len(item.pictures) for item in draft.body if isinstance(item, DraftFigures)]
    assert groups == [2, 1, 1, 1, 1]
    assert "2 ảnh đứng liền nhau dùng chung một chú thích" in said("nhiều ảnh, một chú thích")
    assert draft.source == "Ban Biên tập"
    assert list_pictures(draft)[5].suffix == ".png"


def test_photographs_given_beside_are_told() -> None:
    """Photographs that came as files go to the captions in their order, which is told."""
    assert "2 ảnh gửi kèm được ghép theo thứ tự với 2 chú thích" in said("ảnh gửi kèm")
    linked = imported("LibreOffice: từ trang web")[1].draft
    assert all(picture.data for picture in list_pictures(linked))


def test_all_drafts_build_without_a_fault(tmp_path: Path) -> None:
    """The portal takes every draft as it was written."""
    site = Site(tmp_path).write(GOOD)
    content = tmp_path / "content"
    found = [write_draft(imported(name)[1].draft, content, "thong-bao", DAY) for name in SAMPLES]
    built = site.build()
    assert (built.code, built.logged) == (0, ())
    assert not [line for line in built.errors if ".md:" in line]
    for written in found:
        assert (built.output / "ban-thao" / written.slug / "index.html").is_file()
