"""The town's own Git repository: a commit for each save, and the offer to have one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not here")
def test_each_save_is_a_commit_of_its_author_where_there_is_git(newsroom: Newsroom) -> None:
    """In a repository each save is committed with the person's name, and only that text's files."""
    git = ["git", "-C", str(newsroom.content)]
    for words in (("init", "-q"), ("add", "-A")):
        subprocess.run([*git, *words], check=True)
    identity = ["-c", "user.name=Thử", "-c", "user.email=thu@localhost"]
    subprocess.run([*git, *identity, "commit", "-qm", "Ban đầu"], check=True)
    try:
        (newsroom.content / "ghi-chu.txt").write_text("chưa xong", encoding="utf-8")
        begin(newsroom.person("an"), "Bài có trong Git")
        log = subprocess.run(
            [*git, "log", "-1", "--format=%an: %s", "--name-only"],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
        assert log.startswith("Nguyễn Văn An: Bài mới: Bài có trong Git")
        assert "ghi-chu.txt" not in log
    finally:
        shutil.rmtree(newsroom.content / ".git")
        Path(newsroom.content / "ghi-chu.txt").unlink()


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not here")
def test_a_repository_is_offered_to_who_may_decide_and_made_by_one_click(
    newsroom: Newsroom,
) -> None:
    """All content is in its first commit, by the person who accepted; saves follow as commits."""
    officer, offer = newsroom.person("dung"), "Giữ lịch sử bằng Git"
    writer = newsroom.person("an")
    content, declined = newsroom.content, newsroom.data / "git-declined"
    try:
        assert offer not in writer.get("").text
        assert writer.post("kho-git/", {"deed": "make"}).status == 403
        assert offer in officer.get("").text
        officer.post("kho-git/", {"deed": "decline"})
        assert offer not in officer.get("").text
        declined.unlink()
        (content / ".tep-tam").write_text("của máy", encoding="utf-8")
        officer.post("kho-git/", {"deed": "make"})
        assert "Đã có kho Git" in officer.get("").text
        assert offer not in officer.get("").text
        begin(writer, "Bài sau khi có kho Git")
        git = ["git", "-C", str(content)]
        names = subprocess.check_output([*git, "log", "--format=%an: %s"], encoding="utf-8")
        assert names.splitlines() == [
            "Nguyễn Văn An: Bài mới: Bài sau khi có kho Git",
            "Phạm Văn Dũng: Bắt đầu giữ lịch sử bằng Git",
        ]
        files = subprocess.check_output([*git, "ls-files", "-z"], encoding="utf-8").split("\0")
        assert {".gitignore", "data/town.yaml"} <= set(files)
        assert ".tep-tam" not in files
        assert subprocess.check_output([*git, "status", "--porcelain"]) == b""
    finally:
        shutil.rmtree(content / ".git", ignore_errors=True)
        for left in (declined, content / ".gitignore", content / ".tep-tam"):
            left.unlink(missing_ok=True)
