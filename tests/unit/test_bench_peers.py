"""What `python3 tasks.py bench` compares with: fetched once, pinned by files that name no place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.commands.bench import peers


def test_peers_are_fetched_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A peer is fetched anew only when the file that pins it has changed, or it did not end."""
    monkeypatch.setattr(peers, "ROOT", tmp_path)
    monkeypatch.setattr(peers, "FILES", tmp_path)
    monkeypatch.setattr(peers, "SCRATCH", tmp_path / ".bench")
    pins, fetched = tmp_path / "requirements.txt", list[Path]()

    def fill(home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        fetched.append(home)
        if len(fetched) == 2:
            raise KeyboardInterrupt

    pins.write_text("a==1", encoding="utf-8")
    assert peers.filled(pins, fill) == peers.filled(pins, fill) == fetched[0]
    pins.write_text("a==2", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        peers.filled(pins, fill)
    peers.filled(pins, fill)
    peers.filled(pins, fill)
    assert len(fetched) == 3


def test_what_pins_the_peers_names_no_place() -> None:
    """Lock and requirement files of the bench hold versions and hashes, no host or folder."""
    for name in (peers.HUGO, peers.FILES / "photographs" / "requirements.txt"):
        for line in name.read_text(encoding="utf-8").splitlines():
            assert line.startswith("    --hash=sha256:") or "==" in line, (name, line)
    lock = (peers.FILES / "photographs" / "sharp" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for path, package in packages.items() if path)
