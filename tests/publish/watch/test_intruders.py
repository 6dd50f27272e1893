"""What intruders do to such sites: all of it is found, and said so that people understand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.commands.watch_site import disguise
from plugins.commands.watch_site import report as report_of
from plugins.commands.watch_site.report import Report
from tests.publish.watch.town import Live, Reply, Request, Town, kinds, one

SPAM = b'<a href="https://nha-cai.example/slot">slot</a>'
BET = b"<!doctype html><title>C\xc3\xa1 c\xc6\xb0\xe1\xbb\xa3c</title>" + SPAM
ARTICLE = "2026/11/28/bai-2/"
FILE = f"{ARTICLE}index.html"
HTML = {"Content-Type": "text/html"}


def told(report: Report) -> str:
    """Return what a person reads."""
    return "\n".join(report.lines())


def test_link(town: Town, live: Live) -> None:
    """A link put into a page is found, and the passage shown."""
    live.change(FILE, b"</p>", SPAM + b"</p>")
    report = town.look(live)
    assert kinds(report) == ["changed", "outside-link"]
    assert 'chèn thêm “<a href="https://nha-cai.example/slot">slot</a>”' in (
        one(report, "changed").passage
    )
    assert one(report, "outside-link").what == "Có liên kết mới ra ngoài, tới nha-cai.example."
    assert one(report, "outside-link").address == live.address + ARTICLE
    first, second = told(report).splitlines()[:2]
    assert first == (
        f"CÓ 2 ĐIỀU BẤT THƯỜNG ở {live.address}: 1 trang hoặc tệp bị sửa, 1 liên kết lạ ra ngoài."
    )
    assert "python3 tasks.py restore" in second


def test_link_without_originals(town: Town, live: Live) -> None:
    """On another machine, which has no copy of the site, the link is found all the same."""
    live.change(FILE, b"</p>", SPAM + b"</p>")
    elsewhere = town.root / "elsewhere"
    report = town.look(live, root=elsewhere, key=str(town.key))
    assert kinds(report) == ["changed", "outside-link"]
    assert report.is_signed


def test_one_byte(town: Town, live: Live) -> None:
    """One changed letter of a picture, a style or a script is found."""
    for path in ("static/anh.png", "static/portal.css", "static/portal.js"):
        live.files[path] = live.files[path][:-2] + b"!" + live.files[path][-1:]
    report = town.look(live)
    assert sorted(it.address for it in report.faults if it.kind == "changed") == [
        f"{live.address}{path}"
        for path in ("static/anh.png", "static/portal.css", "static/portal.js")
    ]


@pytest.mark.parametrize(
    "script",
    [
        b'<script src="https://ma-la.example/a.js"></script>',
        b"<script>location='https://nha-cai.example'</script>",
        b'<iframe src="//khung.example/"></iframe>',
        b'<script src="/static/la.js"></script>',
    ],
)
def test_script(town: Town, live: Live, script: bytes) -> None:
    """A script or a frame put into a page is named as such."""
    live.change(FILE, b"</body>", script + b"</body>")
    assert "script" in kinds(town.look(live))


def test_own_scripts_are_no_strangers(town: Town, live: Live) -> None:
    """A page in which only a word was changed is not said to have strange scripts or links."""
    live.change(FILE, b"Tin", b"Tinn")
    assert kinds(town.look(live)) == ["changed"]
    assert kinds(town.look(live, root=town.root / "elsewhere", key=str(town.key))) == ["changed"]


def test_linked_page(town: Town, live: Live) -> None:
    """An extra page is found through the link to it, and what it leads to in turn."""
    live.files["bai-la/index.html"] = BET + b'<a href="../bai-la-2/">2</a>'
    live.files["bai-la-2/index.html"] = BET
    live.change(FILE, b"</p>", b'<a href="/bai-la/">la</a></p>')
    report = town.look(live)
    extra = [it.address for it in report.faults if it.kind == "extra"]
    assert sorted(extra) == [f"{live.address}bai-la-2/", f"{live.address}bai-la/"]
    assert "dẫn tới nha-cai.example" in told(report)


@pytest.mark.parametrize("name", ["sitemap.xml", "robots.txt", "wp-sitemap.xml"])
def test_listed_page(town: Town, live: Live, name: str) -> None:
    """An extra page that only a sitemap or robots.txt names is found."""
    live.files["bai-la/index.html"] = BET
    live.files["la.xml"] = f"<urlset><loc>{live.address}bai-la/</loc></urlset>".encode()
    if name == "robots.txt":
        live.files[name] += f"Sitemap: {live.address}la.xml\n".encode()
    else:
        live.files[name] = live.files["la.xml"]
    extra = [it.address for it in town.look(live).faults if it.kind == "extra"]
    assert f"{live.address}bai-la/" in extra


def test_page_for_robots_only(town: Town, live: Live) -> None:
    """An extra page that answers only a search robot is found."""
    live.change("sitemap.xml", b"</urlset>", f"<loc>{live.address}la/</loc></urlset>".encode())

    def cloak(request: Request) -> Reply | None:
        seen = request.path == "la/" and "Googlebot" in request.agent
        return Reply(200, BET, HTML) if seen else None

    live.rules.append(cloak)
    assert "(chỉ máy tìm kiếm thấy)" in one(town.look(live), "extra").what


def test_any_address(town: Town, live: Live) -> None:
    """A host that answers made-up addresses to robots is found."""

    def cloak(request: Request) -> Reply | None:
        seen = "nha-cai" in request.path and "Googlebot" in request.agent
        return Reply(200, BET, HTML) if seen else None

    live.rules.append(cloak)
    assert kinds(town.look(live)) == ["status"]


def test_query(town: Town, live: Live) -> None:
    """A home page that a query changes is found: files know no queries."""
    live.rules.append(lambda it: Reply(200, BET, HTML) if it.path.startswith("?") else None)
    assert "changed" in kinds(town.look(live))


Seen = Callable[[Request], bool]
CLOAKS: dict[str, Seen] = {
    "máy tìm kiếm (Googlebot), máy tìm kiếm trên điện thoại (Googlebot)": lambda it: (
        "Googlebot" in it.agent
    ),
    "người bấm từ kết quả tìm kiếm Google": lambda it: "google.com/" in it.referrer,
    "người dùng điện thoại, người dùng điện thoại bấm từ Google": lambda it: (
        "Android 10" in it.agent
    ),
    "người dùng điện thoại bấm từ Google": lambda it: (
        "Mobile" in it.agent and "google" in it.referrer
    ),
    "máy tìm kiếm trên điện thoại (Googlebot)": lambda it: (
        "Googlebot" in it.agent and "Mobile" in it.agent
    ),
    "máy tìm kiếm Bing": lambda it: "bingbot" in it.agent,
    "máy tìm kiếm Cốc Cốc": lambda it: "coccocbot" in it.agent,
    "Facebook khi lấy bản xem trước": lambda it: it.agent.startswith("facebookexternalhit"),
    "người dùng iPhone, người mở trong Zalo": lambda it: "iPhone" in it.agent,
    "người mở trong Zalo": lambda it: "Zalo" in it.agent,
}


@pytest.mark.parametrize("name", CLOAKS)
def test_cloaked(town: Town, live: Live, name: str) -> None:
    """What is shown to a robot, to who comes from a search engine, or to phones alone is found."""

    def cloak(request: Request) -> Reply | None:
        body = live.files[FILE].replace(b"</p>", SPAM + b"</p>")
        seen = request.path == ARTICLE and CLOAKS[name](request)
        return Reply(200, body, HTML) if seen else None

    live.rules.append(cloak)
    report = town.look(live)
    assert kinds(report) == ["cloaked", "outside-link"]
    assert one(report, "cloaked").what == (
        f"Chỉ {name} thấy: nội dung khác với những gì bạn đọc bình thường thấy."
    )
    assert "nha-cai.example/slot" in one(report, "cloaked").passage


@pytest.mark.parametrize("target", ["https://nha-cai.example/", "//nha-cai.example/x"])
def test_cloaked_redirection(town: Town, live: Live, target: str) -> None:
    """A redirection for phones only is found, with where it leads."""

    def cloak(request: Request) -> Reply | None:
        seen = request.path == "" and "Mobile" in request.agent
        return Reply(302, b"", {"Location": target}) if seen else None

    live.rules.append(cloak)
    report = town.look(live)
    assert kinds(report) == ["cloaked"]
    assert "nha-cai.example" in one(report, "cloaked").what


def test_cloaked_copy(town: Town, live: Live) -> None:
    """A compressed copy that was changed alone is found."""
    live.packed = False

    def cloak(request: Request) -> Reply | None:
        seen = request.path == "" and request.headers["Accept-Encoding"] == "gzip"
        return Reply(200, live.files["index.html"] + SPAM, HTML) if seen else None

    live.rules.append(cloak)
    assert "cloaked" in kinds(town.look(live))


def test_blocked_robot(town: Town, live: Live) -> None:
    """A host that blocks who calls himself Googlebot is no fault, but is told."""
    live.rules.append(lambda it: Reply(403, b"no") if "Googlebot" in it.agent else None)
    report = town.look(live)
    assert report.verdict == "fine"
    assert [it.what.partition(" ở ")[0] for it in report.findings if "chặn" in it.what] == [
        "Máy chủ chặn máy tìm kiếm (Googlebot)",
        "Máy chủ chặn máy tìm kiếm trên điện thoại (Googlebot)",
    ]


def test_sample_begins_with_home(town: Town, live: Live) -> None:
    """A small sample still holds the home page, robots.txt and the sitemap."""
    town.look(live, sample=6)
    robot = {it.path for it in live.asked if "Googlebot" in it.agent}
    assert {"", "robots.txt", "sitemap.xml"} <= robot
    assert len([it for it in robot if it.startswith("2026/")]) < 6
    assert len(disguise.ALL) == 10


def test_missing(town: Town, live: Live) -> None:
    """A page that is gone is found."""
    del live.files[FILE]
    report = town.look(live)
    assert kinds(report) == ["missing"]
    assert one(report, "missing").address == live.address + ARTICLE


def test_wrong_type(town: Town, live: Live) -> None:
    """A style sheet that is sent as a page is found, though its bytes are right."""
    css = live.files["static/portal.css"]
    live.rules.append(lambda it: Reply(200, css, HTML) if it.path.endswith(".css") else None)
    report = town.look(live)
    assert kinds(report) == ["type"]
    assert one(report, "type").what == "Máy chủ gửi kiểu text/html thay cho text/css."


def test_led_away(town: Town, live: Live) -> None:
    """A page that leads everybody elsewhere is found."""
    away = Reply(302, b"", {"Location": "https://nha-cai.example/"})
    live.rules.append(lambda it: away if it.path == ARTICLE else None)
    assert kinds(town.look(live)) == ["redirect"]


def test_inserted_by_the_host(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a provider puts into every page is told for some of them, and how many there are."""
    monkeypatch.setattr(report_of, "MOST", 4)
    pages = [it for it in live.files if it.endswith(".html")]
    for path in pages:
        live.change(path, b"</body>", b'<script src="/cdn-cgi/x.js"></script></body>')
    report = town.look(live)
    assert kinds(report) == ["changed", "script"]
    text = told(report)
    assert text.count('chèn thêm “<script src="/cdn-cgi/x.js"></script>”') == 4
    assert text.count(f"… và {len(pages) - 4} chỗ nữa cùng loại") == 2


