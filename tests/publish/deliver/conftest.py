"""What the tests of deliveries share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.commands.deliver.ssh import SSH
from tests.publish.deliver import servers
from tests.publish.deliver.places import Made


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """An SSH server: its port, and the words of an ssh that knows it."""
    with servers.sshd(tmp_path_factory.mktemp("ssh") / "server") as known:
        yield known


@pytest.fixture
def by_ssh(
    ssh_server: tuple[int, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Made, Path]:
    """A site with a target by rsync, and the folder at the server."""
    port, words = ssh_server
    monkeypatch.setenv(SSH, words)
    place = tmp_path / "srv" / "my portal"
    return Made(tmp_path, servers.login(port, place).replace(" ", "%20")), place
