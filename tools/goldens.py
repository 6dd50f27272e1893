"""The golden sites: what a review of ``tests/golden/NAME/content`` as it is built must show.

A reviewed tree is small enough to be read: one page of each kind, of which the head (without what
the home page's head says too) and ``<main>`` are kept, what stands around it once
(``chrome.html``), one text file of each kind, and a list of all files. ``main`` writes the trees
anew; the change is then reviewed as a diff, like any other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from town_portal.core.system.places import ROOT
from town_portal.publishing.build_environment import make_build_environment

FOLDER = ROOT / "tests" / "golden"
FULL = "full"
NAMES = (FULL, "hostile", "minimal", "ward")
CLOCK = "1750000000"  # 2025-06-15, 22:06 in Viet Nam
PAGE_LENGTH = 3
FILES, CHROME = "files.txt", "chrome.html"
EVERYWHERE = frozenset((FILES, CHROME, "pages/home.html", "pages/article.html", "feed.atom"))
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_UPWARDS = re.compile(r'(?<=")(?:\./|(?:\.\./)+)')
_HASH = re.compile(r"(?<=[.-])[0-9a-f]{10}(?=\.\w)")

Tree = dict[str, str]
"""Texts by their path in an output, and below FILES the list of all files."""


def arguments(content: Path, output: Path) -> list[str]:
    """Return what Pelican is given to build a golden content folder."""
    settings = ["-s", str(ROOT / "pelicanconf.py"), "-o", str(output)]
    return [str(content), *settings, "-e", f"DEFAULT_PAGINATION={PAGE_LENGTH}", "SPECIMENS=false"]


def build_content(content: Path, output: Path) -> None:
    """Build a golden content folder; raises RuntimeError with the output on failure."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", *arguments(content, output)],
        cwd=ROOT,
        env={**make_build_environment(), "SOURCE_DATE_EPOCH": CLOCK},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"{content}\n{done.stdout}{done.stderr}")


def read_output(output: Path) -> Tree:
    """Return the texts of an output with hashes in names as HASH, and the list of all its files.

    What is copied from the theme (below ``static/``) and pictures are only listed: their bytes are
    reviewed where they are written, and those of photographs differ between kinds of processor.
    """
    found: Tree = {}
    names: list[str] = []
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        raw = path.relative_to(output).as_posix()
        name = _HASH.sub("HASH", raw)
        names.append(name)
        if not raw.startswith("static/") and name == raw:
            data = path.read_bytes()
            with suppress(UnicodeDecodeError):
                found |= {} if b"\0" in data else {name: _HASH.sub("HASH", data.decode())}
    return {**found, FILES: "\n".join(sorted(names)) + "\n"}


def select_reviewed(full: Tree) -> Tree:
    """Return the part of an output that people review, each text by the kind of its file."""
    home = full["index.html"]
    found = {FILES: full[FILES], CHROME: _MAIN.sub("<main>…</main>", home)}
    repeated = {_UPWARDS.sub("", line) for line in _list_head(home)}
    longest: dict[str, str] = {}
    for name, text in sorted(full.items()):
        kind = _get_kind(name, text)
        if kind and len(text) > len(longest.get(kind, "")):
            longest[kind] = text
    for kind, text in longest.items():
        main = _MAIN.search(text)
        is_home = text == home
        own = [row for row in _list_head(text) if is_home or _UPWARDS.sub("", row) not in repeated]
        found[kind] = "\n".join([*own, main[0], ""]) if main else text
    return found


def _get_kind(name: str, text: str) -> str:
    """Return the kind of a file, by which one of many is chosen; empty where none is reviewed."""
    suffix = PurePosixPath(name).suffix
    if suffix in (".css", ".js") or name == FILES:
        return ""
    if suffix != ".html":
        return f"feed{suffix}" if suffix in (".atom", ".rss") else re.sub(r"\d+", "N", name)
    found = re.search(r'<body class="portal page-(\w+)', text)
    if not found:
        return name  # a fragment
    is_plain = found[1] in ("page", "listing")
    part = re.sub(r"\d+", "N", name.partition("/")[0])
    return f"pages/{found[1]}-{part}.html" if is_plain else f"pages/{found[1]}.html"


def _list_head(text: str) -> list[str]:
    return text.partition("<head>")[2].partition("</head>")[0].strip().splitlines()


def read_expected(name: str) -> Tree:
    """Return the tree that the golden site ``name`` must have."""
    folder = FOLDER / name / "expected"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def review_site(name: str, full: Tree) -> Tree:
    """Return what is reviewed of the golden site ``name``.

    A kind of file that the site ``full`` has is reviewed there, but for what EVERYWHERE names.
    """
    elsewhere = set() if name == FULL else read_expected(FULL).keys() - EVERYWHERE
    return {kind: text for kind, text in select_reviewed(full).items() if kind not in elsewhere}


def build_golden(name: str) -> Tree:
    """Build the golden site ``name`` and return the texts of its output."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        build_content(FOLDER / name / "content", output)
        return read_output(output)


def refresh_golden(name: str) -> None:
    """Write the expected tree of ``name`` anew; files that come out equal are not touched."""
    folder = FOLDER / name / "expected"
    wanted, there = (
        review_site(name, build_golden(name)),
        read_expected(name) if folder.is_dir() else {},
    )
    for path in there.keys() - wanted.keys():
        (folder / path).unlink()
    for path, text in wanted.items():
        if there.get(path) != text:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
    _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            shutil.rmtree(path)


def main() -> int:
    """Write every expected tree anew, and say how to look at what changed."""
    for name in NAMES:
        try:
            refresh_golden(name)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 1
    shown = os.path.relpath(FOLDER)
    print(f"Đã ghi lại các trang mẫu. Hãy xem thay đổi bằng: git diff {shown}")
    return 0
