"""The preview's builds by processes that wait for them, patch, and are replaced."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.sites.build_site import GOOD, ROOT, Tree, article, read, stamps, write
from tests.sites.forks import AT_START, run_pelican
from town_portal.cli.serve import builder, warm
from town_portal.cli.serve.builder import PATCHED, STALE, WHOLE
from town_portal.cli.serve.warm import Warm
from town_portal.publishing.build import CLOSING, Result
from town_portal.publishing.build_environment import make_build_environment

SECONDS = 10
"""After so long a process hangs."""
PLAY = f"""\
import os, pathlib, sys, time

folder = pathlib.Path(sys.argv[1])
for word in sys.stdin:
    answers = folder / "answers"
    text, *later = answers.read_text(encoding="utf-8").split("|")
    answers.write_text("|".join(later), encoding="utf-8")
    with (folder / "log").open("a", encoding="utf-8") as log:
        log.write(f"{{os.getpid()}} {{word}}")
    if text == "wait":
        time.sleep(60)
    print(text.rpartition(" ")[0], end="", flush=True)
    if text.endswith("die"):
        os._exit(9)
    print("{builder.END}" + text.rpartition(" ")[2], flush=True)
"""
"""Plays a builder that answers as the test has written."""


@dataclass
class Play:
    """A preview's builds, by processes that answer as told; ``content`` holds what they leave.

    ``begun`` are all processes so far.
    """

    content: Path
    builds: Warm
    begun: list[subprocess.Popen[str]]

    def told(self, *answers: str) -> None:
        """Say what the next questions are answered; before the last word is what is printed."""
        (self.content / "answers").write_text("|".join(answers), encoding="utf-8")

    def run(self, *answers: str) -> Result:
        """Build, with these answers, all of which must be asked for."""
        self.told(*answers)
        result = self.builds.run()
        assert not (self.content / "answers").read_text(encoding="utf-8")
        return result

    @property
    def asked(self) -> list[tuple[int, str]]:
        """The questions so far, each with the process that was asked."""
        if not (self.content / "log").exists():
            return []
        lines = (self.content / "log").read_text(encoding="utf-8").splitlines()
        return [(int(number), word) for number, word in map(str.split, lines)]

    @property
    def words(self) -> list[str]:
        """The questions: each with a letter for the process, in the order of their beginning."""
        letters = {child.pid: chr(ord("a") + index) for index, child in enumerate(self.begun)}
        return [f"{letters[number]} {word}" for number, word in self.asked]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Builds that have not begun."""
    begun: list[subprocess.Popen[str]] = []
    begin = subprocess.Popen

    def noted(*given: Any, **named: Any) -> subprocess.Popen[str]:
        begun.append(begin(*given, **named))
        return begun[-1]

    monkeypatch.setattr(warm, "LAUNCH", PLAY)
    monkeypatch.setattr(subprocess, "Popen", noted)
    builds = Warm(tmp_path, tmp_path / "output")
    yield Play(tmp_path, builds, begun)
    builds.stop()


ONE, OTHER = "a.md:1: title: sai\n", "b.md:2: sai\n"


@pytest.mark.parametrize(
    ("builds", "words"),
    [
        # As long as a patch is enough, the process of the last build makes it.
        ([("0", 0), (PATCHED, 0), (PATCHED, 0)], "a build, a patch, a patch"),
        # Where it is not, the next process builds and patches from then on.
        (
            [("0", 0), (f"{WHOLE}|0", 0), (PATCHED, 0)],
            "a build, a patch, b build, b patch",
        ),
        # What failed does not patch; the faults are those of the last build alone.
        (
            [
                ("0", 0),
                (f"{WHOLE}|{ONE} 1", ONE),
                (f"{OTHER} 1", OTHER),
                ("0", 0),
            ],
            "a build, a patch, b build, c build, d build",
        ),
        # Both the one that should patch and the one that was ready may be of an old program.
        ([("0", 0), (f"{STALE}|{STALE}|0", 0)], "a build, a patch, b build, c build"),
        # One that dies patching costs nothing but time.
        ([("0", 0), ("die|0", 0)], "a build, a patch, b build"),
        ([("0", 0), ("nửa dòng\n die|0", 0)], "a build, a patch, b build"),
        # One that was ready may have waited too long; one just begun tells what is wrong.
        (
            [("Lỗi\n die", "Lỗi\n"), ("die|Lỗi\n die", "Lỗi\n"), ("0", 0)],
            "a build, b build, c build, d build",
        ),
    ],
)
def test_processes_follow_each_other(
    play: Play, builds: list[tuple[str, int | str]], words: str
) -> None:
    """Each build is done, by the process that can do it with the least work."""
    for answers, told in builds:
        expected = Result(1, told) if isinstance(told, str) else Result(told, "")
        assert play.run(*answers.split("|")) == expected
    assert ", ".join(play.words) == words


def test_a_ready_process_that_was_killed_is_replaced(play: Play) -> None:
    """The system may end it for want of memory; the build is done by one just begun."""
    assert play.run("0").code == 0
    play.begun[-1].kill()
    play.begun[-1].wait(SECONDS)
    assert play.run(WHOLE, "0") == Result(0, "")
    assert play.words == ["a build", "a patch", "c build"]


