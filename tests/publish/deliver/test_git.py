"""A branch of a repository of this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.publish.deliver.places import Made, version
from town_portal.publishing import deliver
from town_portal.publishing.deliver.site import MANIFEST


def git(folder: Path, *words: str) -> str:
    """Run Git in a folder and return what it prints."""
    found = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return found.stdout.strip()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Made, Path]:
    """A site with a branch as its target, and the repository; Git knows no name of a person."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    kho = tmp_path / "kho.git"
    kho.mkdir()
    git(kho, "init", "-q", "--bare")
    return Made(tmp_path, f"git+file://{kho}#pages"), kho


def names(kho: Path) -> set[str]:
    """Return the files of the branch."""
    return {*git(kho, "ls-tree", "-r", "--name-only", "pages").splitlines()} - {*MANIFEST}


def test_each_publication_is_a_commit_upon_the_last(target: tuple[Made, Path]) -> None:
    """With .nojekyll and without compressed copies; nothing is forced."""
    made, kho = target
    git(kho, "config", "receive.denyNonFastForwards", "true")
    made.has({**version(1), "index.html.br": "nén"}).publish()
    assert names(kho) == {*version(1), ".nojekyll"}
    made.has({**version(2), ".htaccess": "x"}).publish()
    assert names(kho) == {*version(1), *version(2), ".nojekyll", ".htaccess"}
    assert git(kho, "show", "pages:index.html") == version(2)["index.html"]
    assert git(kho, "rev-list", "--count", "pages") == "2"
    assert made.plan()[0].is_empty


@pytest.mark.long
def test_what_others_have_pushed_is_kept_in_the_history(
    target: tuple[Made, Path], tmp_path: Path
) -> None:
    """The next publication follows upon it, and says so."""
    made, kho = target
    made.has(version(1)).publish()
    other = Made(tmp_path / "other", made.to)
    published = other.has({**version(2), "them.html": "thêm"}).publish()
    assert "lien-he/index.html" not in published.went
    plan, notice = made.has(version(3)).plan()
    assert "đã so lại với bản kê" in notice
    assert "them.html" in plan.gone
    made.publish()
    assert git(kho, "rev-list", "--count", "pages") == "3"
    assert "them.html" not in names(kho)


@pytest.mark.long
def test_a_push_that_is_not_taken_is_told(target: tuple[Made, Path]) -> None:
    """The branch stays as it was; the next run brings the site there."""
    made, kho = target
    made.has(version(1)).publish()
    hook = kho / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho khong nhan >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(deliver.DeliveryFailed, match="khong nhan"):
        made.has(version(2)).publish()
    assert git(kho, "show", "pages:index.html") == version(1)["index.html"]
    hook.unlink()
    made.publish()
    assert git(kho, "show", "pages:index.html") == version(2)["index.html"]
    assert git(kho, "rev-list", "--count", "pages") == "2"
