"""What the tests of deliveries share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.deliver import servers
from tests.publish.deliver.places import Made
from town_portal.publishing.deliver.ssh import SSH

STAND_IN = """\
#!/bin/sh
# An ssh whose server is this machine: options and login go, the rest is run.
while :; do
    case $1 in
    -o | -p | -S | -l) shift 2 ;;
    -*) shift ;;
    *) break ;;
    esac
done
shift
exec sh -c "$*"
"""


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """An SSH server: its port, and the words of an ssh that knows it."""
    with servers.sshd(tmp_path_factory.mktemp("ssh") / "server") as known:
        yield known


@pytest.fixture
def stand_in(tmp_path: Path) -> str:
    """An ssh whose server is this machine."""
    program = tmp_path / "ssh"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    return str(program)


@pytest.fixture(params=["stand-in", pytest.param("openssh", marks=pytest.mark.long)])
def by_ssh(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Made, Path]:
    """A site with a target by rsync, and the folder at the server."""
    if request.param == "openssh":
        port, words = request.getfixturevalue("ssh_server")
    else:
        port, words = 22, request.getfixturevalue("stand_in")
    monkeypatch.setenv(SSH, words)
    place = tmp_path / "srv" / "my portal"
    return Made(tmp_path, servers.make_login(port, place).replace(" ", "%20")), place


only_openssh = pytest.mark.parametrize(
    "by_ssh", [pytest.param("openssh", marks=pytest.mark.long)], indirect=True
)
