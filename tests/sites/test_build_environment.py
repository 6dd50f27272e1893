"""No build has a token, key or password in its environment, whatever command started it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portal import PATHS
from tests.sites.build_site import CLOCK, GOOD, ROOT, write
from town_portal.authoring import blocking
from town_portal.cli import archive, preview
from town_portal.cli.serve.warm import Warm
from town_portal.core.system import places
from town_portal.publishing import build, due, publish
from town_portal.publishing.build_environment import make_build_environment
from town_portal.publishing.publish import command as publishing

SECRETS = {
    name: f"lộ-{name}"
    for name in (
        *("PORTAL_SIGNING_PASSWORD", "PORTAL_SIGNING_KEY_TEXT", "LIVE_TOKEN", "RCLONE_CONFIG"),
        *("RCLONE_CONFIG_WEB_PASS", "PORTAL_SSH", "GIT_SSH_COMMAND", "SSH_AUTH_SOCK"),
        *("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "HTTPS_PROXY", "PORTAL_PUBLISH_TO"),
    )
}
SPY = """\
import json, os, pathlib, sys
told = json.dumps([sys.orig_argv, dict(os.environ)])
(pathlib.Path(__file__).parent / f"{os.getpid()}.json").write_text(told, encoding="utf-8")
"""
"""Runs at the start of each Python process (sitecustomize) and writes down what that can read."""


@dataclass
class Town:
    """A small town whose builds start with a program that writes down their environment."""

    folder: Path

    @property
    def content(self) -> Path:
        """Where its content lies."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """Where its site is built."""
        return self.folder / "site"

    def builds(self) -> list[dict[str, str]]:
        """Return the environments of the builds that were started."""
        seen = [
            json.loads(item.read_text(encoding="utf-8")) for item in self.folder.glob("spy/*.json")
        ]
        return [env for words, env in seen if any("import main; main(" in word for word in words)]


def serve(town: Town) -> int:
    """Build as the preview does."""
    builds = Warm(town.content, town.output, town.folder / "conf.py")
    try:
        return builds.run().code
    finally:
        builds.stop()


def publish_due(town: Town) -> int:
    """Publish what the clock has made due; nothing was published before."""
    return publish.main(town.content, town.output, publish.PublishOptions(due=True))


COMMANDS: dict[str, Callable[[Town], int]] = {
    "build": lambda item: build.build_site(item.content, item.output, item.folder / "conf.py").code,
    "serve": serve,
    "publish": lambda item: publish.main(item.content, item.output),
    "publish --due": publish_due,
    "archive": lambda item: archive.main(item.content, "", item.folder),
    "preview": lambda item: preview.main(
        item.content / "articles/2020/2020-12-14-tot/index.md",
        item.content,
        item.output,
        item.folder,
    ),
}


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town on a machine whose environment is full of secrets."""
    spy = tmp_path / "spy"
    write(tmp_path, {**GOOD, "spy/sitecustomize.py": SPY})
    quick = "SPECIMENS = SHARE_PICTURES = SEARCH_INDEX = False\n"
    conf = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom {{}} import *\n{quick}"
    (tmp_path / "conf.py").write_text(conf.format("pelicanconf"), encoding="utf-8")
    (tmp_path / "public.py").write_text(conf.format("publishconf"), encoding="utf-8")
    monkeypatch.setattr(publishing, "SETTINGS", tmp_path / "public.py")
    monkeypatch.setattr(places, "TOWN", tmp_path)
    monkeypatch.setattr(blocking, "list_musts", lambda _content: {})
    monkeypatch.setattr(due, "_get_change_time", lambda _entry: 0.0)
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    # One path that both programs are found by: the spy's and the portal's.
    monkeypatch.setenv("PYTHONPATH", f"{spy}{os.pathsep}{PATHS}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    return Town(tmp_path)


USUAL = ("build", "serve", "publish")


@pytest.mark.parametrize(
    "command",
    [pytest.param(item, marks=() if item in USUAL else pytest.mark.long) for item in COMMANDS],
)
def test_no_build_can_read_a_secret(town: Town, command: str) -> None:
    """Neither a plugin nor what content makes a build read finds a secret in its environment."""
    COMMANDS[command](town)
    builds = town.builds()
    assert builds
    assert {env["SOURCE_DATE_EPOCH"] for env in builds} == {str(CLOCK)}
    found = {name for env in builds for name, value in env.items() if "lộ-" in value}
    assert not found & SECRETS.keys()


def test_what_a_build_needs_is_there() -> None:
    """Programs, folders and language stay; a variable that nobody has listed does not."""
    given = {"PATH": "/bin", "LC_ALL": "C.UTF-8", "SYSTEMROOT": "C:", "MY_TOKEN": "x"}
    made = make_build_environment(given)
    assert made == {
        **{name: given[name] for name in ("PATH", "LC_ALL", "SYSTEMROOT")},
        "PYTHONUTF8": "1",
        "COLUMNS": "1000",
    }
