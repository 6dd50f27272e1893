"""What `pip-audit` and `npm audit` say, read so that silence is never taken for good news. Pure.

Both end well where they could not look: pip-audit skips a package that its service does not know
(a mirror knows none), npm asks nobody when it is set to work offline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.commands.audit.locks import Package, files_of

SEVERITIES: Mapping[str, str] = {
    "info": "để biết",
    "low": "thấp",
    "moderate": "vừa",
    "high": "cao",
    "critical": "rất cao",
}
_NAMED = 5
SKIPPED = "không có thông tin về {} gói Python: {}"


class CouldNotLook(Exception):
    """Why nobody could look: what the tool said, in one line."""


@dataclass(frozen=True, order=True)
class Hole:
    """A package with known holes: what they are, in which versions they are mended, what to do.

    ``version`` is empty where the tool names a range; ``files`` pin it.
    """

    kind: str
    name: str
    version: str
    holes: tuple[str, ...]
    mended: tuple[str, ...]
    files: tuple[str, ...]
    is_forced: bool = False
    """Whether the mended version is another major one."""


@dataclass(frozen=True)
class Looked:
    """What was found, of how many packages, and of which nothing could be known."""

    holes: tuple[Hole, ...] = ()
    count: int = 0
    unknown: tuple[str, ...] = ()


def python_holes(text: str, pinned: Sequence[Package]) -> Looked:
    """Return what the JSON of ``pip-audit`` tells; raises CouldNotLook."""
    given = _parsed(text)
    if not isinstance(given.get("dependencies"), list):
        raise CouldNotLook("pip-audit trả lời theo dạng lạ")
    holes: list[Hole] = []
    unknown: list[str] = []
    for item in given["dependencies"]:
        if "vulns" not in item:
            unknown.append(str(item["name"]))
        elif item["vulns"]:
            holes.append(_python_hole(item, pinned))
    return Looked(tuple(holes), len(given["dependencies"]), tuple(unknown))


def _python_hole(item: Mapping[str, Any], pinned: Sequence[Package]) -> Hole:
    names = []
    mended: list[str] = []
    for hole in item["vulns"]:
        others = [it for it in hole.get("aliases", ()) if it.startswith("CVE-")]
        names.append(", ".join(dict.fromkeys((*others, hole["id"]))))
        mended += hole.get("fix_versions", ())
    name, version = str(item["name"]), str(item["version"])
    files = files_of(pinned, name, version)
    return Hole("python", name, version, tuple(names), tuple(dict.fromkeys(mended)), files)


def npm_holes(text: str, pinned: Sequence[Package], file: str) -> Looked:
    """Return what the JSON of ``npm audit`` tells of the lock ``file``; raises CouldNotLook."""
    given = _parsed(text)
    if not isinstance(given.get("vulnerabilities"), dict):
        error = given.get("error") or {}
        raise CouldNotLook(str(given.get("message") or error.get("summary") or "npm không trả lời"))
    here = [it for it in pinned if it.file == file]
    found = [_npm_hole(item, here, file) for item in given["vulnerabilities"].values()]
    return Looked(tuple(hole for hole in found if hole.holes), len(here))


def _npm_hole(item: Mapping[str, Any], here: Sequence[Package], file: str) -> Hole:
    """Return a hole; one that a package only inherits from what it needs has no names."""
    own = [via for via in item["via"] if isinstance(via, dict)]
    names = [_advisory(via) for via in own]
    fix = item.get("fixAvailable")
    mended = (f"{fix['name']} {fix['version']}",) if isinstance(fix, dict) else ()
    name = str(item["name"])
    versions = ", ".join(sorted({it.version for it in here if it.name == name.lower()}))
    forced = isinstance(fix, dict) and bool(fix.get("isSemVerMajor"))
    mended = mended or (("bản mới hơn có cùng số phiên bản chính",) if fix else ())
    return Hole("npm", name, versions, tuple(names), mended, (file,), forced)


def _advisory(via: Mapping[str, Any]) -> str:
    severity = SEVERITIES.get(str(via.get("severity")), str(via.get("severity", "")))
    named = str(via.get("url", "")).rpartition("/")[2]
    return f"{named or via.get('source', '')} (mức {severity}): {via.get('title', '')}"


def _parsed(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise CouldNotLook(last_line(text) or "không có câu trả lời")
    return given


def last_line(text: str) -> str:
    """Return the last line of what a tool printed that says something."""
    return next((it.strip() for it in reversed(text.splitlines()) if it.strip()), "")


def unknown_told(names: Iterable[str]) -> str:
    """Return the sentence about packages of which the service knows nothing; empty for none."""
    listed = sorted(set(names))
    if not listed:
        return ""
    more = "…" if len(listed) > _NAMED else ""
    return SKIPPED.format(len(listed), ", ".join(listed[:_NAMED]) + more)
