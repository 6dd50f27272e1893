"""`publish` on a machine whose state is lost: no published address vanishes without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.publish.small_site import small_site
from tests.sites.build_site import read, write
from town_portal.publishing import publish
from town_portal.publishing.manifest import key_pair, signing
from town_portal.publishing.publish import PublishOptions

Said = pytest.CaptureFixture[str]
NEWS = "date: 2020-12-15\ncategory: chinh-quyen\nsummary: Tóm tắt.\n"
ASKED = "asked: 2020-12-15\nstate: answered\nanswered: 2020-12-16\nanswered_by: Phòng A\n"
TEXTS = {
    **{
        f"2020/12/15/bai-{item}/": (f"articles/2020/2020-12-15-bai-{item}.md", NEWS)
        for item in "abcd"
    },
    "trang/": ("pages/trang.md", "summary: Tóm tắt.\n"),
    "hoi-dap/dat/": ("questions/2020-12-16-dat.md", f"{ASKED}question: Thế nào?\n"),
}
"""Sources and heads by addresses."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a signed site that is public in the folder `www`, and whose state is lost."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(signing.KEY, str(tmp_path / "home" / "minisign.key"))
    small_site(tmp_path, monkeypatch, {})
    for source, head in TEXTS.values():
        write(tmp_path, {f"content/{source}": f"---\ntitle: Một bài\n{head}---\nMột.\n"})
    assert key_pair.main(tmp_path / "content", plain=True) == 0
    assert run(tmp_path) == 0
    for name in (".public.state", "public"):
        shutil.rmtree(tmp_path / name)
    return tmp_path


def run(site: Path, **wanted: bool) -> int:
    """Publish to the folder and give the exit code."""
    return publish.main(
        site / "content", site / "public", PublishOptions(str(site / "www"), **wanted)
    )


def test_addresses_that_would_fall_silent_stop_the_publication(site: Path, capsys: Said) -> None:
    """Each time until they are told to be gone; lists may go with their texts, as ever."""
    lost = ("2020/12/15/bai-a/", "hoi-dap/dat/", "trang/")
    for url in lost:
        (site / "content" / TEXTS[url][0]).unlink()
    before = read(site / "www")
    assert "hoi-dap/index.html" in before
    capsys.readouterr()
    for wanted in ({"dry_run": True}, {"take_over": True}):
        assert run(site, **wanted) == 1
        said = capsys.readouterr().err
        for url in lost:
            assert f"redirects.yaml:1: địa chỉ /{url} đã đăng mà nay không còn trang nào" in said
        assert "có 3 địa chỉ đã đăng sẽ không còn trang nào" in said
    assert read(site / "www") == before
    gone = "".join(f"  - {{old: /{item}, gone: true, reason: Đăng nhầm.}}\n" for item in lost)
    write(site, {"content/data/redirects.yaml": f"redirects:\n{gone}"})
    assert run(site) == 0
    assert "Quy tắc cho máy chủ web đã đổi" in capsys.readouterr().err
    found = read(site / "www")
    assert all("Đăng nhầm" in found[f"{url}index.html"].decode() for url in lost)
    assert "hoi-dap/index.html" not in found


def test_why_an_article_is_not_there_any_more(site: Path, capsys: Said) -> None:
    """One whose time is over may go, of one that is to come a note tells, others stop."""
    heads = {
        "a": ("expires: 2020-12-20", ""),
        "b": ("publish: 2031-01-01", ""),
        "c": ("status: draft", "không còn trang nào vì bài ấy còn là bản thảo"),
        "d": ("review: {state: waiting}", "không còn trang nào vì bài ấy còn chờ duyệt"),
    }
    files = {name: site / "content" / TEXTS[f"2020/12/15/bai-{name}/"][0] for name in heads}
    for name, (head, _) in heads.items():
        text = files[name].read_text(encoding="utf-8")
        files[name].write_text(text.replace("---\nMột", f"{head}\n---\nMột"), encoding="utf-8")
    capsys.readouterr()
    assert run(site) == 1
    said = capsys.readouterr().err
    for name in "cd":
        assert f"/2020/12/15/bai-{name}/ (từ {TEXTS[f'2020/12/15/bai-{name}/'][0]})" in said
        assert heads[name][1] in said
        files[name].write_text(f"---\ntitle: Một bài\n{NEWS}---\nMột.\n", encoding="utf-8")
    assert run(site) == 0
    assert "/2020/12/15/bai-b/ đã đăng nhưng bài ấy chưa đến giờ hiện" in capsys.readouterr().err
    there = read(site / "www")
    assert [item for item in "abcd" if f"2020/12/15/bai-{item}/index.html" in there] == [*"cd"]


def test_nothing_is_asked_where_nothing_vanishes(site: Path, capsys: Said) -> None:
    """The state is made anew; from then on the build itself misses what vanishes."""
    capsys.readouterr()
    assert run(site) == 0
    assert "Quy tắc cho máy chủ web" not in capsys.readouterr().err
    (site / "content" / "pages" / "trang.md").unlink()
    assert run(site) == 1
    assert "(từ pages/trang.md)" in capsys.readouterr().err
