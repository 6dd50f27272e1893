"""Every page of the portal before the Nu Html Checker, the one behind validator.w3.org."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.portal import ROOT, Page, Portal
from town_portal.cli.test import find_java

JAR = ROOT / "tests" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NO_JAVA = "không có Java cho bộ kiểm tra HTML: cài Java (JRE) 11 trở lên hoặc đặt biến JAVA_HOME"
NO_JAR = "chưa có bộ kiểm tra HTML: chạy một lần `python3 tasks.py test` để tải về"
WRONG = '<!doctype html>\n<html lang="vi"><title>a</title>\n<ul><p>b</p></ul>\n'
"""A page with a fault, so that silence about the others means well."""
LIMIT = 300
"""Seconds after which the checker is stuck; it takes two for the portal."""


@pytest.fixture(scope="module")
def java() -> str:
    """Give Java; a machine without it skips these tests, which no CI may."""
    found = find_java(os.environ)
    if found is None or not JAR.is_file():
        lacking = pytest.fail if os.environ.get("CI") else pytest.skip
        lacking(NO_JAVA if found is None else NO_JAR)
    return found


def complaints(java: str, folder: Path) -> list[str]:
    """Return the errors of all pages below a folder, each with its file and line.

    What the checker says about style sheets is left out: it knows no recent CSS.
    """
    command = [java, "-jar", str(JAR), "--errors-only", "--stdout", "--format", "json"]
    done = subprocess.run(
        [*command, "--skip-non-html", "--exit-zero-always", str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        f"{item.get('url', '').rpartition(f'/{folder.name}/')[2]}:{item.get('lastLine', '')}: "
        f"{item['message']} {item.get('extract', '')!r}"
        for item in found
        if not item["message"].startswith("CSS:")
    ]


def laid_out(pages: Iterable[Page], folder: Path) -> Path:
    """Write pages to a folder."""
    for page in pages:
        path = page.file(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.source, encoding="utf-8")
    return folder


@pytest.mark.parametrize("only", ["each kind", pytest.param("", marks=pytest.mark.long)])
def test_every_page_is_valid(java: str, at_root: Portal, tmp_path: Path, only: str) -> None:
    """The checker has no error to tell about any page of the portal but the wrong one put there.

    By default it sees a page of each kind, and html5lib all of them (`test_markup.py`).
    """
    pages = at_root.pages.values()
    kinds = {page.kind: page for page in pages}
    assert len(kinds) > 20
    folder = laid_out(kinds.values() if only else pages, tmp_path)
    (folder / "sai.html").write_text(WRONG, encoding="utf-8")
    found = complaints(java, folder)
    (told,) = [line for line in found if line.startswith("sai.html:3: ")]
    assert "not allowed as child of element “ul”" in told
    assert found == [told], "\n".join(found)
