"""The preview's run: its port, its builds one after another, and what makes it build."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from watchfiles import Change

from town_portal.cli.serve.port import HOST, NoPort, open_listener, parse_port
from town_portal.cli.serve.session import PreviewBuilder, find_base_path
from town_portal.cli.serve.watching import SourceFilter, Watching
from town_portal.publishing.build import Result


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("base_path: /\n", "/"),
        ("base_path: /hong-linh\n", "/hong-linh/"),
        ("base_path: hong-linh/cong/\n", "/hong-linh/cong/"),
        ("name: x\n", "/"),
        ("- a\n", "/"),
        ("a: [\n", "/"),
        ("", "/"),
    ],
)
def test_the_base_path_comes_from_the_town(tmp_path: Path, text: str, path: str) -> None:
    """The base path has slashes on both ends; no or unreadable data mean the root."""
    assert find_base_path(tmp_path) == "/"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "town.yaml").write_text(text, encoding="utf-8")
    assert find_base_path(tmp_path) == path


def test_a_busy_port_leads_to_the_next_free_one() -> None:
    """The preview starts although another program has the port."""
    with open_listener(0) as busy:
        taken = busy.getsockname()[1]
        with open_listener(taken) as other:
            assert other.getsockname()[1] > taken
            assert other.getsockname()[0] == HOST


@pytest.mark.parametrize("text", ["abc", "", "70000", "-1", "80.5"])
def test_a_strange_port_is_refused(text: str) -> None:
    """What is no port is told in a sentence, not in a traceback."""
    with pytest.raises(NoPort, match="không phải là số cổng"):
        parse_port(text)


def test_a_port_given_back_can_be_taken_again() -> None:
    """A preview ended and started again gets the same port."""
    with open_listener(0) as first:
        port = first.getsockname()[1]
        with socket.create_connection((HOST, port)), first.accept()[0]:
            pass
    with open_listener(port) as again:
        assert again.getsockname()[1] == port


class StepBuild:
    """A build that waits for a signal of the test and then ends as told."""

    def __init__(self, codes: list[int]) -> None:
        """Take the exit codes of the builds to come."""
        self.codes = codes
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)

    def run(self) -> Result:
        """Wait, then end with the next code."""
        self.begun.release()
        assert self.may_end.acquire(timeout=10)
        code = self.codes.pop(0)
        return Result(code, "a.md:1: title: thiếu\n" if code else "")

    def stop(self) -> None:
        """Let a build that waits end."""
        self.may_end.release()


def test_changes_during_a_build_lead_to_one_more(tmp_path: Path) -> None:
    """However many changes come while it builds, one build follows, and it sees them all."""
    builds = StepBuild([1, 0, 0])
    preview = PreviewBuilder(tmp_path, tmp_path / "output", lambda: builds)
    preview.start()
    try:
        assert builds.begun.acquire(timeout=10)
        for _ in range(5):
            preview.changed()
        first = preview.state.now().number
        builds.may_end.release()
        assert builds.begun.acquire(timeout=10)
        assert preview.state.now().faults == ("a.md:1: title: thiếu",)
        builds.may_end.release()
        built = preview.state.after(first + 1, 10)
        assert (built.faults, built.site) == ((), built.number)
        assert not builds.begun.acquire(timeout=0.2)
    finally:
        preview.stop()
    assert builds.codes == [0]


def test_faults_are_told_from_other_output() -> None:
    """Of what a build printed, the lines with file and line are the faults; else its end is."""
    printed = (
        "warning\nlib.py:3: UserWarning: x\ncontent/a.md:3: title: thiếu\n\nC:\\b.md:2: date: sai\n"
    )
    faults = ("content/a.md:3: title: thiếu", "C:\\b.md:2: date: sai")
    assert Result(1, printed).fault_lines() == faults
    assert Result(1, "Traceback\nValueError\n").fault_lines() == ("Traceback", "ValueError")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("content/a.md", True),
        ("theme/css/a.css", True),
        ("content/anh-1.jpg", True),
        ("content/a.md~", False),
        ("content/.a.md.swp", False),
        ("content/4913", False),
        ("content/~$bai.docx", False),
        ("content/.#a.md", False),
        ("plugins/__pycache__/a.py", False),
        ("plugins/a.pyc", False),
        ("output/index.html", False),
    ],
)
def test_only_sources_count_as_changes(tmp_path: Path, name: str, counts: bool) -> None:
    """What editors, Python and the build itself leave behind causes no build."""
    chosen = SourceFilter(ignore_paths=[tmp_path / "output"])
    assert chosen(Change.modified, str(tmp_path / name)) is counts


def test_watching_notices_sources_settings_and_new_folders(tmp_path: Path) -> None:
    """A page, a settings file and a folder that came later are all seen."""
    changed = threading.Event()
    content = tmp_path / "content"
    content.mkdir()
    watching = Watching(tmp_path, content, tmp_path / "output", changed.set)
    watching.start()
    try:
        for place in (content / "a.md", tmp_path / "pelicanconf.py"):
            assert seen_after(partial(touch, place), changed)
        assert seen_after(partial((tmp_path / "theme").mkdir, exist_ok=True), changed)
        assert seen_after(partial(touch, tmp_path / "theme" / "a.css"), changed)
    finally:
        watching.stop()


def touch(place: Path) -> None:
    """Write a file anew."""
    place.write_text(f"{place.stat().st_size if place.exists() else 0}", encoding="utf-8")


def seen_after(act: Callable[[], object], changed: threading.Event) -> bool:
    """Act until the watcher, which begins at its own time, has told of it."""
    changed.clear()
    for _ in range(50):
        act()
        if changed.wait(0.5):
            return True
    return False


def test_a_build_for_the_index_alone_reloads_no_page(tmp_path: Path) -> None:
    """Open pages stay as they are, unless there were faults that are gone now."""
    codes = [0, 0, 1, 0]
    preview = PreviewBuilder(tmp_path, tmp_path / "output", lambda: QuickBuild(codes.pop(0)))
    seen = []
    for ask in (preview.changed, preview.renew, preview.renew, preview.renew):
        ask()
        preview._wanted.clear()
        preview._once()
        seen.append((preview.state.now().site, bool(preview.state.now().faults)))
    sites = [site for site, _ in seen]
    assert sites[0] == sites[1] == sites[2] != sites[3]
    assert [faults for _, faults in seen] == [False, False, True, False]


class QuickBuild:
    """A build that ends at once."""

    def __init__(self, code: int) -> None:
        """Take its exit code."""
        self.code = code

    def run(self) -> Result:
        """End."""
        return Result(self.code, "a.md:1: x: y" if self.code else "")

    def stop(self) -> None:
        """Do nothing."""
