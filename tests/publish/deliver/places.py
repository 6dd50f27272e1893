"""Small sites without a generator, and what brings them to a target."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from minisign import KeyPair, SecretKey

from town_portal.core.system import walk
from town_portal.publishing import deliver, rollback
from town_portal.publishing.deliver.plan import DeliveryPlan
from town_portal.publishing.deliver.site import MANIFEST, get_uncompressed_name
from town_portal.publishing.deliver.target import Delivery, SentFiles

Files = Mapping[str, str | None]
_moments = count(1)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def asset(number: int) -> str:
    """Return the name of the style sheet of version ``number``, with a hash of it in it."""
    digest = hashlib.sha256(style(number).encode()).hexdigest()[:10]
    return f"static/portal.{digest}.css"


def style(number: int) -> str:
    """Return the style sheet of version ``number``."""
    return f"p {{ order: {number} }}"


def version(number: int) -> dict[str, str]:
    """Return a site whose pages all show ``number`` and the style sheet of that number."""
    page = f"<link href=/{asset(number)}><p>bản {number}"
    return {
        "index.html": f"{page} trang nhất",
        "2026/11/20/tin/index.html": f"{page} tin",
        "2026/11/20/tin/anh.0123456789.webp": "ảnh",
        "lien-he/index.html": "trang không đổi",
        "sitemap.xml": f"<urlset>{number}",
        "tim.json": f'{{"n": {number}}}',
        asset(number): style(number),
    }


@cache
def key() -> bytes:
    """Return the secret key of all sites that this process makes."""
    return bytes(KeyPair.generate().secret_key)


def signature(text: bytes) -> bytes:
    """Return the signature of a manifest."""
    return bytes(SecretKey.from_bytes(key()).sign(text)) + b"\n"


def trusted(take_over: bool = False) -> deliver.Trust:
    """Return that manifests with this signature are believed."""
    return deliver.Trust(SecretKey.from_bytes(key()).get_public_key(), take_over)


@dataclass
class Made:
    """A built site below ``folder`` that is brought to ``to``."""

    folder: Path
    to: str = ""
    trust: deliver.Trust = field(default_factory=trusted)
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.folder / "public"
        self.output.mkdir(parents=True, exist_ok=True)

    @property
    def state(self) -> Path:
        """What the machine remembers."""
        return walk.get_state_folder(self.output)

    def has(self, files: Files) -> Made:
        """Have these files and no others, as a build would: what is the same stays untouched."""
        for path in walk.list_files(self.output).keys() - files.keys():
            (self.output / path).unlink()
        return self.gets(files)

    def gets(self, files: Files) -> Made:
        """Have these files as well; None: no longer."""
        for path, text in files.items():
            file = self.output / path
            if text is None:
                file.unlink()
            elif not file.is_file() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(parents=True, exist_ok=True)
                fresh = file.with_name("fresh")
                fresh.write_text(text, encoding="utf-8")
                fresh.replace(file)
        return self

    def built(self) -> deliver.Built:
        """Write the manifest, as the step before the delivery does."""
        for name in MANIFEST:
            (self.output / name).unlink(missing_ok=True)
        found = walk.list_files(self.output)
        digests = {
            path: hashlib.sha256((self.output / path).read_bytes()).hexdigest()
            for path in sorted(found)
            if get_uncompressed_name(path) == path
        }
        made = NOON + timedelta(minutes=next(_moments))
        head = {"version": 1, "site": "", "made": f"{made:%Y-%m-%dT%H:%M:%SZ}"}
        lines = [json.dumps({**head, "files": len(digests), "hosts": []})]
        lines += [
            json.dumps({"path": path, "sha256": item, "size": found[path].size, "type": "x"})
            for path, item in digests.items()
        ]
        text = ("\n".join(lines) + "\n").encode()
        (self.output / MANIFEST[0]).write_bytes(text)
        (self.output / MANIFEST[1]).write_bytes(signature(text))
        return deliver.Built(self.output, walk.list_files(self.output), digests, made)

    def plan(self, to: str = "") -> tuple[DeliveryPlan, str]:
        """Return what would change, and what was noticed."""
        with self.opened(to) as work:
            parcel, notice = work.prepare(self.built())
            return parcel.plan, notice

    def publish(self, to: str = "") -> Published:
        """Bring the site to the target."""
        with self.opened(to) as work:
            parcel, notice = work.prepare(self.built())
            sent = work.send(parcel)
            work.record_delivery(parcel)
            return Published(parcel, sent, notice)

    def rollback(self) -> str:
        """Return to the publication before."""
        with self.opened() as work:
            return rollback.go_back(work, self.output, self.trust.key)

    def opened(self, to: str = "") -> AbstractContextManager[deliver.OpenTarget]:
        """Open the target."""
        return deliver.open_target(to or self.to, self.state, self.ours, self.trust)

    @property
    def ours(self) -> dict[Path, str]:
        """What may be no target."""
        return {self.output: "chính bản dựng", self.folder / "content": "thư mục nội dung"}


@dataclass(frozen=True)
class Published:
    """What a delivery was made of."""

    parcel: Delivery
    sent: SentFiles
    notice: str

    @property
    def went(self) -> set[str]:
        """The files that went up, but for the manifest."""
        return {*self.parcel.plan.added, *self.parcel.plan.changed} - {*MANIFEST}


def texts(folder: Path) -> dict[str, str]:
    """Return the files below a folder but for the manifest; links are followed."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
    return {path: text for path, text in found.items() if path not in MANIFEST}
