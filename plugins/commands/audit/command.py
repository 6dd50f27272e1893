"""Ask both tools, tell what they know and what they don't, or write the list of parts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.commands import install
from plugins.commands.audit import locks
from plugins.commands.audit.holes import (
    CouldNotLook,
    Hole,
    Looked,
    last_line,
    npm_holes,
    python_holes,
    unknown_told,
)
from plugins.commands.audit.report import told
from plugins.commands.child import utf8_environment

HOLES, NOT_LOOKED = 1, 2
SECONDS = 600
PIP_AUDIT = (sys.executable, "-m", "pip_audit")
PYTHON_WORDS = (
    *("--disable-pip", "--require-hashes", "--format", "json", "--desc", "off"),
    *("--aliases", "on", "--progress-spinner", "off"),
)
# With "offline" npm asks nobody, and says that there is nothing.
NPM_WORDS = (
    *("audit", "--json", "--package-lock-only", "--offline=false", "--audit=true"),
    *("--include=dev", "--include=optional", "--include=peer"),
)
NO_NPM = "máy không có npm; hãy cài Node.js"


@dataclass(frozen=True)
class Tools:
    """The programs that know of holes, and what they find in their environment."""

    pip_audit: Sequence[str] = PIP_AUDIT
    npm: Sequence[str] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


def main(root: Path, sbom: Path | None = None, tools: Tools | None = None) -> int:
    """Look for known holes (0: none, 1: some, 2: nobody could look), or write the parts' list."""
    if sbom:
        from plugins.commands.audit import sbom as parts

        return parts.main(root, sbom)
    if tools is None:
        npm = install.npm_of(Path(sys.prefix))
        tools = Tools(npm=(npm,) if npm else ())
    return look(root, tools)


def look(root: Path, tools: Tools) -> int:
    """Ask for every file, print what was found, and give the exit code."""
    pinned = locks.packages(root)
    python, npm = Looked(), Looked()
    reasons: list[str] = []
    print("Đang xem các gói Python…", file=sys.stderr, flush=True)
    try:
        python = _python(root, tools, pinned)
    except CouldNotLook as error:
        reasons.append(f"các gói Python: {error}")
    reasons += filter(None, [unknown_told(python.unknown)])
    print("Đang xem các gói npm…", file=sys.stderr, flush=True)
    holes: list[Hole] = list(python.holes)
    count = 0
    for file in locks.npm_locks(root):
        name = file.relative_to(root).as_posix()
        try:
            npm = _npm(file, name, tools, pinned)
        except CouldNotLook as error:
            reasons.append(f"{name}: {error}")
        else:
            holes += npm.holes
            count += npm.count
    print("\n".join(told(sorted(holes), reasons, (python.count, count))))
    return HOLES if holes else NOT_LOOKED if reasons else 0


def _python(root: Path, tools: Tools, pinned: Sequence[locks.Package]) -> Looked:
    """Ask pip-audit about all requirement files at once; raises CouldNotLook."""
    files = [word for file in locks.requirement_files(root) for word in ("-r", str(file))]
    if not files:
        return Looked()
    return python_holes(_said([*tools.pip_audit, *PYTHON_WORDS, *files], root, tools), pinned)


def _npm(file: Path, name: str, tools: Tools, pinned: Sequence[locks.Package]) -> Looked:
    """Ask npm about a lock file; raises CouldNotLook."""
    if not tools.npm:
        raise CouldNotLook(NO_NPM)
    return npm_holes(_said([*tools.npm, *NPM_WORDS], file.parent, tools), pinned, name)


def _said(command: Sequence[str], folder: Path, tools: Tools) -> str:
    """Return what a tool printed; where that is nothing, why. Raises CouldNotLook."""
    env = {**utf8_environment(), **tools.changed}
    env["PATH"] = os.pathsep.join([env.get("PATH", ""), str(Path(command[0]).parent)])
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CouldNotLook(f"không chạy được {Path(command[0]).name}: {error}") from error
    if not done.stdout.strip():
        raise CouldNotLook(last_line(done.stderr) or f"mã thoát {done.returncode}")
    return done.stdout
