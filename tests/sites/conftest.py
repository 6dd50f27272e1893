"""The large site that is changed and built again, made once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.once import once_a_run
from tests.sites.cases_changes import BASE
from tests.sites.changing import Changing


@pytest.fixture(scope="session")
def many_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of many articles that was built, to be copied."""

    def make(folder: Path) -> None:
        Changing.begun(folder / "site", BASE)

    return once_a_run(tmp_path_factory, "many-articles", make) / "site"


@pytest.fixture(scope="session")
def ours(many_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A copy of the site for all that leave it as it was after each test."""
    return Changing.copied(many_articles, tmp_path_factory.mktemp("unchanged") / "site", BASE)


@pytest.fixture
def changing(ours: Changing) -> Changing:
    """The site as it was when it was built."""
    ours.recover()
    return ours
