"""Whether what is published is what Git keeps: told in one sentence, no hindrance."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.sites.build_site import write
from town_portal.publishing.gate import format_tree_notice
from town_portal.publishing.gate.tree import NO_GIT


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which all is kept."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    write(tmp_path, {"content/bài một.md": "a", "b.txt": "b", ".gitignore": "output/\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, *("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"))
    return tmp_path


def git(root: Path, *words: str) -> None:
    """Run Git in a checkout."""
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)


def test_what_is_not_kept_is_named(checkout: Path) -> None:
    """Three files by name, with their accents, the others by number; none that Git is to ignore."""
    write(checkout, {"output/a.html": "x"})
    assert format_tree_notice(checkout) == ""
    write(checkout, {"content/bài một.md": "khác"})
    said = (
        "Bản công khai dựng từ cả những gì chưa lưu vào Git: {}; "
        "hãy git commit để sau này dựng lại được đúng bản này."
    )
    assert format_tree_notice(checkout) == said.format("content/bài một.md")
    write(checkout, {f"content/{name}.md": "x" for name in "cdef"} | {"b.txt": None})
    told = "b.txt, content/bài một.md, content/c.md và 3 tệp nữa"
    assert format_tree_notice(checkout) == said.format(told)


def test_where_there_is_no_git_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No checkout, or no program."""
    assert format_tree_notice(tmp_path) == NO_GIT
    monkeypatch.setenv("PATH", "")
    assert format_tree_notice(tmp_path) == NO_GIT
