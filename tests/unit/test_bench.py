"""What `python3 tasks.py bench` makes of its measurements, and the server it measures."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from whitenoise.compress import main as compress

from plugins.commands import bench
from plugins.commands.bench import command, lighthouse, weight
from plugins.commands.bench.goals import Column, Goal, Row, bound, grouped, medians, missed
from plugins.commands.bench.table import table
from plugins.commands.bench.weight import Watch, summed
from plugins.commands.dumb_server import site

SPEED = Column("speed", "tốc độ")
SIZE = Column("size", "cỡ", "KB", 1)
GOALS = {"speed": Goal(98, least=True), "size": Goal(40)}
HOME = "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        (Goal(40), 40, True),
        (Goal(40), 40.01, False),
        (Goal(98, least=True), 98, True),
        (Goal(98, least=True), 97, False),
    ],
)
def test_a_goal_is_a_limit_that_may_be_reached(goal: Goal, value: float, met: bool) -> None:
    """A figure equal to its goal is good; one beyond it is not."""
    assert goal.met(value) is met


def test_the_median_of_each_figure_is_taken() -> None:
    """One slow run among three does not count, each figure by itself."""
    runs = [{"a": 1.0, "b": 9.0}, {"a": 50.0, "b": 2.0}, {"a": 3.0, "b": 4.0}]
    assert medians(runs) == {"a": 3.0, "b": 4.0}


def test_missed_goals_are_told() -> None:
    """The sentence names page, figure and goal; a figure without a goal is never missed."""
    rows = [
        Row("Một", {"speed": 99, "size": 40.5}, GOALS),
        Row("Hai", {"speed": 97, "size": 900}, {"speed": GOALS["speed"]}),
    ]
    assert missed(rows, [SPEED, SIZE]) == [
        "Một: cỡ 40,5 KB, mục tiêu ≤ 40,0 KB",
        "Hai: tốc độ 97, mục tiêu ≥ 98",
    ]
    assert bound(GOALS["size"], SIZE) == "≤ 40,0 KB"


def test_the_table_is_straight() -> None:
    """Names stand left, figures right, also under letters written with combining marks."""
    rows = [
        Row("Bài", {"speed": 100, "size": 1}, GOALS),
        Row("Ba\u0309n đồ", {"speed": 9, "size": 123.45}, GOALS),
    ]
    assert table(rows, [SPEED, SIZE]).splitlines() == [
        "Trang   tốc độ          cỡ",
        "Bài        100      1,0 KB",
        "Ba\u0309n đồ     9 ✗  123,5 KB ✗",
    ]


def test_notes_of_several_pages_are_one_line() -> None:
    """An audit that fails on two pages is named once, with what it found on each."""
    rows = [
        Row("Một", {}, {}, {"cls": "0.2", "cache": ""}),
        Row("Hai", {}, {}, {"cls": "0.1"}),
    ]
    assert grouped(rows) == ["cls: Một (0.2), Hai (0.1)", "cache: Một"]


def watched(*requests: tuple[str, str, int | None, int]) -> Watch:
    """Give what is noted of requests: address, kind, bytes (None: failed), status."""
    watch = Watch()
    for number, (url, kind, size, status) in enumerate(requests):
        name = {"requestId": str(number)}
        watch.asked({**name, "request": {"url": url}, "type": kind})
        watch.answered({**name, "response": {"status": status}})
        if size is None:
            watch.failed(name)
        else:
            watch.came({**name, "encodedDataLength": size})
    return watch


def test_bytes_are_summed_by_kind() -> None:
    """Pages and style sheets are one kind; what is in no kind counts in the total."""
    watch = watched(
        (HOME, "Document", 9000, 200),
        (f"{HOME}a.css", "Stylesheet", 3000, 200),
        (f"{HOME}a.woff2", "Font", 20000, 200),
        (f"{HOME}a.js", "Script", 1500, 200),
        (f"{HOME}a.svg", "Other", 500, 200),
        ("data:image/gif;base64,R0", "Image", 40, 200),
    )
    figures = summed(watch.fetched.values(), HOME)
    assert figures == {
        "text": 12,
        "fonts": 20,
        "script": 1.5,
        "pictures": 0,
        "others": 0.5,
        "total": 34,
        "requests": 5,
        "foreign": 0,
        "refused": 0,
    }
    assert set(figures) == {column.key for column in weight.COLUMNS}


def test_foreign_hosts_and_refused_requests_are_counted() -> None:
    """Two files of one foreign host are one host; a 404 and a broken answer are refused."""
    watch = watched(
        ("https://xa.example/a.js", "Script", 10, 200),
        ("https://xa.example/b.js", "Script", None, 200),
        (f"{HOME}mat.jpg", "Image", 10, 404),
    )
    figures = summed(watch.fetched.values(), HOME)
    assert (figures["foreign"], figures["refused"]) == (1, 2)


def test_every_goal_of_a_page_has_its_column() -> None:
    """No goal is left without a figure, and the front page's whole weight has one at 360 px."""
    for name in weight.PAGES:
        for width in weight.VIEWS:
            assert set(weight.goals(name, width)) <= {column.key for column in weight.COLUMNS}
    assert weight.goals("Trang chủ", 360)["total"] == Goal(170)
    assert all(name in weight.PAGES for name, _ in weight.TOTALS)
    assert set(lighthouse.GOALS) == {column.key for column in lighthouse.COLUMNS}


