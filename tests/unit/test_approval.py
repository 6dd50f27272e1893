"""What an approval holds for, and how it is written into the file."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.sites.build_site import TOWN, write
from town_portal.authoring import approve
from town_portal.authoring.articles import ArticleFolder
from town_portal.authoring.editing.front_matter import NotWritable, set_fields
from town_portal.core.faults import FaultsError
from town_portal.core.texts import approval
from town_portal.core.texts.front import Review

ARTICLE = """\
---
title: Đoàn kiểm tra
date: 2020-12-14
category: chinh-quyen
attachments: [{file: don.txt, title: Đơn}]
---

Một đoạn văn.

![Hình](anh-1.jpg)

Xem [bảng giá](bang%20gia.txt).
"""
BLOCK = "review:\n  state: approved\n  by: Lê An\n  hash: sha256-0a\n"
BESIDE = ("anh-1.jpg", "don.txt", "bang gia.txt", "captions.csv")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article with all that it shows."""
    path = tmp_path / "articles" / "2020-12-14-tot" / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE, encoding="utf-8")
    for name in BESIDE:
        path.with_name(name).write_text("file,caption\n", encoding="utf-8")
    return path


def hash_of(path: Path) -> str:
    """Return the hash of an article as it is now."""
    return ArticleFolder(path.parents[2]).read(path).content_hash


@pytest.mark.parametrize(
    ("name", "link"),
    [
        *((name, "bang%20gia.txt") for name in ("index.md", *BESIDE)),
        ("bang gia.txt", "{attach}bang%20gia.txt"),
        ("../../pages/gia.txt", "{static}/pages/gia.txt"),
    ],
)
def test_an_edit_of_whatever_the_article_shows_is_seen(path: Path, name: str, link: str) -> None:
    """The text, a photograph, an attachment, the table of captions, files however linked."""
    path.write_text(ARTICLE.replace("bang%20gia.txt", link), encoding="utf-8")
    file = path.parent / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    before = hash_of(path)
    file.write_text(f"{file.read_text(encoding='utf-8')}x\n", encoding="utf-8")
    assert hash_of(path) != before


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("\n", "\r\n"),
        "\ufeff" + ARTICLE,
        unicodedata.normalize("NFD", ARTICLE),
        ARTICLE.replace("date: 2020-12-14\n", "").replace("---\n", "---\ndate: '2020-12-14'\n", 1),
        ARTICLE.replace("category", "summary: ''\ncategory") + "\n\n",
        ARTICLE.replace("date:", f"{BLOCK}date:"),
    ],
    ids=["line-ends", "mark", "decomposed", "order-and-quotes", "empty-field-and-lines", "review"],
)
def test_how_a_file_is_written_is_no_edit(path: Path, text: str) -> None:
    """Nor are the field ``review`` and a file beside it that it does not show."""
    before = hash_of(path)
    path.with_name("thua.jpg").write_text("x", encoding="utf-8")
    path.write_text(text, encoding="utf-8", newline="")
    assert hash_of(path) == before


@pytest.mark.parametrize("name", ["../ngoai.txt", "/etc/hostname", "c:\\a.txt", "?x", ""])
def test_no_file_outside_is_looked_at(path: Path, name: str) -> None:
    """Whatever an article names, only what lies beside it is read."""
    (path.parents[1] / "ngoai.txt").write_text("x", encoding="utf-8")
    file = ArticleFolder(path.parents[2]).read(path)
    figure = type("Figure", (), {"source": name, "line": 1})
    source = "articles/2020-12-14-tot/index.md"
    shown = approval.shown_files(path.parents[2], source, file.front, [figure], [])
    assert shown.digests.keys() == {"captions.csv", "don.txt"}