def test_what_a_build_prints_is_shown(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    """As it comes, also half a line, without Pelican's closing line and the sign of the end."""
    result = play.run(f"Lưu ý: một câu.\n{CLOSING} 3 articles\nXong.\n 0")
    assert result == Result(0, "Lưu ý: một câu.\nXong.\n")
    assert capsys.readouterr().err == "Lưu ý: một câu.\nXong.\n"
    assert play.run(WHOLE, "một câu.\nnửa câu 0") == Result(0, "một câu.\nnửa câu")


def test_processes_of_no_more_use_end(play: Play) -> None:
    """However often there is a build, two processes are there: one that patches, one ready."""
    for answers in (("0",), (WHOLE, "0"), (WHOLE, "1"), ("1",), (STALE, "0")):
        play.run(*answers)
    *old, living, ready = play.begun
    assert [child.wait(SECONDS) for child in old] == [0] * len(old)
    assert (living.poll(), ready.poll()) == (None, None)


def test_stopping_ends_a_build_and_all_processes(play: Play) -> None:
    """Also the one that patches and the one that is ready; nothing is begun afterwards."""
    play.run("0")
    play.told(WHOLE, "wait")
    results: list[Result] = []
    building = threading.Thread(target=lambda: results.append(play.builds.run()))
    building.start()
    while len(play.asked) < 3:
        time.sleep(0.01)
    play.builds.stop()
    building.join(SECONDS)
    assert [result.code for result in results] == [1]
    assert all(child.wait(SECONDS) is not None for child in play.begun)


def test_the_clock_makes_a_build_due(play: Play) -> None:
    """An article's time has come: a whole build follows, once; what failed waits for a change."""
    assert play.run(f"0{builder.UNTIL}{time.time() + 3600}").code == 0
    assert not play.builds.is_late()
    assert play.run(WHOLE, f"0{builder.UNTIL}{time.time() - 1}").code == 0
    assert play.builds.is_late()
    assert play.run("a.md:1: sai\n 1@1.0").code == 1
    assert not play.builds.is_late()
    assert play.run(f"0{builder.UNTIL}inf").code == 0
    assert not play.builds.is_late()


FILE = "content/articles/2020/2020-12-14-tot/index.md"
PAGE = "2020/12/14/tot/index.html"
BODY = "Đoạn đầu.\n\n![Một hình chữ nhật](anh-1.jpg)\n\nCâu cuối."


@dataclass
class Preview:
    """A small site and its real builds."""

    folder: Path
    builds: Warm

    def edit(self, old: str, new: str, code: int = 0) -> tuple[Result, set[str]]:
        """Change the article and build; return the names of the pages that were written, too."""
        text = (self.folder / FILE).read_text(encoding="utf-8")
        assert old in text
        before = stamps(self.folder / "output")
        write(self.folder, {FILE: text.replace(old, new)})
        result = self.builds.run()
        assert result.code == code, result.faults
        now = stamps(self.folder / "output")
        pages = {name for name in now if name.endswith(".html")}
        return result, {name for name in pages if now[name] != before.get(name)}

    @property
    def tree(self) -> Tree:
        """The output's files."""
        return read(self.folder / "output")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A small site that was built."""
    folder = tmp_path_factory.mktemp("warm")
    conf = "from pelicanconf import *\nSPECIMENS = SHARE_PICTURES = False\n"
    text = article(BODY, title="Bài tốt", date="2020-12-14")
    write(folder, {**GOOD, FILE: text, "conf.py": conf})
    builds = Warm(folder / "content", folder / "output", folder / "conf.py")
    try:
        result = builds.run()
        assert result.code == 0, result.faults
        yield Preview(folder, builds)
    finally:
        builds.stop()


def test_an_edited_body_makes_its_page_alone(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Again and again, with nothing said; what else knows its words follows when it is quiet.

    Then the bytes are those of a build from nothing.
    """
    for old, new in (("Câu cuối.", "Câu thứ nhất."), ("thứ nhất", "**thứ hai**")):
        result, pages = preview.edit(old, new)
        assert (result.faults, pages) == ("", {PAGE})
    folder = preview.folder
    assert "Câu <strong>thứ hai</strong>." in preview.tree[PAGE].decode()
    words = [str(folder / name) for name in ("content", "conf.py", "clean")]
    env = {name: item for name, item in make_build_environment().items() if name not in AT_START}
    given = [words[0], "-s", words[1], "-o", words[2]]
    assert run_pelican(given, ROOT, env, folder / "log").code == 0
    clean = read(folder / "clean")
    assert {name for name in clean if clean[name] != preview.tree.get(name)} <= {
        name for name in clean if name.startswith(("static/tim/", "du-lieu-mo/"))
    }
    monkeypatch.setattr(warm, "QUIET_SECONDS", 3600.0)
    assert not preview.builds.is_late()
    monkeypatch.setattr(warm, "QUIET_SECONDS", 0.0)
    assert preview.builds.is_late()
    assert preview.builds.run().code == 0
    assert not preview.builds.is_late()
    assert clean == preview.tree


def test_faults_leave_the_site_and_the_preview_goes_on(preview: Preview) -> None:
    """A fault is told with its line; once mended, all pages that change are made."""
    before = preview.tree
    result, pages = preview.edit("title:", "tittle:", code=1)
    assert any("index.md:" in line for line in result.fault_lines())
    assert (pages, preview.tree) == (set(), before)
    _, pages = preview.edit("tittle: Bài tốt", "title: Bài rất tốt")
    assert {PAGE, "index.html"} <= pages
    assert "Bài rất tốt" in preview.tree["index.html"].decode()
