"""Pages that want to run, load, hide, break or exhaust something."""

from __future__ import annotations

from pathlib import Path

PLAIN = "Một đoạn văn bình thường để trang có nội dung mà nhập."
_HERE = Path(__file__).parent / "hostile"
_HEAD = '<!doctype html><meta charset="utf-8"><meta name="GENERATOR" content="SharePoint">'


def foe(title: str, body: str) -> str:
    """Return a page of the former portal with a title and a body."""
    return (
        f'{_HEAD}<title>{title}</title><body><div class="news-detail">'
        f'<h1 class="title">{title}</h1>'
        f'<div class="date">14/12/2020</div><div class="content"><p>{PLAIN}</p>{body}</div></div>'
    )


def _body(name: str) -> str:
    return (_HERE / f"{name}.html").read_text(encoding="utf-8")


HOSTILE: dict[str, str] = {
    "ma-chay": foe("Trang có mã chạy", _body("ma-chay")),
    "gia-markdown": foe("Trang giả Markdown", _body("gia-markdown")),
    "sau": foe("Trang lồng sâu", "<div>" * 5_000 + "<p>đáy sâu</p>" + "</div>" * 5_000),
    "danh-sach-sau": foe("Danh sách lồng sâu", "<ul><li>mục" * 500 + "</li></ul>" * 500),
    "bang-sau": foe("Bảng lồng sâu", "<table><tr><td>ô" * 300 + "</td></tr></table>" * 300),
    "chu-la": foe("Chữ lạ \u202eđảo\u202c \u200bẩn", "<p>a\u0000b\ufeffc \ud7ff \ufffe</p>"),
    "thuoc-tinh": foe(
        "Thuộc tính lạ", '<table><tr><td colspan="99999999" rowspan="-5">a<td>b</table>'
    ),
    "dau-bai": foe(
        "Tiêu đề: có “dấu” --- 'nháy' \"kép\" # {x}",
        "<p>---<br>title: giả<br>---</p><p>{% raw %}{{ x }}{% include 'x' %}</p>",
    ),
}