def audit(score: float | None, value: float = 0, **more: object) -> dict[str, object]:
    """Give an audit of a report."""
    return {"score": score, "numericValue": value, "title": "…", **more}


@pytest.fixture
def report() -> dict[str, Any]:
    """A report as Lighthouse writes it, cut down to what is read."""
    categories: dict[str, Any] = {
        name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES
    }
    categories["performance"] = {
        "score": 0.94,
        "auditRefs": [
            {"id": "cumulative-layout-shift", "weight": 25},
            {"id": "layout-shifts", "weight": 0},
            {"id": "total-blocking-time", "weight": 30},
        ],
    }
    categories["seo"]["auditRefs"] = [{"id": "canonical", "weight": 0}]
    shifts = {"items": [{"score": 1, "node": {"selector": "main > h1"}}, {"node": {}}]}
    audits = {
        "largest-contentful-paint": audit(1, 1234.5),
        "cumulative-layout-shift": audit(0.7, 0.15, displayValue="0.15"),
        "layout-shifts": audit(0, displayValue="1 layout shift found", details=shifts),
        "total-blocking-time": audit(1, 20),
        "canonical": audit(None),
    }
    return {"categories": categories, "audits": audits}


def test_a_report_is_read(report: dict[str, Any]) -> None:
    """Scores are of a hundred, LCP in seconds, TBT in milliseconds."""
    assert lighthouse.figures(report) == {
        "performance": 94,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
        "lcp": 1.2345,
        "cls": 0.15,
        "tbt": 20,
    }


def test_failed_audits_are_noted_once(report: dict[str, Any]) -> None:
    """Each is told with what it found and where; what does not apply or passed is not."""
    assert lighthouse.noted([report, report]) == {
        "performance: cumulative-layout-shift": "0.15",
        "performance: layout-shifts (không tính điểm)": "1 layout shift found, main > h1",
    }


def test_a_page_that_could_not_be_judged_is_a_failure(report: dict[str, Any]) -> None:
    """A report about an error page has no figures."""
    report["runtimeError"] = {"code": "ERRORED_DOCUMENT_REQUEST", "message": "404"}
    with pytest.raises(lighthouse.Failed, match="ERRORED_DOCUMENT_REQUEST"):
        lighthouse.figures(report)


@pytest.mark.parametrize(("faults", "code"), [([], 0), (["Trang chủ: nặng"], 1)])
def test_a_missed_goal_is_the_exit_code(
    faults: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With every goal reached the code is 0, else 1 and the sentences are told."""
    monkeypatch.setattr(command, "chrome", lambda: "chromium")
    monkeypatch.setattr(command, "run", lambda _parts, _browser: faults)
    assert bench.main("weight") == code
    assert all(fault in capsys.readouterr().err for fault in faults)


def test_a_mistyped_part_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A part that does not exist ends with the names of those that do."""
    assert bench.main("nang") == 1
    assert "weight, lighthouse" in capsys.readouterr().err


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., tuple[str, dict[str, str], bytes]]:
    """A server of a compressed portal below /cong/: status, headers and body of an answer."""
    for name in ("index.html", "404.html", "static/a.0123456789.css", "anh.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name * 100, encoding="utf-8")
    compress(["--quiet", "--no-brotli", str(tmp_path)])
    application = site(tmp_path, "/cong/")

    def answer(path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
        environ: WSGIEnvironment = {"PATH_INFO": path, **headers}
        setup_testing_defaults(environ)
        seen: list[tuple[str, dict[str, str]]] = []

        def start(status: str, found: list[tuple[str, str]], _e: object = None, /) -> Any:
            seen.append((status, {name.lower(): value for name, value in found}))

        body = b"".join(application(environ, start))
        return (*seen[-1], body)

    return answer


def test_the_server_answers_compressed(ask: Callable[..., Any]) -> None:
    """A browser that takes gzip gets it, another one the file; both with the same policy."""
    status, headers, body = ask("/cong/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (status[:3], headers["content-encoding"]) == ("200", "gzip")
    assert gzip.decompress(body) == b"index.html" * 100
    assert "default-src 'self'" in headers["content-security-policy"]
    assert ask("/cong/")[2] == b"index.html" * 100


def test_hashed_files_may_be_kept(ask: Callable[..., Any]) -> None:
    """A name with a hash is kept for ever, another one for an hour."""
    assert "immutable" in ask("/cong/static/a.0123456789.css")[1]["cache-control"]
    assert ask("/cong/anh.jpg")[1]["cache-control"] == "max-age=3600, public"


def test_an_unknown_address_gets_the_portals_own_page(ask: Callable[..., Any]) -> None:
    """What is not there, below the portal or beside it, is answered with 404.html and 404."""
    for path in ("/cong/khong-co/", "/khac"):
        status, _, body = ask(path)
        assert (status[:3], body) == ("404", b"404.html" * 100)
