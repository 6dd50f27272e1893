"""A published town with a key of its own, and its site on a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.publish.watch.town import MADE, Live, Town, files, served, set_clock, write
from town_portal.publishing.manifest import key_pair, signing
from town_portal.publishing.watch_site import site


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't wait long before a broken line is tried again."""
    monkeypatch.setattr(site, "PAUSE", 0.01)


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look two hours after the publication, whenever the tests run."""
    set_clock(monkeypatch, MADE + timedelta(hours=2))


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pair of keys: the secret one, named by the environment; the public one in the content."""
    secret = tmp_path / "keys" / "minisign.key"
    monkeypatch.setenv(signing.KEY, str(secret))
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    assert key_pair.main(tmp_path / "content", plain=True) == 0
    return secret


@pytest.fixture
def town(tmp_path: Path, key: Path) -> Town:
    """A published and signed town."""
    made = Town(tmp_path)
    write(made.output, files())
    made.publish()
    return made


@pytest.fixture
def live(town: Town) -> Iterator[Live]:
    """The town's site on a server."""
    with served(town.live()) as running:
        yield running
