"""The monitor before real servers that answer by the portal's own rules."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from plugins.commands import manifest
from plugins.commands.watch_site import Asked, look
from plugins.commands.watch_site.report import Report
from tests.publish.hosting.conftest import Built
from tests.publish.hosting.servers import Server


def watched(server: Server, built: Built, state: Path) -> Report:
    """Look at the portal as a machine that has published it; nothing is left in its folder."""
    manifest.write(built.output, state, datetime.now(UTC))
    for name in (manifest.FILE, manifest.SIGNATURE, manifest.PUBLIC_KEY):
        (built.output / name).unlink(missing_ok=True)
    address = f"http://127.0.0.1:{server.port}{server.root}/"
    file = state / manifest.FILE
    return look(Asked(address, manifest=file, sample=0, state=state, root=state), address)


def test_nothing_is_wrong(server: Server, built: Built, tmp_path: Path) -> None:
    """Compressed copies, old addresses, withdrawn ones, hidden files: all is as published."""
    report = watched(server, built, tmp_path)
    assert report.files > 50
    wrong = [(it.kind, it.address, it.what) for it in report.faults]
    assert [it for it in wrong if it[0] != "missing" or manifest.FILE not in it[1]] == []
    assert [it.what for it in report.findings if it.kind == "headers"] == []
