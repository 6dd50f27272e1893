"""Where a build has the snapshot from: a file, the live service, what that told the last time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.portal import PATHS
from tests.sites.build_site import Site, page
from tests.sites.live_export import PAGE, desk, export, said
from tests.sites.live_site import FILES, StartedSite, begun, rewritten, tell, times, words
from town_portal.cli.serve.warm import Warm

DOWN = (
    "Lưu ý: không hỏi được dịch vụ đếm và bình luận (trả lời 503); dùng số liệu và bình luận của "
    "lần trước, lúc 25/11/2026, 08:30"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site whose snapshot is a file."""
    return begun(tmp_path)


@pytest.fixture
def started(tmp_path: Path) -> Site:
    """Give a small site that is built by a process which may ask the live service."""
    return StartedSite(tmp_path, conf="SPECIMENS = False").write(FILES)


def test_a_damaged_file_is_a_fault(site: Site) -> None:
    """Staff are told what is wrong with it, and the site stays as it was."""
    before = tell(site, export(said())).tree
    for told, sentence in (
        ("{", "tệp số liệu hỏng (không phải JSON đọc được)"),
        (json.dumps(export(ratings={PAGE: [1, 9]})), "số lượt đánh giá và tổng số sao không khớp"),
    ):
        site.write({"live.json": told})
        built = site.build()
        assert built.code == 1
        assert "live.json:1: " in built.errors[0]
        assert sentence in built.errors[0]
        assert built.tree == before


def test_the_service_is_asked_for_what_is_new(started: Site) -> None:
    """A build goes on where the last ended; what was kept and can't be read is asked for anew."""
    with desk(export(said(1), said(2))) as service:
        started.env |= service.env
        started.good()
        more = export(said(3), cursor="8")
        service.told = {**more, "gone": [2]}
        shown = words(started.good().page("2020/12/14/tot"))
        started.write({".output.state/live.json": "{"})
        anew = words(started.good().page("2020/12/14/tot"))
    assert service.asked == [None, "7", None]
    assert [f"Ý kiến số {number}." in shown for number in (1, 2, 3)] == [True, False, True]
    assert [f"Ý kiến số {number}." in anew for number in (1, 2, 3)] == [False, False, True]


def test_a_service_that_is_down_costs_nothing(started: Site) -> None:
    """The last snapshot is used, no file is touched, and staff are told of when it is.

    So it is when the token is wrong, when nobody answers, and when LIVE_EXPORT was forgotten.
    """
    with desk(export(said())) as service:
        started.env |= service.env
        before = times(started.good())
        service.told = None
        built = started.build()
        assert built.errors == (DOWN,)
        started.env["LIVE_TOKEN"] = "sai"
        assert "(LIVE_TOKEN sai)" in started.build().errors[0]
    assert "(không kết nối được)" in started.build().errors[0]
    assert (built.code, rewritten(before, built)) == (0, set())
    del started.env["LIVE_EXPORT"]
    started.write({"content/pages/moi.md": page(title="Trang mới")})
    built = started.build()
    assert built.code == 0
    assert any("không đặt LIVE_EXPORT; dùng số liệu" in line for line in built.errors)
    assert "2020/12/14/tot/index.html" not in rewritten(before, built)


def test_no_service_and_no_memory(started: Site) -> None:
    """The first build without an answer says so, and shows no made-up number."""
    started.env |= {"LIVE_EXPORT": "http://127.0.0.1:9", "LIVE_TOKEN": "x"}
    built = started.build()
    assert built.code == 0
    assert "chưa có số liệu nào từ trước" in built.errors[0]
    assert "345.988" in built.page("")


def test_pelican_alone_asks_nobody(started: Site) -> None:
    """A build without our commands shows what was fetched last, and staff read how to fetch."""
    with desk(export(said(1))) as service:
        started.env |= service.env
        before = started.good().page("2020/12/14/tot")
        alone = Site(started.folder, started.conf, env=service.env)
        alone.write({"content/pages/moi.md": page(title="Trang mới")})
        built = alone.build()
    assert service.asked == [None]
    assert built.code == 0
    sentence = (
        "Lưu ý: bản dựng không tự hỏi dịch vụ đếm và bình luận; muốn có số liệu mới, hãy chạy "
        "python3 tasks.py với LIVE_EXPORT và LIVE_TOKEN; dùng số liệu và bình luận của lần trước, "
        "lúc 25/11/2026, 08:30"
    )
    assert built.errors == (sentence,)
    assert built.page("2020/12/14/tot") == before


def test_the_preview_asks_before_each_whole_build(
    started: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its waiting process has no token; what the service knows is on the page all the same."""
    conf = started.folder / "conf.py"
    conf.write_text("from pelicanconf import *\nSPECIMENS = SHARE_PICTURES = False\n", "utf-8")
    output = started.folder / "output"
    with desk(export(said(1))) as service:
        for name, value in service.env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PYTHONPATH", PATHS)
        builds = Warm(started.folder / "content", output, conf)
        try:
            assert builds.run().code == 0
        finally:
            builds.stop()
    assert service.asked == [None]
    assert "Ý kiến số 1." in (output / "2020/12/14/tot/index.html").read_text(encoding="utf-8")
