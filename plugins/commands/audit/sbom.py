"""The list of all parts (SBOM), CycloneDX 1.6 in JSON; the same bytes for the same pinned files."""

from __future__ import annotations

import json
import os
import sys
from base64 import b64decode
from collections.abc import Sequence, Set
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from plugins._kit.text import number
from plugins.commands import lock
from plugins.commands.audit import locks
from plugins.commands.audit.locks import Package

NAME = "town-portal"
LICENCE = "AGPL-3.0-or-later"
PINNED_IN = f"{NAME}:pinned-in"
KINDS = {"python": "pypi", "npm": "npm"}
RUNNING = ("service/", "package-lock.json", "tools/desk/")
"""Files of what the portal and its service are made with, beside the part `runtime` of the lock;
all else serves tests and measuring."""
ALGORITHMS = {"sha512": HashAlgorithm.SHA_512, "sha1": HashAlgorithm.SHA_1}
WRITTEN = "Đã ghi bảng kê {} phần mềm: {}"


def main(root: Path, target: Path) -> int:
    """Write the list of a project's parts and give the exit code."""
    found = locks.packages(root)
    runtime = {lock.name_of(it) for it in lock.part_of(root, lock.RUNTIME).splitlines()}
    try:
        target.write_text(bom(found, runtime), encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"{target}: không ghi được tệp: {error.strerror}", file=sys.stderr)
        return 1
    parts = {(it.kind, it.name, it.version) for it in found}
    print(WRITTEN.format(number(len(parts)), target))
    return 0


def bom(found: Sequence[Package], runtime: Set[str]) -> str:
    """Return the list as JSON with sorted keys; ``runtime`` are names of what a build needs.

    Its number is made of the parts; its time is SOURCE_DATE_EPOCH, or is not told.
    """
    key = sorted(found)
    grouped = groupby(key, lambda it: (it.kind, it.name, it.version))
    parts = [component(list(group), runtime) for _, group in grouped]
    mark = sha256("\n".join(map(repr, key)).encode()).hexdigest()
    made = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, f"{NAME}:{mark}"))
    whole = Component(
        name=NAME,
        type=ComponentType.APPLICATION,
        bom_ref=NAME,
        licenses=[LicenseFactory().make_from_string(LICENCE)],
    )
    made.metadata.component = whole
    made.register_dependency(whole, parts)
    given = json.loads(JsonV1Dot6(made).output_as_string())
    _date(given["metadata"])
    return json.dumps(given, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _date(metadata: dict[str, Any]) -> None:
    """Put in the moment that was asked for, in place of the present one."""
    metadata.pop("timestamp", None)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        metadata["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()


def component(pins: Sequence[Package], runtime: Set[str]) -> Component:
    """Return a part; ``pins`` are what different files say of the same package and version."""
    first = pins[0]
    space, _, name = first.name.rpartition("/")
    purl = PackageURL(KINDS[first.kind], space or None, name, first.version)
    in_lock = first.name in runtime and any(it.file == lock.LOCK for it in pins)
    is_running = in_lock or any(it.file.startswith(RUNNING) for it in pins)
    licence = next((it.licence for it in pins if it.licence), "")
    return Component(
        name=name,
        group=space or None,
        version=first.version,
        type=ComponentType.LIBRARY,
        bom_ref=purl.to_string(),
        purl=purl,
        scope=ComponentScope.REQUIRED if is_running else ComponentScope.EXCLUDED,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else None,
        hashes=[it for it in (digest(pin.integrity) for pin in pins[:1]) if it],
        properties=[Property(name=PINNED_IN, value=it.file) for it in pins],
    )


def digest(integrity: str) -> HashType | None:
    """Return npm's digest of a package as CycloneDX writes it."""
    kind, _, value = integrity.partition(" ")[0].partition("-")
    if kind not in ALGORITHMS:
        return None
    return HashType(alg=ALGORITHMS[kind], content=b64decode(value).hex())
