"""What the gate lets pass: all that is as it should be."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.publish.conftest import Golden
from tests.publish.gate.conftest import ARTICLE, Public, copied
from tests.sites.build_site import CLOCK, Files, article, write
from town_portal.publishing.gate import command


@pytest.mark.parametrize(
    "name",
    ["hostile", *(pytest.param(item, marks=pytest.mark.long) for item in ("minimal", "ward"))],
)
def test_the_golden_sites_pass(
    golden: Golden, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is wrong with them, however strange their content is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    assert copied(golden(name), tmp_path / "site").look() == []


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">'
    '<g id="a" inkscape:label="Nền"><path d="M0 0h9"/></g><use xlink:href="#a"/></svg>'
)
"""As a common program writes it: names of kinds, and what leads to a place within it."""

HARMLESS: Files = {
    "index.html.gz": gzip.compress(b"x"),
    "index.html.br": b"x",
    "manifest.jsonl": "{}\n{}\n",
    "manifest.jsonl.minisig": "untrusted comment: x\n",
    "CNAME": "thu.example",
    ".nojekyll": "",
    ".well-known/security.txt": "x",
    "google0123456789abcdef.html": "google-site-verification: google0123456789abcdef.html",
    "so-lieu.csv": "Điện thoại,0239.3.000.000\nE-mail,a@thu.example\nTài khoản,0421850012\n",
    "toa-do.json": '{"x": 105.712345678912, "y": 18.512345678, "ma": "202012141234"}',
    "2020/12/14/day-du/hinh.svg": DRAWING,
}
"""Files that lie in a public folder by right."""


def test_what_belongs_on_a_host_passes(public: Public) -> None:
    """Others put it there on purpose."""
    public.put(HARMLESS)
    assert public.look() == []


HARMLESS_WORDS = {
    "a waived number in a list": "<p>Chị Hoa: 0912 345 678</p>",
    "an office's telephone": "<p>Đường dây nóng của Công an phường: 0912 000 111</p>",
    "the town's telephone": "<p>0239.3.000.000</p>",
    "an address with an at": '<p><a href="mailto:a@b.vn">a@b.vn</a></p>',
    "a map after a click": '<p data-tiles="https://tiles.example/{z}/{x}/{y}.png">x</p>',
    "a link elsewhere": '<p><a href="https://chinhphu.vn/">x</a></p>',
    "a folder without its last slash": '<p><a href="../../../../lien-he">x</a></p>',
    "a place by its words": '<p><a href="../../../../lien-he/#:~:text=a">x</a></p>',
    "words about keys": "<p>Mật khẩu phải dài; PRIVATE KEY là khóa bí mật.</p>",
    "an end tag left out": "<ul><li>a<li>b</ul>",
}
"""Pieces of a page with which nothing is wrong."""


def test_what_only_looks_wrong_passes(public: Public) -> None:
    """The gate refuses nothing that is right."""
    *closed, unclosed = HARMLESS_WORDS.values()
    for words in ("".join(closed), unclosed):
        public.edit(ARTICLE, "</main>", f"{words}</main>")
        assert public.look() == []


def test_a_draft_with_the_words_of_a_public_text_passes(public: Public) -> None:
    """Its title, or an address, may be another text's too."""
    text = (public.content / "articles" / "2021-01-05-khong-gio.md").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))[7:].strip("'\" ")
    copies = {
        "content/articles/ban-sao.md": article(title=title, date="2021-01-05", status="draft"),
        "content/articles/khac/2021-01-05-khong-gio.md": article(
            title="Một bản thảo ở cùng địa chỉ", date="2021-01-05", status="draft"
        ),
    }
    write(public.folder, copies)
    assert public.look() == []


@pytest.mark.parametrize("when", ["2025-06-01", "2025-06-15 22:00"], ids=["long-ago", "just-now"])
def test_an_ended_article_may_be_gone(public: Public, when: str) -> None:
    """Its address was published once; its time is over."""
    ended = article(title="Bài từng có", date="2021-01-05", expires=when)
    write(public.folder, {"content/articles/2021-01-05-khong-gio.md": ended})
    for path in sorted((public.output / "2021/01/05/khong-gio").iterdir()):
        path.unlink()
    told = public.look()
    assert told  # the pages that lead to it
    assert [line for line in told if "địa chỉ đã đăng" in line] == []


def test_the_task(public: Public, capsys: pytest.CaptureFixture[str]) -> None:
    """All is well in one line with exit code 0; what is wrong line by line, with exit code 1."""
    assert command.main(public.output, public.content) == 0
    assert capsys.readouterr().out.endswith(" đạt mọi phần kiểm tra trước khi đưa lên mạng.\n")
    public.put({"khoa.pem": "x"})
    assert command.main(public.output, public.content) == 1
    *lines, last = capsys.readouterr().err.splitlines()
    assert lines == public.look()
    assert last == "Chưa đưa lên mạng được: còn 1 chỗ phải sửa."
    assert command.main(public.content, public.content) == 1
    told = "content: không có trang chủ (index.html) nên không phải bản công khai: "
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.parametrize("field", ["publish", "expires"])
def test_what_comes_or_goes_meanwhile_is_let_pass(
    public: Public, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """A minute ago the site was built without it, or with it; an hour later that is a fault."""
    is_there = field == "expires"
    name = "khong-gio" if is_there else "moi"
    text = article(
        title="Bài vừa đến giờ",
        date="2021-01-05",
        redirect_from="[/cong/cu/vua-den-gio.aspx]",
        **{field: "2025-06-15 22:00"},
    )
    write(public.folder, {f"content/articles/2021-01-05-{name}.md": text})
    if is_there:
        public.put({"cu/vua-den-gio.aspx/index.html": public.text("cu/tinh.aspx/index.html")})
    assert public.look() == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK + 3_600))
    assert public.look() != []