@pytest.mark.parametrize(
    ("review", "is_required", "state"),
    [
        (None, False, ""),
        (None, True, "required"),
        (Review(state="waiting", by="Lê An", hash="a"), False, "waiting"),
        (Review(state="approved"), False, "unproved"),
        (Review(state="approved", by="Lê An"), False, "unproved"),
        (Review(state="approved", hash="a"), True, "unproved"),
        (Review(state="approved", by="Lê An", hash="b"), False, "changed"),
        (Review(state="approved", by="Lê An", hash="a"), True, ""),
    ],
)
def test_an_article_is_public_as_its_review_says(
    review: Review | None, is_required: bool, state: str
) -> None:
    """Without the field it depends on the town; an approval needs a name and the very text."""
    assert approval.compute_standing(review, is_required, lambda: "a") == state


@pytest.mark.parametrize("name", ["null", "A: B", "{x}", "a, b", "12", "'An'", "# An", "- An", "Y"])
def test_any_name_is_read_back_as_it_is(path: Path, name: str) -> None:
    """Whatever somebody is called, the head stays right."""
    approve.record_approval(ArticleFolder(path.parents[2]), path, name, {})
    articles = ArticleFolder(path.parents[2])
    file = articles.read(path)
    assert file.front.review is not None
    assert (file.front.review.by, articles.compute_standing(file)) == (name, "")


def test_a_slip_in_a_field_of_one_line_is_told(path: Path) -> None:
    """In a head of Pelican's own the field is one line, in which a bracket may be missing."""
    path.write_text("Title: A\nDate: 2020-12-14\nCategory: tin\nReview: {state: x\n\nB\n", "utf-8")
    with pytest.raises(FaultsError, match=r"index\.md:4: review: "):
        ArticleFolder(path.parents[2]).read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
def test_an_approval_writes_through_no_link(path: Path) -> None:
    """A link that lies where the new file might be written first leads nowhere."""
    outside = path.parents[2] / "ngoai"
    outside.write_text("của người khác", encoding="utf-8")
    path.with_name(f".{path.name}.new").symlink_to(outside)
    approve.record_approval(ArticleFolder(path.parents[2]), path, "Lê An", {})
    assert outside.read_text(encoding="utf-8") == "của người khác"
    assert not path.is_symlink()
    assert "by: Lê An" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Xem [mẫu]({attach}mau.txt).", "8: không tìm thấy tệp “mau.txt” mà liên kết dẫn tới"),
        ("Xem [mẫu](mau.txt).", "8: không tìm thấy tệp “mau.txt”; hãy đặt tệp cạnh bài"),
        ("Xem [mẫu](%2Fetc%2Fpasswd).", "8: chỉ ghi tên tệp nằm trong thư mục này"),
        ("Xem [mẫu]({static}../../../a.txt).", "8: liên kết “../../../a.txt” dẫn ra ngoài"),
        ("Một đoạn.\n\n![Hình](mat.jpg)", "10: không tìm thấy tệp"),
    ],
)
@pytest.mark.parametrize("status", ["published", "draft"])
def test_what_nobody_can_look_at_is_not_approved(
    path: Path, body: str, line: str, status: str
) -> None:
    """A file that is exchanged, or put there, later would not be what was approved."""
    text = f"---\ntitle: Bài\ndate: 2020-12-14\ncategory: tin\nstatus: {status}\n---\n\n{body}\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(approve.NotApproved, match=re.escape(f"index.md:{line}")):
        approve.record_approval(ArticleFolder(path.parents[2]), path, "Lê An", {})
    assert path.read_text(encoding="utf-8") == text


def test_the_name_comes_from_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the user; without any, there is none and staff must give it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    assert approve.find_author(tmp_path) == ""
    (tmp_path / "gitconfig").write_text("[user]\nname = Lê  An\n", encoding="utf-8")
    assert approve.find_author(tmp_path) == "Lê An"


