"""Builds that are killed, that run side by side, that can't write: the next one is right."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.sites.build_site import (
    GOOD,
    Site,
    Tree,
    article,
    environment,
    page,
    picture,
    read,
    stamps,
)
from tests.sites.cases_changes import BASE, OLD, body, data
from tests.sites.changing import Changing, arguments, differing
from tests.sites.many_articles import Change, file_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="cần tín hiệu của Unix")

MENU = Change("menu", {**data("menu", ("Trang chủ", "Đầu trang")), file_of(31): None})
"""A change of every page, and one page less."""
EDIT = Change("body", body(OLD, "Thêm một câu."))
LIMIT = 60
"""Seconds after which a build hangs."""
BOUND_BY_MODES = """\
import ctypes, os
if os.geteuid() == 0:  # PR_CAPBSET_DROP of CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert not any(ctypes.CDLL(None).prctl(24, one) for one in (1, 2))
"""
"""Has even root obey the modes of files."""
LAUNCH = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
"""Puts the program that is named by the arguments in the place of this one."""
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"
"""Forbids files of more bytes, as a stand-in for a full disk."""


@pytest.fixture(scope="module")
def other(ours: Changing) -> Tree:
    """The output of the site with another menu."""
    with ours.changed(MENU):
        return ours.prove()


@pytest.fixture(scope="module")
def seconds(ours: Changing) -> float:
    """How long a build takes now that all pages change, with what it takes to start."""
    with ours.changed(MENU):
        begun = time.monotonic()
        with ended(started(ours)) as build:
            build.communicate(timeout=LIMIT)
        return time.monotonic() - begun


def started(changing: Changing, before: str = "pass", **env: str) -> subprocess.Popen[str]:
    """Start a build in place by Pelican's own command, in a process group of its own.

    ``before`` is Python that the process runs before it becomes the build.
    """
    command = [sys.executable, "-m", "pelican", *arguments(changing.site, "output")]
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{LAUNCH}", *command],
        cwd=changing.site.folder,
        env=environment(changing.site.env | env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def killed(build: subprocess.Popen[str], seconds: float) -> int:
    """Kill a build with all its processes after so many seconds; return its exit code."""
    try:
        return build.wait(seconds)
    except subprocess.TimeoutExpired:
        return build.wait()
    finally:
        stop(build)


def stop(build: subprocess.Popen[str]) -> None:
    """Kill what is left of a build."""
    with suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.communicate()


def mended(changing: Changing, other: Tree, is_undone: bool) -> None:
    """Hold what a killed build left against both sites, build again, put the site back.

    ``is_undone``: put it back before the next build, so that what the killed one did is undone.
    """
    left = read(changing.output)
    known = left.keys() & (changing.base | other).keys()
    whole = {name: (changing.base.get(name), other.get(name)) for name in known}
    assert [name for name in known if left[name] not in whole[name]] == []
    if not is_undone:
        built = changing.build()
        assert (built.code, differing(built.tree, other)) == (0, [])
    changing.revert()
    changing.settle()


@pytest.mark.long
def test_a_build_killed_while_files_are_renamed(changing: Changing, other: Tree) -> None:
    """Each file is the old or the new one, whole, and the next build gives a clean one's bytes."""
    changing.apply(MENU)
    assert killed(started(changing, KILL_AT="40"), LIMIT) == -signal.SIGKILL
    mended(changing, other, is_undone=True)


NEWCOMER = Change(
    "newcomer",
    {
        "content/articles/2025-06-02-anh/index.md": article(
            "![Một hình](hinh.jpg)", title="Có ảnh", date="2025-06-02", tags="y tế"
        ),
        "content/articles/2025-06-02-anh/hinh.jpg": picture(colour="#386641"),
        **body(OLD, "Thêm một câu."),
    },
)


@pytest.mark.parametrize("renamings", [pytest.param(1, marks=pytest.mark.long), 6])
def test_what_a_killed_build_had_read_comes_with_the_next(
    changing: Changing, renamings: int
) -> None:
    """A new article's page, its photographs and the lists, though its text is known already."""
    with changing.changed(NEWCOMER):
        changing.site.env["KILL_AT"] = str(renamings)
        assert changing.build().code == -signal.SIGKILL
        del changing.site.env["KILL_AT"]
        changing.prove()


