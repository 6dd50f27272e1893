"""What `publish` says of the time from an article's approval to the public."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites.build_site import TOWN, article, write
from town_portal.publishing import publish_time

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PAGE = "2026/11/20/bai-moi/"
FILE = "content/articles/2026/2026-11-20-bai-moi/index.md"
REVIEW = "{state: approved, by: An, hash: sha256-1}"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with one article, in no Git."""
    text = article(title="Bài mới", date="2026-11-20")
    write(tmp_path, {"content/data/town.yaml": TOWN, FILE: text})
    saved(tmp_path / FILE, 42)
    return tmp_path


def saved(path: Path, ago: float) -> None:
    """Have a file saved so many seconds before NOW."""
    at = NOW.timestamp() - ago
    os.utime(path, (at, at))


def committed(folder: Path, ago: float) -> None:
    """Have everything in a folder committed so many seconds before NOW."""
    shutil.rmtree(folder / ".git", ignore_errors=True)
    date = f"{int(NOW.timestamp() - ago)} +0000"
    env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    name = ("-c", "user.name=An", "-c", "user.email=an@thu-nghiem.example")
    for words in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "-m", "bài")):
        subprocess.run(["git", "-C", str(folder), *words], check=True, env=env, timeout=30)


def told(folder: Path, *pages: str, since: float | None = None) -> str:
    """Return what is told when pages are published at NOW."""
    return publish_time.format_waits(folder / "content", NOW, [], list(pages or (PAGE,)), since)


def test_what_an_article_has_waited_for(town: Path) -> None:
    """In no Git since it was saved, or approved; its page may be named as a file."""
    assert told(town) == "Từ lúc lưu đến lúc công khai: 42 giây."
    for page in ("2026/11/20/bai-moi/index.html", "2026/11/20/bai-moi"):
        assert told(town, page) == told(town)
    text = article(title="Bài mới", date="2026-11-20", review=REVIEW)
    (town / FILE).write_text(text, encoding="utf-8")
    saved(town / FILE, 185)
    assert told(town) == "Từ lúc duyệt đến lúc công khai: 3 phút 5 giây."


def test_a_photograph_that_was_exchanged_counts_as_saved(town: Path) -> None:
    """The newest file in an article's folder tells; what the system hides there does not."""
    for name, ago in (("anh.jpg", 7), (".DS_Store", 1)):
        (town / FILE).with_name(name).write_bytes(b"x")
        saved((town / FILE).with_name(name), ago)
    assert "7 giây" in told(town)


def test_in_git_the_commit_counts_unless_it_was_saved_here(town: Path) -> None:
    """A clone's files are as new as the clone; an edit since, or a later commit, counts not so."""
    committed(town, 5)
    assert "42 giây" in told(town)
    committed(town, 600)
    assert told(town) == "Từ lúc lưu đến lúc công khai: 10 phút."
    (town / FILE).write_text(article(title="Bài mới hơn", date="2026-11-20"), encoding="utf-8")
    saved(town / FILE, 30)
    assert "30 giây" in told(town)


def test_a_scheduled_article_has_waited_since_its_moment(town: Path) -> None:
    """Not since it was written: 09:55 in the town is five minutes before NOW."""
    text = article(title="Bài mới", date="2026-11-20", publish="2026-11-20T09:55:00")
    (town / FILE).write_text(text, encoding="utf-8")
    saved(town / FILE, 86_400)
    committed(town, 86_400 * 30)
    assert told(town) == "Từ giờ hẹn đăng đến lúc công khai: 5 phút."


def test_a_clock_that_is_behind_is_said(town: Path) -> None:
    """No negative time is told; two seconds are no skew."""
    saved(town / FILE, -2)
    assert "0 giây" in told(town)
    saved(town / FILE, -90)
    assert "không tính được" in told(town)


def test_what_changed_because_of_others_is_left_out(town: Path) -> None:
    """A neighbour older than the last publication is; of several the longest wait is told."""
    other, page = town / "content/articles/cu.md", "2026/11/19/bai-cu/"
    other.write_text(article(title="Bài cũ", date="2026-11-19"), encoding="utf-8")
    saved(other, 90_000)
    last = NOW.timestamp() - 7_200
    assert told(town, PAGE, page, since=last) == "Từ lúc lưu đến lúc công khai: 42 giây."
    assert told(town, PAGE, page).endswith("42 giây (bài mới nhất trong 2 bài).")
    assert told(town, page, since=last) == ""
    saved(other, 3_700)
    sentence = told(town, PAGE, page, since=last)
    assert sentence.endswith("1 giờ 1 phút (bài đợi lâu nhất trong 2 bài).")


def test_what_is_new_there_counts_whenever_it_was_written(town: Path) -> None:
    """A commit may be older than the last publication and be pushed after it."""
    saved(town / FILE, 600)
    last = NOW.timestamp() - 300
    assert told(town, since=last) == ""
    line = publish_time.format_waits(town / "content", NOW, [PAGE], [], last)
    assert line == "Từ lúc lưu đến lúc công khai: 10 phút."


def test_nothing_is_told_where_nothing_is_known(town: Path) -> None:
    """Of no article, one that is not there, a first publication, one committed long ago."""
    assert publish_time.format_waits(town / "content", NOW, []) == ""
    assert told(town, "2026/11/20/khong-co/") == ""
    assert told(town, *(f"2026/11/20/{number}/" for number in range(30)), PAGE) == ""
    committed(town, 86_400 * 30)
    assert told(town) == ""
