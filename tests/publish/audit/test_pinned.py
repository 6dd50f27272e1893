"""Nothing is fetched of which the bytes are not known before."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from town_portal.cli.audit import locks

ROOT = Path(__file__).parents[3]
HASHED = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+(\s*;[^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+")
SHA = re.compile(r"[0-9a-f]{40}")


def ids(paths: list[Path]) -> list[str]:
    """Return the names of tests."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


REQUIREMENTS, LOCKS = locks.list_requirement_files(ROOT), locks.list_npm_locks(ROOT)


def test_the_files_are_found() -> None:
    """Among them those of the portal, the service and the newsroom."""
    names = {*ids(REQUIREMENTS), *ids(LOCKS)}
    assert {"requirements.txt", "service/requirements.txt"} <= names
    assert {"package-lock.json", "newsroom/package-lock.json"} <= names


@pytest.mark.parametrize("file", REQUIREMENTS, ids=ids(REQUIREMENTS))
def test_every_python_package_is_pinned_with_hashes(file: Path) -> None:
    """Name, version, SHA-256; no address, no folder, no option, no index."""
    lines = locks.split_requirements(file.read_text(encoding="utf-8"))
    assert lines
    assert [line for line in lines if not HASHED.fullmatch(line)] == []


@pytest.mark.parametrize("file", LOCKS, ids=ids(LOCKS))
def test_every_npm_package_is_pinned_with_its_digest(file: Path) -> None:
    """SHA-512 for each; none from a version control system, a folder or an address."""
    lock = json.loads(file.read_text(encoding="utf-8"))
    assert lock["lockfileVersion"] == 3
    for place, entry in lock["packages"].items():
        asked = {**entry.get("dependencies", {}), **entry.get("devDependencies", {})}
        assert not [
            item for item in asked.values() if re.search(r"git|://|file:|^[./]|^~/", item)
        ], place
        if place:
            assert str(entry.get("integrity", "")).startswith("sha512-"), place
            assert re.match(r"\d+\.\d+", entry["version"]), place
            assert "link" not in entry, place


def test_an_unpinned_line_would_be_noticed() -> None:
    """The pattern takes no line without a hash, nor a version with a wildcard of an address."""
    good = f"a==1 --hash=sha256:{'0' * 64}"
    assert HASHED.fullmatch(good)
    for line in ("a==1", "a>=1", good.replace("==1", ""), f"a @ https://x {good[5:]}", "-r b.txt"):
        assert not HASHED.fullmatch(line)


def test_actions_of_workflows_are_named_by_their_whole_commit() -> None:
    """A tag can be moved; 40 digits of a commit cannot."""
    texts = [item.read_text("utf-8") for item in sorted((ROOT / "deploy" / "workflows").iterdir())]
    used = re.findall(r"uses:\s*(\S+)", "\n".join(texts))
    assert used
    for action in used:
        assert SHA.fullmatch(action.rpartition("@")[2]), action
