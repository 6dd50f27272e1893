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
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from town_portal.cli import lock
from town_portal.cli.audit import locks
from town_portal.cli.audit.locks import PinnedPackage
from town_portal.core.text import format_number

NAME = "town-portal"
LICENCE = "AGPL-3.0-or-later"
PINNED_IN = f"{NAME}:pinned-in"
RUNNING = ("service/", "package-lock.json", "newsroom/")
"""Files of what the portal and its service are made with, beside the part `runtime` of the lock;
all else serves tests and measuring."""
ALGORITHMS = {"sha512": HashAlgorithm.SHA_512, "sha1": HashAlgorithm.SHA_1}
WRITTEN = "Đã ghi bảng kê {} phần mềm: {}"


def main(root: Path, target: Path) -> int:
    """Write the list of a project's parts and give the exit code."""
    found = locks.list_packages(root)
    runtime = {
        lock.parse_name(splitline)
        for splitline in lock.extract_part(root, lock.RUNTIME).splitlines()
    }
    try:
        target.write_text(format_bom(found, runtime), encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"{target}: không ghi được tệp: {error.strerror}", file=sys.stderr)
        return 1
    parts = {(item.kind, item.name, item.version) for item in found}
    print(WRITTEN.format(format_number(len(parts)), target))
    return 0


def format_bom(found: Sequence[PinnedPackage], runtime: Set[str]) -> str:
    """Return the list as JSON with sorted keys; ``runtime`` are names of what a build needs.

    Its number is made of the parts; its time is SOURCE_DATE_EPOCH, or is not told.
    """
    grouped = groupby(sorted(found), lambda item: (item.kind, item.name, item.version))
    parts = [build_component(list(group), runtime) for _, group in grouped]
    mark = sha256("\n".join(map(repr, sorted(found))).encode()).hexdigest()
    made = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, f"{NAME}:{mark}"))
    licences = [LicenseFactory().make_from_string(LICENCE)]
    kind = ComponentType.APPLICATION
    made.metadata.component = Component(name=NAME, type=kind, bom_ref=NAME, licenses=licences)
    made.register_dependency(made.metadata.component, parts)
    given = json.loads(JsonV1Dot6(made).output_as_string())
    given["metadata"].pop("timestamp", None)  # the present one
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        moment = datetime.fromtimestamp(int(epoch), UTC)
        given["metadata"]["timestamp"] = moment.isoformat()
    return json.dumps(given, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def build_component(pins: Sequence[PinnedPackage], runtime: Set[str]) -> Component:
    """Return a part; ``pins`` are what different files say of the same package and version."""
    first = pins[0]
    space, _, name = first.name.rpartition("/")
    purl = PackageURL(first.kind, space or None, name, first.version)
    in_lock = first.name in runtime and any(pin.file == lock.LOCK for pin in pins)
    is_running = in_lock or any(pin.file.startswith(RUNNING) for pin in pins)
    licence = next((pin.licence for pin in pins if pin.licence), "")
    kind, _, digest = first.integrity.partition(" ")[0].partition("-")
    hashed = [HashType(alg=ALGORITHMS[kind], content=b64decode(digest).hex())] if digest else []
    return Component(
        name=name,
        group=space or None,
        version=first.version,
        type=ComponentType.LIBRARY,
        bom_ref=purl.to_string(),
        purl=purl,
        scope=ComponentScope.REQUIRED if is_running else ComponentScope.EXCLUDED,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else None,
        hashes=hashed,
        properties=[Property(name=PINNED_IN, value=pin.file) for pin in pins],
    )