@pytest.mark.parametrize(
    "name", ["ngoai.md", "articles/khong-co.md", "pages/a.md", "articles/a.jpg"]
)
def test_nothing_but_an_article_is_approved(
    path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file elsewhere, one that is not there, a page, a photograph."""
    file = path.parents[2] / name
    if "khong-co" not in name:
        file.parent.mkdir(exist_ok=True)
        file.write_text(ARTICLE, encoding="utf-8")
    assert approve.main(file, path.parents[2], "Lê An") == 1
    assert "không phải bài trong thư mục" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_refused(
    path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever says nobody does not mean the name in Git."""
    monkeypatch.setattr(approve, "find_author", lambda _folder: "Lê An")
    assert approve.main(path, path.parents[2], name) == 1
    assert "Tên người duyệt (--by) để trống" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("town", ["", "review: required\n"])
def test_of_a_folder_only_what_asks_for_it_is_approved(
    path: Path, town: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What never asked stays, and is counted where an approval is wanted; so with taking back."""
    monkeypatch.setattr(approve, "list_musts", lambda _content: {})
    content = path.parents[2]
    write(content.parent, {f"{content.name}/data/town.yaml": TOWN + town})
    waits = path.with_name("cho.md")
    waits.write_text(ARTICLE.replace("---\n\n", "review: {state: waiting}\n---\n\n"), "utf-8")
    assert approve.main(content / "articles", content, "Lê An") == 0
    said = capsys.readouterr().out
    assert ("Bỏ qua 1 bài chưa xin duyệt" in said) == bool(town)
    assert "đã được Lê An duyệt" in said
    assert "state: approved" in waits.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8") == ARTICLE
    assert approve.main(content / "articles", content, taking_back=True) == 0
    assert "trở lại chờ duyệt" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == ARTICLE
    assert "state: waiting" in waits.read_text(encoding="utf-8")


FIELDS = {"state": "approved", "by": "Lê An", "hash": "sha256-0a"}
FLOW = "review: {state: approved, by: Lê An, hash: sha256-0a}\n"
INSIDE = (
    "---\ntitle: A\nreview:\n  by: Lê An\n\n  state: approved\n  hash: sha256-0a\n"
    "\n# c\ntags: [a]\n---\n"
)
LINE = "Review: {state: approved, by: Lê An, hash: sha256-0a}\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("---\ntitle: A\n---\nB\n", f"---\ntitle: A\n{BLOCK}---\nB\n"),
        ("---\r\ntitle: A\r\n---\r\nB", f"---\ntitle: A\n{BLOCK}---\nB".replace("\n", "\r\n")),
        ("\ufeff---\ntitle: A\n---\n", f"\ufeff---\ntitle: A\n{BLOCK}---\n"),
        (
            "---\nreview: {state: waiting}\n# lời\ntitle: 'A'  # ghi\n...\n",
            f"---\n{FLOW}# lời\ntitle: 'A'  # ghi\n...\n",
        ),
        (
            "---\ntitle: A\nreview:\n  by: B\n\n  state: approved\n\n# c\ntags: [a]\n---\n",
            INSIDE,
        ),
        (
            "---\nreview: {state: waiting,\n by: An}\ntitle: A\n---\n",
            f"---\n{FLOW}title: A\n---\n",
        ),
        ("---\nreview:\ntitle: A\n---\n", f"---\n{BLOCK}title: A\n---\n"),
        (
            "Title: A\nDate: 2020-12-14\n\nB\n",
            f"Title: A\nDate: 2020-12-14\n{LINE}\nB\n",
        ),
        (
            "Title: A\nreview: {state:\n  waiting}\nDate: x\n\nB\n",
            f"Title: A\n{LINE}Date: x\n\nB\n",
        ),
        ("Title: A", f"Title: A\n{LINE}"),
    ],
)
def test_only_the_field_is_written(text: str, made: str) -> None:
    """Comments, quotes, blanks, line ends and the file's mark stay as they are, byte for byte."""
    assert set_fields(text, {"review": FIELDS}) == made
    assert set_fields(made, {"review": FIELDS}) == made


def test_a_head_into_which_nothing_can_be_put_is_left() -> None:
    """The whole head in brackets: staff are told what to write, and the file stays."""
    with pytest.raises(NotWritable, match="sửa bằng tay"):
        set_fields("---\n{title: A, date: 2020-12-14}\n---\n", {"review": FIELDS})
