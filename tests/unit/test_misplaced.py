"""What somebody meant as an article and saved otherwise."""

from __future__ import annotations

import pytest

from town_portal.features.town.misplaced import find_misplaced

FOLDERS = ("articles", "pages")
TEXTS = ("articles/2026/a.md", "articles/2026/bai/index.md", "articles/2026/bai/anh/1.jpg")


def told(path: str) -> dict[str, bool]:
    """Return what is told of a file beside texts, and whether it is a fault."""
    return {item.sentence: item.is_fault for item in find_misplaced([*TEXTS, path], FOLDERS)}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("articles/2026/moi/index.MD", "đổi tên tệp thành index.md (đuôi viết chữ thường)"),
        ("articles/2026/bai/b.Markdown", "đổi tên tệp thành b.markdown"),
        ("articles/2026/moi/index.md.txt", "đổi tên tệp thành index.md (bỏ đuôi .txt)"),
        ("articles/2026/bai/moi.md.TXT", "đổi tên tệp thành moi.md (bỏ đuôi .TXT)"),
        ("pages/a.md.docx", "đổi tên tệp thành a.md (bỏ đuôi .docx)"),
        ("articles/2026/moi.rst", "bài viết ở dạng .rst không đăng được"),
        ("pages/gioi-thieu.HTML", "không đăng được; hãy nhập trang ấy bằng lệnh import-page"),
        ("tin/a.md", "bài nằm ngoài các thư mục được đăng; hãy chuyển vào articles hoặc pages"),
    ],
)
def test_what_is_lost_is_a_fault(path: str, words: str) -> None:
    """With what to do; also where it lies beside the text of another article."""
    ((sentence, is_fault),) = told(path).items()
    assert words in sentence
    assert is_fault


@pytest.mark.parametrize("ending", [".docx", ".DOC", ".odt", ".rtf", ".txt"])
def test_a_document_may_be_offered(ending: str) -> None:
    """Where texts share a folder, one of them may name it: who knows says so."""
    assert list(told(f"articles/2026/moi{ending}").values()) == [False]


@pytest.mark.parametrize(
    "path",
    [
        "articles/2026/bai/mau.docx",
        "articles/2026/bai/phu-luc/goc.html",
        "articles/2026/anh.jpg",
        "articles/2026/a.pdf",
        "data/map/README.md",
        "data/ghi-chu.txt",
        "ghi-chu.txt",
        "luu/trang.html",
    ],
)
def test_what_lies_where_it_may_is_left(path: str) -> None:
    """Files of an article with a folder of its own, pictures, data, folders of nobody."""
    assert told(path) == {}
