"""The lock of all Python packages, and the part of it that an extra of pyproject.toml needs.

pip asks for a pin and hashes at every requirement itself: names of extras beside the lock as a
constraint (`-c`) are refused. Therefore the part is a requirement file of its own, made when it is
installed: the extra's names and all that these need, as the lock tells by ``# via``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

RUNTIME = "runtime"
"""What a build needs: the dependencies of pyproject.toml, and those of the live service."""
LOCK = "requirements.txt"
SERVICE = "service/requirements"
POSTGRES = "service/requirements-postgres"
COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet"),
    # The machine's own indexes and folders must not leave a trace in the files.
    *("--no-config", "--no-header", "--no-emit-index-url"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
)
ALL = ("pyproject.toml", "--all-extras", f"{SERVICE}.in", f"{POSTGRES}.in", "-c", f"{SERVICE}.txt")
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
_ENTRY = re.compile(r"^(?=\w)", re.M)


def main(root: Path) -> int:
    """Pin all packages anew, first those of the service, which stands alone; give the exit code."""
    for output, words in (
        (f"{SERVICE}.txt", ("--no-annotate", f"{SERVICE}.in")),
        (f"{POSTGRES}.txt", ("--no-annotate", f"{POSTGRES}.in")),
        (LOCK, ALL),
    ):
        print(f"Đang ghim {output}…", flush=True)
        if subprocess.run([*COMPILE, *words, "-o", output], cwd=root, check=False).returncode:
            print(f"Không ghim được {output}.", file=sys.stderr)
            return 1
    return 0


def extract_part(root: Path, extra: str) -> str:
    """Return what of the lock an extra needs, as a requirement file with hashes."""
    entries = _ENTRY.split((root / LOCK).read_text(encoding="utf-8"))
    parents = {
        entry: set(re.findall(r"^    # +(?:via )?([\w.-]+)$", entry, re.M)) for entry in entries
    }
    wanted, found = collect_roots(root, extra), -1
    while found != len(wanted):
        found = len(wanted)
        wanted |= {parse_name(item) for item, above in parents.items() if above & wanted}
    return "".join(entry for entry in entries if parse_name(entry) in wanted)


def collect_roots(root: Path, extra: str) -> set[str]:
    """Return the names that pyproject.toml and the service ask for in an extra."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {RUNTIME: project["dependencies"], **project["optional-dependencies"]}
    lines = list(extras.get(extra, ()))
    file = {RUNTIME: f"{SERVICE}.in", "postgres": f"{POSTGRES}.in"}.get(extra)
    lines += (root / file).read_text(encoding="utf-8").splitlines() if file else []
    return {parse_name(line) for line in lines} - {""}


def parse_name(line: str) -> str:
    """Return the name of the package that a line asks for, as the lock writes it."""
    found = _NAME.match(line)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
