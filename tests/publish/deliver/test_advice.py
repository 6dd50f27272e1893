"""What is said where this machine's rsync or its SSH key does not do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from town_portal.publishing.deliver import ssh
from town_portal.publishing.deliver.address import Server
from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.rsync_version import check_rsync

SYSTEM = "rsync  version 2.6.9  protocol version 29\nCopyright (C) 1996-2006 by Andrew Tridgell"
OPEN = "openrsync: protocol version 29\nrsync version 2.6.9 compatible"
NEW_OPEN = "openrsync: protocol version 31\nrsync version 3.2.7 compatible"
DENIED = "portal-upload@web.example.vn: Permission denied (publickey)."


def has(said: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this machine an rsync that says so of its version."""
    program = folder / "rsync"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows không có rsync")
@pytest.mark.parametrize("said", [SYSTEM, OPEN, NEW_OPEN, "rsync  version 3.0.9  protocol", "lạ"])
def test_an_rsync_that_cannot_publish_is_told_with_a_way_out(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of macOS and those before 3.1, before anything is sent."""
    has(said, tmp_path, monkeypatch)
    with pytest.raises(
        TargetRefused, match=r"cần rsync 3\.1 trở lên.*brew install rsync.*rclone:"
    ) as told:
        check_rsync()
    assert said.partition("\n")[0] in str(told.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows không có rsync")
@pytest.mark.parametrize("version", ["3.1.0", "v3.2.7", "3.10.1", "4.0"])
def test_a_newer_one_is_taken(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions are compared by number."""
    has(f"rsync  version {version}  protocol version 31", tmp_path, monkeypatch)
    check_rsync()


def test_the_advice_for_a_missing_key_keeps_the_port() -> None:
    """What is to be typed reaches the server that was meant."""
    told = ssh.explain_failure(Server("portal-upload@web.example.vn", "/srv/portal", 2222), DENIED)
    assert "ssh-copy-id -p 2222 portal-upload@web.example.vn" in told
    assert "authorized_keys" in told
    unknown = "Host key verification failed."
    assert "ssh -p 2222 a@web" in ssh.explain_failure(Server("a@web", "/srv", 2222), unknown)
    assert "ssh a@web" in ssh.explain_failure(Server("a@web", "/srv"), unknown)
