"""The command `import-page`: drafts out of saved pages, the side-by-side page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.page.known import PAGES
from tests.sites.build_site import CATEGORIES, TOWN, write
from town_portal.cli import import_page


def _content(folder: Path) -> Path:
    write(folder, {"content/data/town.yaml": TOWN, "content/data/categories.yaml": CATEGORIES})
    return folder / "content"


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints how sure each field is, writes drafts and the side-by-side page."""
    content = _content(tmp_path)
    assert import_page.main([PAGES], content, "", False, False) == 0
    said = capsys.readouterr().out
    assert "Đã đọc 15 trang: 15 trang thành bản thảo mới." in said
    assert "98%" in said
    assert "không đưa vào bài: " in said
    review = tmp_path / ".state/nhap-trang-cu/so-sanh-1.html"
    assert review.read_text(encoding="utf-8").count("<iframe sandbox") == 15
    texts = [path.read_text(encoding="utf-8") for path in content.rglob("index.md")]
    assert all("category: chinh-quyen\n" in text for text in texts)


@pytest.mark.parametrize(
    ("paths", "category", "sentence"),
    [
        ([], "", "Hãy ghi tệp trang đã lưu"),
        (["khong-co.html"], "", "Không có tệp hay thư mục này"),
        (["."], "la", "Không có chuyên mục “la”. Các chuyên mục: chinh-quyen, thong-bao"),
    ],
)
def test_command_mistakes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    paths: list[str],
    category: str,
    sentence: str,
) -> None:
    """The command says what is wrong and what to do, and writes nothing."""
    given = [tmp_path / path for path in paths]
    assert import_page.main(given, _content(tmp_path), category, False, False) == 1
    assert sentence in capsys.readouterr().err
