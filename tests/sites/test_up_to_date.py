"""A build that would change nothing is found out before Pelican is imported, and no other one.

That no change is missed all tests of this folder hold, whose builds begin with that check. Here is
what they do not change: the environment, what settings look at, what is asked for besides.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.portal import PATHS, ROOT
from tests.sites.build_site import CLOCK, GOOD, Site, article, environment
from town_portal.build.incremental.state import BuildState
from town_portal.build.incremental.state_reader import place_of
from town_portal.build.incremental.up_to_date import (
    NOTE,
    Command,
    Launch,
    UpToDate,
    find_up_to_date,
    make_launch_key,
    read_command,
)

CONF = """
import datetime, os, pathlib
from helper import LINE
GREETING = os.environ.get("GREETING"), pathlib.Path("greeting.txt").read_text(), LINE
HOUR = int(os.environ["SOURCE_DATE_EPOCH"]) // 36_000
"""
LATER = "content/articles/2020/2020-12-16-sau/index.md"
FILES = {
    **GOOD,
    LATER: article(date="2020-12-16", expires="2025-06-16"),
    "helper.py": "LINE = 1\n",
    "greeting.txt": "xin chào",
    "live.json": "{}",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built."""
    site = Site(tmp_path_factory.mktemp("built"), CONF).write(FILES)
    site.good("-e", "SPECIMENS=false")
    return site


def command_of(site: Site, *overrides: str) -> Command:
    """Return the command that builds the site in the folder that holds it."""
    words = ["content", "-s", "conf.py", "-o", "output", *(("-e", *overrides) if overrides else ())]
    command = read_command(words)
    assert command
    return command


def find(site: Site) -> UpToDate | None:
    """Look whether the site is up to date, as the next build would."""
    command = command_of(site)
    return find_up_to_date(command, make_launch_key(command))


def begin(site: Site, **changed: object) -> None:
    """Have the state tell of a build that this process has started."""
    key = make_launch_key(command_of(site))
    with closing(BuildState(site.folder / ".output.state")) as state:
        told = Launch(*state.note(NOTE))
        launch = told._replace(key=key, external_inputs={"live.json": ""})
        assert told.upcoming.startswith("Sắp tới: “Một bài” thôi hiện"), told
        launch._replace(**changed).save(state, told.upcoming)  # type: ignore[arg-type]
        state.put_note("output", place_of(site.folder / "output"))
        state.save()