@pytest.mark.long
def test_builds_killed_at_many_moments(changing: Changing, other: Tree, seconds: float) -> None:
    """The same, over and over, at random moments and at every seventh renaming."""
    chance = random.Random(1)  # any; the same each time
    for number in range(60):
        changing.apply(MENU)
        killed(started(changing), seconds * chance.uniform(0, 1.1))
        mended(changing, other, is_undone=number % 2 == 0)
    for number in range(2, 360, 7):
        changing.apply(MENU)
        killed(started(changing, KILL_AT=str(number)), LIMIT)
        mended(changing, other, is_undone=number % 2 == 0)


@pytest.mark.long
def test_a_first_build_that_is_killed(changing: Changing, seconds: float) -> None:
    """A build into an empty folder that dies leaves nothing that the next one trusts wrongly."""
    for part in range(1, 12):
        changing.forget()
        killed(started(changing), seconds * part / 10)
        changing.settle()


@contextmanager
def ended(build: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Have a build that was started come to its end, whatever happens."""
    try:
        yield build
    finally:
        stop(build)


@pytest.mark.long
@pytest.mark.parametrize("is_cold", [False, True], ids=["into-a-site", "into-an-empty-folder"])
def test_two_builds_at_once(changing: Changing, is_cold: bool) -> None:
    """Both end well, and the output is that of the later one, which saw a newer text."""
    with changing.changed(MENU):
        if is_cold:
            changing.forget()
        with ended(started(changing)) as first:
            fresh = changing.site.folder / "fresh.md"
            fresh.write_text(str(EDIT.files[file_of(OLD)]), encoding="utf-8")
            fresh.replace(changing.site.folder / file_of(OLD))
            with ended(started(changing)) as second:
                assert first.poll() is None
                assert (first.wait(LIMIT), second.wait(LIMIT)) == (0, 0)
        clean = changing.clean()
        assert clean.code == 0, clean.errors
        assert differing(read(changing.output), clean.tree) == []
        changing.site.write({file_of(OLD): BASE[file_of(OLD)]})


def test_a_state_that_cannot_be_opened_costs_time_alone(changing: Changing) -> None:
    """Where no database can be, a build ends well with the right bytes.

    Staff read, in Vietnamese, that the state's folder is of no use.
    """
    file = changing.state / "state.db"
    with changing.changed(NEWCOMER):
        file.unlink(missing_ok=True)
        (file / "a").mkdir(parents=True)
        built = changing.build()
        (file / "a").rmdir()
        file.rmdir()
        assert (built.code, differing(built.tree, changing.remembered()[1])) == (0, [])
        assert any(".output.state" in line for line in built.errors), built.errors
        assert re.search("[ăâđêôơưạ-ỹ]", "".join(built.errors)), built.errors


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="cần prctl của Linux")
def test_a_state_that_is_read_only(changing: Changing, other: Tree) -> None:
    """Where nothing can be remembered, a build ends well with the right bytes, or touches none."""
    before = stamps(changing.output)
    changing.apply(MENU)
    changing.state.chmod(0o500)
    try:
        with ended(started(changing, BOUND_BY_MODES)) as build:
            _, told = build.communicate(timeout=LIMIT)
    finally:
        changing.state.chmod(0o700)
    if build.returncode == 0:
        assert differing(read(changing.output), other) == []
    else:
        assert stamps(changing.output) == before, told
    changing.revert()
    changing.settle()


def test_a_small_site_on_a_full_disk(tmp_path: Path) -> None:
    """A build that can't write its files fails and leaves the last good site; the next one works.

    The disk is full from the moment when the settings are read.
    """
    site = Site(tmp_path / "site").write(GOOD)
    output = site.good().output
    before, files = stamps(output), read(output)
    site.write({"content/pages/gioi-thieu.md": page("Một đoạn khác.", title="Giới thiệu")})
    full = Site(site.folder, conf=SMALL_FILES.format(4096))
    assert full.build().code != 0
    assert stamps(output) == before
    assert differing(read(site.good().output), files)


@pytest.mark.long
@pytest.mark.parametrize("size", [4096, 120_000])
def test_a_disk_that_is_full(changing: Changing, other: Tree, size: int) -> None:
    """A build that can't write its files fails and leaves the last good site as it was."""
    before = stamps(changing.output)
    changing.apply(MENU)
    with ended(started(changing, SMALL_FILES.format(size))) as build:
        _, told = build.communicate(timeout=LIMIT)
    if build.returncode == 0:
        assert size > 4096
        assert differing(read(changing.output), other) == []
    else:
        assert stamps(changing.output) == before, told
    changing.revert()
    changing.settle()
