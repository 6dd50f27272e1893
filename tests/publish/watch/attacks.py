"""What somebody does to a live site, and what the monitor must find of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.publish.watch.town import Live, Reply, Request

SPAM = b'<a href="https://nha-cai.example/slot">slot</a>'
BET = b"<!doctype html><title>C\xc3\xa1 c\xc6\xb0\xe1\xbb\xa3c</title>" + SPAM
ARTICLE = "2026/11/28/bai-2/"
FILE = f"{ARTICLE}index.html"
HTML = {"Content-Type": "text/html"}
AWAY = Reply(302, b"", {"Location": "https://nha-cai.example/"})
Attack = Callable[[Live], object]


def inserted(html: bytes) -> Attack:
    """Return the attack that puts HTML into a page."""
    return lambda live: live.change(FILE, b"</body>", html + b"</body>")


def answered(path: str, reply: Reply) -> Attack:
    """Return the attack after which everybody gets this answer."""
    return lambda live: live.answers.update({path: reply})


def made_for(seen: Callable[[Request], bool], reply: Reply) -> Attack:
    """Return the attack after which those get this answer whose request is seen so."""
    return lambda live: live.rules.append(lambda item: reply if seen(item) else None)


def listed(where: str) -> Attack:
    """Return the attack with an extra page that only a sitemap or robots.txt names."""

    def attack(live: Live) -> None:
        live.files["bai-la/index.html"] = BET
        live.files["la.xml"] = f"<urlset><loc>{live.address}bai-la/</loc></urlset>".encode()
        if where == "robots.txt":
            live.files[where] += f"Sitemap: {live.address}la.xml\n".encode()
        else:
            live.files[where] = live.files["la.xml"]

    return attack


def linked(live: Live) -> None:
    """Link an extra page, which leads to a second one."""
    live.files["bai-la/index.html"] = BET + b'<a href="../bai-la-2/">2</a>'
    live.files["bai-la-2/index.html"] = BET
    live.change(FILE, b"</p>", b'<a href="/bai-la/">la</a></p>')


def refreshed(live: Live) -> None:
    """Lead from a page to an extra one by a refresh alone."""
    live.files["bai-la/index.html"] = BET
    inserted(b'<meta http-equiv="refresh" content="0; url=/bai-la/">')(live)


def for_robots(live: Live) -> None:
    """Show a page that the sitemap names to search robots alone."""
    live.change("sitemap.xml", b"</urlset>", f"<loc>{live.address}la/</loc></urlset>".encode())
    made_for(lambda item: item.path == "la/" and "Googlebot" in item.agent, Reply(200, BET, HTML))(
        live
    )


def typed_as_page(live: Live) -> None:
    """Send a style sheet, with its right bytes, as a page."""
    live.answers["static/portal.css"] = Reply(200, live.files["static/portal.css"], HTML)


ATTACKS: dict[str, tuple[Attack, set[str], str]] = {
    "a picture": (
        lambda item: item.change("static/anh.png", b"\x05", b"!"),
        {"changed"},
        "anh.png",
    ),
    "a style": (
        lambda item: item.change("static/portal.css", b"}", b"!"),
        {"changed"},
        "portal.css",
    ),
    "a script": (
        lambda item: item.change("static/portal.js", b"1", b"!"),
        {"changed"},
        "portal.js",
    ),
    "a word": (lambda item: item.change(FILE, b"Tin", b"Tinn"), {"changed"}, ARTICLE),
    "a strange script": (
        inserted(b'<script src="https://ma-la.example/a.js"></script>'),
        {"changed", "outside-link", "script"},
        "lấy từ https://ma-la.example/a.js",
    ),
    "a script within": (
        inserted(b"<script>location='https://nha-cai.example'</script>"),
        {"changed", "outside-link", "script"},
        "Có đoạn mã lạ được chèn vào trang.",
    ),
    "a frame": (
        inserted(b'<iframe src="//khung.example/"></iframe>'),
        {"changed", "outside-link", "script"},
        "khung.example",
    ),
    "a script of its own": (
        inserted(b'<script src="/static/la.js"></script>'),
        {"changed", "script"},
        "static/la.js",
    ),
    "a linked page": (linked, {"changed", "extra"}, "dẫn tới nha-cai.example"),
    "a refresh": (refreshed, {"changed", "extra"}, "bai-la/"),
    "a page of the sitemap": (listed("sitemap.xml"), {"changed", "extra"}, "bai-la/"),
    "a page of robots.txt": (listed("robots.txt"), {"changed", "extra"}, "bai-la/"),
    "a page of WordPress": (listed("wp-sitemap.xml"), {"extra"}, "bai-la/"),
    "a page for robots": (for_robots, {"changed", "extra"}, "(chỉ máy tìm kiếm thấy)"),
    "any address": (
        made_for(
            lambda item: "nha-cai" in item.path and "bot" in item.agent, Reply(200, BET, HTML)
        ),
        {"status"},
        "Máy chủ trả lời cả địa chỉ không có thật (mã 200)",
    ),
    "a query": (
        made_for(lambda item: item.path.startswith("?"), Reply(200, BET, HTML)),
        {"changed"},
        "Trang chủ đổi nội dung khi địa chỉ có thêm phần sau dấu hỏi.",
    ),
    "a page is gone": (lambda item: item.files.pop(FILE), {"missing"}, ARTICLE),
    "a wrong type": (typed_as_page, {"type"}, "Máy chủ gửi kiểu text/html thay cho text/css."),
    "a page leads away": (answered(ARTICLE, AWAY), {"redirect"}, "nha-cai.example"),
    "an old address leads away": (answered("cu.aspx/", AWAY), {"redirect"}, "nha-cai.example"),
}
