"""What the readers' side of the live service weighs: its modules in the built portal, gzipped."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.commands.bench.goals import Column, Goal, Row
from plugins.commands.dumb_server import built
from plugins.commands.places import ROOT

COLUMNS = (Column("bytes", "nén gzip", "byte"), Column("files", "tệp"))
COUNTER = ("counter.js", "service.js")
CAPTCHA = (
    *("captcha.js", "altcha.js", "altcha-vi.js"),
    *("altcha-pbkdf2.js", "altcha.css"),
)
FORMS = ("form.js", "comments.js", "mine.js", "rating.js")
GROUPS: Sequence[tuple[str, Sequence[str], dict[str, Goal]]] = (
    ("Bộ đếm, mọi trang", COUNTER, {"bytes": Goal(1_500)}),
    ("Sao và bình luận, trang bài", FORMS, {}),
    ("Mã xác thực, khi chạm vào biểu mẫu", CAPTCHA, {"bytes": Goal(40_000)}),
)


def rows() -> Iterator[Row]:
    """Build the portal and yield a row for each group of files. Raises NotBuilt."""
    with built(ROOT / "content") as output:
        for name, files, goals in GROUPS:
            sizes = [weight(output, file) for file in files]
            yield Row(name, {"bytes": float(sum(sizes)), "files": float(len(sizes))}, goals)


def weight(output: Path, name: str) -> int:
    """Return the gzipped bytes of a module, whatever hash its name has got."""
    stem, _, kind = name.rpartition(".")
    pattern = re.compile(rf"{re.escape(stem)}[.-][0-9a-f]{{10}}\.{kind}")
    (found,) = (file for file in output.rglob(f"*.{kind}") if pattern.fullmatch(file.name))
    return len(gzip.compress(found.read_bytes(), 9, mtime=0))