def test_strangers_texts_are_harmless(town: Town, live: Live) -> None:
    """Control characters in what an intruder wrote never reach the terminal."""
    live.change(
        FILE, b"</p>", b"\x1b[2J\xe2\x80\xae<a href='https://\x1b]0;x\x07.example/'>x</a></p>"
    )
    text = told(town.look(live))
    assert not [letter for letter in text.replace("\n", "") if not letter.isprintable()]


def test_guards(town: Town, live: Live) -> None:
    """Missing security headers are a note, since some hosts of pages can't set them."""
    live.guarded = False
    report = town.look(live)
    assert report.verdict == "fine"
    assert one(report, "headers").what == (
        "Trang chủ thiếu tiêu đề HTTP bảo mật: Content-Security-Policy, X-Content-Type-Options, "
        "Referrer-Policy, Permissions-Policy, frame-ancestors."
    )


def test_link_where_nothing_is(town: Town, live: Live) -> None:
    """A link that stands only in the answer for what is not there is found, and told once."""

    def missing(request: Request) -> Reply | None:
        is_known = request.path in ("", "404.html") or not request.path.endswith((".php", ".html"))
        return None if is_known else Reply(404, live.files["404.html"] + SPAM, HTML)

    live.rules.append(missing)
    assert one(town.look(live), "outside-link").what.endswith("tới nha-cai.example.")