@pytest.fixture
def site(built: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A copy of the site, from which this process would build it again."""
    subprocess.run(["cp", "-a", f"{built.folder}/.", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    Path("live.json").unlink()
    for name in ("GREETING", "LIVE_SNAPSHOT"):
        monkeypatch.setenv(name, "")
    return Site(tmp_path, CONF)


def put(name: str, text: str) -> Callable[[], object]:
    """Return what writes a file."""
    return lambda: Path(name).write_text(text, encoding="utf-8")


def set_variable(name: str, value: str) -> Callable[[], object]:
    """Return what sets a variable of the environment."""
    return lambda: os.environ.__setitem__(name, value)


def touch(name: str) -> Callable[[], object]:
    """Return what gives a file or folder another time."""
    return lambda: os.utime(name, ns=(1, 1))


CHANGES: dict[str, Callable[[], object]] = {
    "text": put("content/pages/gioi-thieu.md", "---\ntitle: Một trang\n---\n\nMột đoạn văn!\n"),
    "text-same-size": touch("content/pages/gioi-thieu.md"),
    "new-text": put("content/pages/moi.md", "x"),
    "text-gone": lambda: Path(LATER).unlink(),
    "folder-gone": lambda: Path("content/pages").rename("content/trang"),
    "data": touch("content/data/town.yaml"),
    "link": lambda: Path("content/pages/link.md").symlink_to("gioi-thieu.md"),
    "clock": set_variable("SOURCE_DATE_EPOCH", str(CLOCK + 86_400)),
    "clock-back": set_variable("SOURCE_DATE_EPOCH", str(CLOCK - 10 * 365 * 86_400)),
    "variable": set_variable("LIVE_SNAPSHOT", "x.json"),
    "settings": put("conf.py", "from pelicanconf import *\nX = 1\n"),
    "settings-read-a-variable": set_variable("GREETING", "x"),
    "settings-read-a-file": put("greeting.txt", "x"),
    "settings-read-a-module": put("helper.py", "LINE = 22\n"),
    "settings-read-the-clock": set_variable("SOURCE_DATE_EPOCH", str(CLOCK + 36_000)),
    "output-touched": touch("output"),
    "output-gone": lambda: Path("output").rename("moved"),
    "external-input": put("live.json", "{}"),
    "state-gone": lambda: Path(".output.state/state.db").unlink(),
    "state-damaged": put(".output.state/state.db", "x" * 10_000),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_a_build_is_not_up_to_date(site: Site, name: str) -> None:
    """Before the change it is; each change alone has the build look itself."""
    begin(site)
    assert find(site)
    CHANGES[name]()
    sys.modules.pop("helper", None)
    assert find(site) is None


def test_work_that_is_left_a_plugins_code_and_a_build_without_a_key_count(site: Site) -> None:
    """So does a build that was killed while it wrote."""
    begin(site)
    with closing(BuildState(site.folder / ".output.state")) as state:
        state.run("INSERT INTO dirty VALUES ('a', 'b', 'c')")
        state.save()
        assert find(site) is None
        state.clear("dirty")
        state.put_note("is writing", True)
        state.save()
        assert find(site) is None
        state.put_note("is writing", False)
        state.save()
    assert find(site)
    begin(site, code=(Path("helper.py"),), code_identity="other")
    assert find(site) is None
    begin(site, key="")
    assert find_up_to_date(command_of(site), "") is None


@pytest.mark.parametrize(
    "words",
    [
        ["content", "-o", "output"],
        ["-s", "conf.py", "-o", "output"],
        ["content", "-s", "conf.py", "-o", "output", "-d"],
        ["content", "-s", "conf.py", "-o", "output", "-r"],
        ["content", "-s", "conf.py", "-o", "output", "-e", "VERIFY=true"],
        ["content", "-s", "conf.py", "-o", "output", "-e", 'EXPLAIN="x/"'],
        ["content", "-s", "conf.py", "-o", "output", "-e", "A=1", "-d"],
    ],
)
def test_who_asks_for_more_than_a_build_gets_it(words: list[str]) -> None:
    """Other options of Pelican, and what a build is asked besides, are Pelican's."""
    assert read_command(words) is None


def test_settings_that_ask_for_more_are_left_to_the_build(site: Site) -> None:
    """They may ask so in their file, too."""
    Path("conf.py").write_text("from pelicanconf import *\nVERIFY = True\n", encoding="utf-8")
    assert make_launch_key(command_of(site)) == ""


def test_nothing_that_takes_time_is_imported(tmp_path: Path) -> None:
    """The second build by the command itself says the same as any that has nothing to do."""
    Site(tmp_path).write({name: item for name, item in FILES.items() if name.startswith("content")})
    words = ["content", "-s", str(ROOT / "publishconf.py"), "-o", "output"]
    command = [sys.executable, "-X", "importtime", "-m", "town_portal.build", *words]
    env = environment({"PYTHONPATH": PATHS})
    for _ in range(2):
        done = subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
        )
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.M))
    assert "town_portal.build.incremental.up_to_date" in imported
    slow = ("pelican", "jinja2", "pydantic", "PIL", "markdown", "yaml", "docutils", "rich")
    assert imported.isdisjoint(slow)
    upcoming, closing_line = done.stdout.splitlines()
    assert upcoming == "Sắp tới: “Một bài” thôi hiện lúc 00:00 ngày 16/6/2025."
    assert re.fullmatch(r"Không có gì thay đổi; hết \d,\d giây\.", closing_line)
