"""The same content, live snapshot and moment give the same bytes: wherever, whenever, however."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from minisign import KeyPair

from tests.portal import PATHS
from tests.publish.conftest import golden_content
from tests.sites.build_site import CLOCK, ROOT, Tree, read, write
from tests.sites.live_export import export, said

PAGE = "/2020/12/14/day-du/"
CHILD = """\
import sys
from pathlib import Path
from tests.portal import PATHS
from town_portal.authoring import blocking
from town_portal.publishing.gate import jobs
from town_portal.publishing.publish import command, options

folder, target = Path(sys.argv[1]), sys.argv[2]
jobs.ALONE = 1
blocking.list_musts = lambda content: {}
command.SETTINGS = folder / "conf.py"
sys.exit(command.main(folder / "content", folder / "public", options.PublishOptions(to=target)))
"""
CONF = """\
import sys
sys.path.insert(0, {root!r})
from publishconf import *
from town_portal.build.incremental import shares
shares.MANY = 1
"""
LATER = """\
import time
for name in ("time", "time_ns"):
    unit = 1 if name == "time" else 10**9
    setattr(time, name, lambda real=getattr(time, name), unit=unit: real() + 40_000_000 * unit)
"""
"""A module that every Python program reads first: the clock is more than a year ahead."""


@dataclass(frozen=True)
class Machine:
    """A folder on a machine with ways of its own; ``cores`` is on how many it works at most."""

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    cores: int = 2
    key: Path | None = None

    def write(self, content: Path) -> None:
        """Copy a content folder, and write the settings and the live service's snapshot."""
        shutil.copytree(content, self.folder / "content", dirs_exist_ok=True)
        comments = said(1), said(2, parent=1, author="Trần Bình")
        ratings = {PAGE: [3, 13]}
        told = export(ratings=ratings) | {"comments": {PAGE: list(comments)}}
        write(self.folder, {"live.json": json.dumps(told)})
        write(self.folder, {"conf.py": CONF.format(root=str(ROOT))})

    def publish(self) -> None:
        """Publish the site into a folder and a zip file."""
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        fixed = {
            "SOURCE_DATE_EPOCH": str(CLOCK),
            "PYTHONPATH": f"{self.folder}{os.pathsep}{PATHS}",
            "LIVE_SNAPSHOT": str(self.folder / "live.json"),
            "HOME": str(self.folder),
            "PORTAL_SIGNING_KEY": str(self.key),
        }
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(self.folder), str(self.folder / "cong.zip")],
            cwd=self.folder,
            env={**kept, **fixed, **self.env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            preexec_fn=self._begin,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _begin(self) -> None:
        os.umask(self.umask)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: self.cores])

    @property
    def made(self) -> Tree:
        """All that a publication makes: the site, the zip file, the files for servers."""
        hosting = read(self.folder / ".public.state" / "hosting")
        beside = {f"hosting/{name}": data for name, data in hosting.items()}
        whole = {"cong.zip": (self.folder / "cong.zip").read_bytes()}
        return {**read(self.folder / "public"), **beside, **whole}


def differing(one: Tree, other: Tree) -> list[str]:
    """Return the names of files that are not the same in both."""
    return sorted(name for name in one | other if one.get(name) != other.get(name))


def elsewhere(folder: Path, key: Path) -> Machine:
    """Return a machine on which all is otherwise."""
    env = {
        "TZ": "America/St_Johns",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "COLUMNS": "40",
        "USER": "ai-do",
    }
    return Machine(folder, env, umask=0o077, cores=1, key=key)


def here(folder: Path, key: Path) -> Machine:
    """Return a machine as in Viet Nam."""
    env = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    return Machine(folder, env, key=key)


def check_kinds(made: Tree) -> None:
    """See that no kind of file is left out of what is compared."""
    endings = {name.rpartition(".")[2] for name in made}
    assert endings >= {"html", "css", "js", "webp", "avif", "jpg", "png", "ico", "bin", "xml"}
    assert endings >= {"br", "gz", "atom", "rss", "json", "webmanifest", "txt", "zip", "config"}
    wanted = {"manifest.jsonl", "manifest.jsonl.minisig", ".htaccess", "_headers", "cong.zip"}
    assert made.keys() >= wanted | {"hosting/nginx-http.conf", "hosting/portal.caddy"}
    assert any(name.rpartition("/")[2].startswith("chia-se.") for name in made)
    assert "Trần Bình".encode() in made[f"{PAGE[1:]}index.html"]


@pytest.mark.long
def test_another_machine_makes_the_same(tmp_path: Path) -> None:
    """Folder, clock, zone, language, umask, hash seed, processors, times of files: no trace."""
    content, key = golden_content("full", tmp_path / "golden"), tmp_path / "minisign.key"
    with KeyPair.generate().secret_key as secret:
        key.write_bytes(bytes(secret) + b"\n")
    key.chmod(0o600)
    first, other = here(tmp_path / "here", key), elsewhere(tmp_path / "một nơi khác", key)
    for machine in (first, other):
        machine.write(content)
    write(other.folder, {"sitecustomize.py": LATER})
    for path in (other.folder / "content").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    for machine in (first, other):
        machine.publish()
    check_kinds(first.made)
    assert differing(first.made, other.made) == []
