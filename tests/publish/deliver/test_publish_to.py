"""`publish --to` as a whole: a small site is really built, guarded, and brought there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.small_site import ARTICLE, PAGE, small_site, text
from tests.sites.build_site import GOOD, read, write
from town_portal.publishing import due, publish, rollback
from town_portal.publishing.deliver import folder
from town_portal.publishing.publish import PublishOptions

Said = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site that nobody has published; it goes to the folder `www` in it."""
    monkeypatch.setenv("PORTAL_SIGNING_KEY", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return small_site(tmp_path, monkeypatch, {})


def run(site: Path, **wanted: bool) -> int:
    """Publish to the folder and give the exit code."""
    asked = PublishOptions(str(site / "www"), **wanted)
    return publish.main(site / "content", site / "public", asked)


def test_a_site_is_built_guarded_and_brought_to_its_target(site: Path, capsys: Said) -> None:
    """A preview changes nothing there; then what has changed goes, and is told with its times."""
    assert run(site, dry_run=True) == 0
    previewed = capsys.readouterr()
    assert "Xem thử, chưa ghi gì" in previewed.out
    assert "www chưa có: lần đăng này sẽ tạo ra nó" in previewed.err
    assert not (site / "www").exists()
    assert run(site) == 0
    assert read(site / "www") == read(site / "public")
    assert "manifest.jsonl" in read(site / "www")
    capsys.readouterr()
    assert run(site) == 0
    assert "đã đúng như bản này, không phải gửi gì" in capsys.readouterr().out
    write(site, {ARTICLE: text("Hai.")})
    assert run(site) == 0
    said = capsys.readouterr().out
    assert re.search(r"Đã đăng lên \S+: gửi \d+ tệp \(.*\); công khai sau .* giây", said)
    assert re.search(r"soát bài .* · dựng .* · nén .* · bản kê .* · đưa lên .* · dọn dẹp", said)
    assert "Hai." in (site / "www" / PAGE).read_text(encoding="utf-8")


def test_a_target_that_was_not_reached_is_tried_again(
    site: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by `--due`: what was due stays so until it is public; Ctrl-C says what stands."""

    def failing(error: BaseException) -> None:
        def put(source: Path, target: Path) -> None:
            raise error

        monkeypatch.setattr(folder, "put_file", put)

    put = folder.put_file
    failing(OSError(28, "No space left on device"))
    assert run(site, due=True) == 1
    assert "No space left" in capsys.readouterr().err
    failing(KeyboardInterrupt())
    assert run(site, due=True) == 130
    assert "trang chưa gửi vẫn như cũ; lần chạy sau gửi tiếp" in capsys.readouterr().err
    assert due.read_published(site / ".public.state") is None
    monkeypatch.setattr(folder, "put_file", put)
    assert run(site, due=True) == 0
    assert PAGE in read(site / "www")
    assert run(site, due=True) == 0
    assert "Chưa có gì đến giờ" in capsys.readouterr().out


def test_what_the_gate_finds_stays_at_home(site: Path, capsys: Said) -> None:
    """The target is not even looked at."""
    write(site, {ARTICLE: GOOD[ARTICLE]})  # a picture alone: no description
    assert run(site) == 1
    assert "chưa được đưa lên mạng" in capsys.readouterr().err
    assert not (site / "www").exists()


def test_what_a_target_is_needed_for(site: Path, capsys: Said) -> None:
    """A preview needs one, and going back one with releases; nothing is built."""
    assert publish.main(site / "content", site / "public", PublishOptions(dry_run=True)) == 1
    assert "Hãy cho biết nơi đăng bằng --to" in capsys.readouterr().err
    assert rollback.main(site / "content", site / "public", "") == 1
    assert "Hãy cho biết nơi đăng bằng --to" in capsys.readouterr().err
    assert rollback.main(site / "content", site / "public", str(site / "www")) == 1
    assert "Chỉ nơi đăng kiểu rsync" in capsys.readouterr().err
    assert not (site / "public").exists()


def test_the_target_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given to the task counts more."""
    monkeypatch.setenv("PORTAL_PUBLISH_TO", "may:/srv")
    assert (publish.choose_target(""), publish.choose_target("x.zip")) == ("may:/srv", "x.zip")
