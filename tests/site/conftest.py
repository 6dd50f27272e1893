"""The fixture town's portal: at the root of its host, and in a folder of it with short lists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.once import once_a_run
from tests.portal import CONTENT, ROOT, Portal, build, built, site_address

DEMONSTRATION = ROOT / "content"
BASE = "/cong/"
SHORT = "DEFAULT_PAGINATION=2"
"""With two articles on a page lists have numbered pages."""


def copy_content(folder: Path, base: str = "/") -> Path:
    """Copy the fixture town to ``folder`` for a portal at the path ``base`` of its host."""
    shutil.copytree(CONTENT, folder)
    town = folder / "data" / "town.yaml"
    changed, count = re.subn(
        r"(?m)^base_path: .*$", f"base_path: {base}", town.read_text(encoding="utf-8")
    )
    assert count == 1
    town.write_text(changed, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def at_root(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the portal of the fixture town."""
    return built(tmp_path_factory)


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the portal in a folder of its host, with numbered list pages."""

    def make(folder: Path) -> None:
        content = copy_content(folder / "content", BASE)
        build(folder / "output" / BASE.strip("/"), content, SHORT)

    return Portal(once_a_run(tmp_path_factory, "below", make) / "output", site_address(), BASE)


@pytest.fixture(scope="session", params=["at_root", "below"])
def portal(request: pytest.FixtureRequest) -> Portal:
    """Give each of the two portals."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Portal)
    return found


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build content/ as it is published."""

    def make(folder: Path) -> None:
        build(folder / "output", DEMONSTRATION, conf="publishconf.py")

    made = once_a_run(tmp_path_factory, "demonstration", make)
    return Portal(made / "output", site_address(DEMONSTRATION))
