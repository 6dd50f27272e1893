"""Ask pip-audit and npm about known holes, so that silence is never taken for good news.

Both end well where they could not look: pip-audit skips a package that its service does not know
(a mirror knows none), npm asks nobody when it is set to work offline.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname
from typing import Any

from town_portal.cli import install
from town_portal.cli.audit import locks, record
from town_portal.cli.audit.locks import PinnedPackage
from town_portal.cli.lock import LOCK
from town_portal.core.system.child import build_utf8_environment
from town_portal.core.text import format_number

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
SEVERITIES = {"low": "thấp", "moderate": "vừa", "high": "cao", "critical": "rất cao"}
NO_NPM = "máy không có npm; hãy cài Node.js"
SKIPPED = "các gói Python: không có thông tin về {} gói Python: {}"
FOUND = "Có lỗ hổng đã biết trong {} gói:"
FINE = "Đã xem {} gói Python và {} gói npm: không gói nào có lỗ hổng đã biết."
PARTLY = (
    "Chưa xem được hết: các dòng dưới đây là những chỗ chưa biết có lỗ hổng hay không. "
    "Hãy chạy lại khi máy nối được tới kho dữ liệu lỗ hổng."
)
NO_MENDED = (
    "chưa có bản vá; theo dõi tin của gói, tắt phần dùng đến gói ấy nếu lỗ hổng ảnh hưởng tới cổng"
)
MEND_PYTHON = (
    "ghi {}>={} vào tệp {} rồi chạy: python3 tasks.py lock, sau đó python3 tasks.py test; xong thì "
    "đăng lại và cập nhật máy chủ"
)
MEND_NPM = (
    "vào thư mục {}, chạy: npm audit fix --package-lock-only{}; sau đó python3 tasks.py test; xong "
    "thì đăng lại"
)
FORCED = " --force (đổi số phiên bản chính, cần thử kỹ)"


class CouldNotLook(Exception):
    """Why nobody could look: what the tool said, in one line."""


@dataclass(frozen=True)
class Tools:
    """The programs that know of holes, and what they find in their environment."""

    pip_audit: Sequence[str] = PIP_AUDIT
    npm: Sequence[str] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Audit:
    """One look: what is pinned, the holes with what to do, and what could not be looked at."""

    root: Path
    tools: Tools
    pinned: Sequence[PinnedPackage]
    holes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def ask_about_python(self) -> None:
        """Ask pip-audit about all requirement files at once; raises CouldNotLook."""
        files = [
            item for file in locks.list_requirement_files(self.root) for item in ("-r", str(file))
        ]
        if not files:
            return
        said = self._run_tool([*self.tools.pip_audit, *PYTHON_WORDS, *files], self.root)
        if not isinstance(said.get("dependencies"), list):
            raise CouldNotLook("pip-audit trả lời theo dạng lạ")
        unknown = sorted({item["name"] for item in said["dependencies"] if "vulns" not in item})
        if unknown:
            self.reasons.append(SKIPPED.format(len(unknown), ", ".join(unknown)))
        self.holes += [
            self._python_hole(item) for item in said["dependencies"] if item.get("vulns")
        ]

    def ask_about_npm(self, lock: Path, name: str) -> None:
        """Ask npm about one lock file; raises CouldNotLook."""
        if not self.tools.npm:
            raise CouldNotLook(NO_NPM)
        said = self._run_tool([*self.tools.npm, *NPM_WORDS], lock.parent)
        if not isinstance(said.get("vulnerabilities"), dict):
            why = said.get("message") or (said.get("error") or {}).get("summary")
            raise CouldNotLook(str(why or "npm không trả lời"))
        for item in said["vulnerabilities"].values():
            # One that a package only inherits from what it needs is told there.
            if own := [via for via in item["via"] if isinstance(via, dict)]:
                self.holes.append(self._npm_hole(item, own, name))

    def _python_hole(self, item: Mapping[str, Any]) -> str:
        name, version = item["name"], item["version"]
        files = [item.file for item in self.pinned if item[1:3] == (name.lower(), version)]
        mended = [item for hole in item["vulns"] for item in hole.get("fix_versions", ())]
        sources = ", ".join(
            "pyproject.toml" if file == LOCK else file.removesuffix(".txt") + ".in"
            for file in files
        )
        advice = MEND_PYTHON.format(name, mended[-1], sources) if mended else NO_MENDED
        names = [", ".join((*_list_cves(hole), hole["id"])) for hole in item["vulns"]]
        return _format_holes(f"{name} {version} ({', '.join(files)})", names, mended, advice)

    def _npm_hole(self, item: Mapping[str, Any], own: Iterable[Any], file: str) -> str:
        name, fix = item["name"], item.get("fixAvailable")
        pins = (item for item in self.pinned if (item.name, item.file) == (name, file))
        versions = ", ".join(sorted({pin.version for pin in pins}))
        mended, forced = ["bản mới hơn có cùng số phiên bản chính"] if fix else [], ""
        if isinstance(fix, dict):
            mended = [f"{fix['name']} {fix['version']}"]
            forced = FORCED if fix.get("isSemVerMajor") else ""
        advice = MEND_NPM.format(dirname(file) or "gốc của dự án", forced) if fix else NO_MENDED
        return _format_holes(
            f"{name} {versions} ({file})", map(_format_advisory, own), mended, advice
        )

    def _run_tool(self, command: Sequence[str], folder: Path) -> dict[str, Any]:
        """Return what a tool answered; raises CouldNotLook with why it did not."""
        env = {**build_utf8_environment(), **self.tools.changed}
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
            given = json.loads(done.stdout)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CouldNotLook(f"không chạy được {Path(command[0]).name}: {error}") from error
        except ValueError:
            given = None
        if not isinstance(given, dict):
            lines = (done.stdout.strip() or done.stderr.strip()).splitlines()
            raise CouldNotLook(lines[-1].strip() if lines else f"mã thoát {done.returncode}")
        return given

    def lines(self) -> Iterator[str]:
        """Yield what is told at the end."""
        if self.holes:
            yield FOUND.format(format_number(len(self.holes)))
            yield from sorted(self.holes)
        if self.reasons:
            yield f"\n{PARTLY}" if self.holes else PARTLY
            yield from (f"- {reason}" for reason in self.reasons)
        if not self.holes and not self.reasons:
            counts = [len({item[1:3] for item in self.pinned if item.kind == "pypi"})]
            counts.append(len([item for item in self.pinned if item.kind == "npm"]))
            yield FINE.format(*map(format_number, counts))


def main(root: Path, sbom: Path | None = None, tools: Tools | None = None) -> int:
    """Look for known holes (0: none, 1: some, 2: nobody could look), or write the parts' list."""
    if sbom:
        from town_portal.cli.audit import sbom as parts

        return parts.main(root, sbom)
    npm = install.find_npm(Path(sys.prefix))
    audit = Audit(root, tools or Tools(npm=(npm,) if npm else ()), locks.list_packages(root))
    print("Đang xem các gói Python…", file=sys.stderr, flush=True)
    try:
        audit.ask_about_python()
    except CouldNotLook as error:
        audit.reasons.append(f"các gói Python: {error}")
    print("Đang xem các gói npm…", file=sys.stderr, flush=True)
    for lock in locks.list_npm_locks(root):
        name = lock.relative_to(root).as_posix()
        try:
            audit.ask_about_npm(lock, name)
        except CouldNotLook as error:
            audit.reasons.append(f"{name}: {error}")
    print("\n".join(audit.lines()))
    with suppress(OSError):
        record.keep_holes(root, audit.holes, audit.reasons)
    return HOLES if audit.holes else NOT_LOOKED if audit.reasons else 0


def _list_cves(hole: Mapping[str, Any]) -> list[str]:
    found = [item for item in hole.get("aliases", ()) if item.startswith("CVE-")]
    return [fromkey for fromkey in dict.fromkeys(found) if fromkey != hole["id"]]


def _format_advisory(via: Mapping[str, Any]) -> str:
    severity = str(via.get("severity", ""))
    named = str(via.get("url", "")).rpartition("/")[2] or via.get("source", "")
    return f"{named} (mức {SEVERITIES.get(severity, severity)}): {via.get('title', '')}"


def _format_holes(title: str, names: Iterable[str], mended: Sequence[str], advice: str) -> str:
    lines = [f"  Lỗ hổng: {name}" for name in names]
    versions = ", ".join(dict.fromkeys(mended)) or "chưa có"
    return "\n".join(["", title, *lines, f"  Đã vá ở: {versions}", f"  Việc cần làm: {advice}."])
