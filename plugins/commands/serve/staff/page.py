"""The frame that the rooms of the staff share: the portal's look, the way between the rooms."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from plugins.commands.serve.staff.contract import Answer, Place

ROOM = "soan-tin-cu/"
"""Where the former rooms lie below the portal's base path until the newsroom has all of them."""
WAYS = (
    ("", "Dữ liệu và trang"),
    ("nhap-word/", "Nhập từ Word"),
    ("duyet-bai/", "Duyệt bài"),
)
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
HEAD = """<header class="staff__head wrapper">
<nav aria-label="Bàn soạn tin"><ul>
{links}
</ul></nav>
</header>"""
FRAME = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} – Bàn soạn tin</title>
<link rel="stylesheet" href="{home}_portal.css">
<link rel="stylesheet" href="{home}_staff.css">
</head>
<body class="staff">
<a class="skip" href="#noi-dung">Bỏ qua, tới nội dung chính</a>
{ways}
<main class="staff__main wrapper" id="noi-dung" tabindex="-1">
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def page(place: Place, room: str, title: str, body: str, scripts: tuple[str, ...] = ()) -> Answer:
    """Return a page of the staff; ``body`` is HTML, ``title`` is not.

    ``room`` is the room's own address below ROOM, for the way between the rooms; ``scripts`` are
    addresses of ES modules. Its policy lets only files of this server in: scripts and styles stand
    in files of their own.
    """
    home = place.base + ROOM
    modules = "".join(f'<script type="module" src="{escape(it)}"></script>\n' for it in scripts)
    text = FRAME.format(
        title=escape(title), body=body + "\n" + modules, home=home, ways=ways(place, room)
    )
    return Answer(text, headers=(("Content-Security-Policy", POLICY),))


def ways(place: Place, room: str) -> str:
    """Return the way between the rooms as HTML; ``room`` is where one is."""
    links = "\n".join(
        f'<li><a href="{place.base}{ROOM}{way}"{" aria-current=page" if way == room else ""}>{name}'
        "</a></li>"
        for way, name in (*WAYS, ("../soan-tin/", "Bàn soạn tin"), ("../", "Xem cổng"))
    )
    return HEAD.format(links=links)


def refusal(place: Place, status: str, title: str, sentence: str) -> Answer:
    """Return the page that says why something is not done; ``status`` is HTTP's."""
    return replace(page(place, "?", title, f"<p>{escape(sentence)}</p>"), status=status)


def missing(place: Place, sentence: str = "Không có trang này.") -> Answer:
    """Return the page where there is nothing; ``sentence`` says what is missing."""
    return refusal(place, "404 Not Found", "Không tìm thấy trang", sentence)
