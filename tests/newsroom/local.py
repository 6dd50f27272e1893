"""A newsroom of one officer on this machine, and its editor in a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.portal import CONTENT
from tests.service.running import free_port
from tools.cluster import build_tied_command
from town_portal.core.system.places import ROOT
from town_portal.core.texts import frontmatter

File = tuple[str, str, bytes]
"""A file's name, the type that a browser tells, its bytes."""
EDITABLE = ".ck-editor__editable"
_PASTE = """async ([type, html, texts, files]) => {
  const transfer = new DataTransfer();
  if (html) transfer.setData("text/html", html);
  for (const [kind, text] of Object.entries(texts)) transfer.setData(kind, text);
  for (const [name, kind, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: kind }));
  }
  const editable = document.querySelector(".ck-editor__editable");
  const box = editable.getBoundingClientRect();
  const place = { clientX: box.left + 20, clientY: box.top + 20, bubbles: true, cancelable: true };
  editable.dispatchEvent(type === "drop"
    ? new DragEvent("drop", { ...place, dataTransfer: transfer })
    : new ClipboardEvent("paste", { ...place, clipboardData: transfer }));
}"""
_EMPTY = """() => {
  const editor = document.querySelector(".ck-editor__editable").ckeditorInstance;
  editor.setData("");
  editor.editing.view.focus();
  for (const away of document.querySelectorAll("#told button")) away.click();
}"""
_IDLE = """() => document.querySelector(".ck-editor__editable").ckeditorInstance.getData()
  && !document.querySelector(".ck-editor__editable").ckeditorInstance
  .plugins.get("FileRepository").loaders.length"""
_WATCH = """window.reports = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.reports.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));"""


@contextmanager
def serve_local(folder: Path) -> Iterator[tuple[Path, str]]:
    """Serve a newsroom on a copy of the fixture town; give its content and its one-time link."""
    content, port = folder / "content", free_port()
    shutil.copytree(CONTENT, content)
    address = f"http://127.0.0.1:{port}/soan-tin/"
    environment = {
        **os.environ,
        "NEWSROOM_CONTENT": str(content),
        "NEWSROOM_OUTPUT": str(folder / "output"),
        "NEWSROOM_DATA": str(folder / "data"),
        "PYTHONUTF8": "1",
    }
    command = [
        *build_tied_command("KILL"),
        sys.executable,
        "-m",
        "newsroom.config.local",
        str(port),
        address,
    ]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdin
        link = process.stdout.readline().partition(": ")[2].strip()
        _wait_for(port)
        yield content, link
        process.stdin.close()
        process.wait(60)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/soan-tin/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.05)


@dataclass
class Editor:
    """The editor's page with one new text: paste, save, read the file."""

    page: Page
    content: Path
    errors: list[str] = field(default_factory=list)
    name: str = ""

    def begin(self, link: str) -> None:
        """Sign in by a one-time link and begin a text."""
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(_WATCH)
        self.page.goto(link)
        self.page.goto(f"{link.partition('/soan-tin/')[0]}/soan-tin/moi/")
        self.page.fill("[name=title]", "Bài để dán thử")
        self.page.select_option("[name=category]", index=1)
        self.page.locator("main form button").last.click()
        self.page.wait_for_selector(EDITABLE)
        self.name = self.page.url.partition("/sua/")[2].rstrip("/")

    def paste(self, html: str, text: str, *files: File, rtf: str = "") -> None:
        """Paste a clipboard into the empty editor and wait for its pictures."""
        texts = {"text/plain": text} | ({"text/rtf": rtf} if rtf else {})
        self._give("paste", html, texts, files)
        self.page.wait_for_function(_IDLE)

    def drop(self, *files: File) -> None:
        """Drop files on the empty editor and wait until they are beside the text."""
        self.begin_drop(*files)
        self.page.wait_for_function(_IDLE)

    def begin_drop(self, *files: File) -> None:
        """Drop files on the empty editor."""
        self._give("drop", "", {}, files)

    def _give(self, kind: str, html: str, texts: dict[str, str], files: Iterable[File]) -> None:
        sent = [(name, type_, b64encode(data).decode()) for name, type_, data in files]
        self.page.evaluate(_EMPTY)
        self.page.evaluate(_PASTE, [kind, html, texts, sent])

    def show(self, html: str) -> None:
        """Have the editor show a text as if it had been opened."""
        self.page.evaluate(
            "(html) => document.querySelector('.ck-editor__editable')"
            ".ckeditorInstance.setData(html)",
            html,
        )

    def save(self) -> str:
        """Save as staff do, and return the body as the file has it."""
        with self.page.expect_response("**/luu"):
            self.page.keyboard.press("Control+s")
        text = (self.content / self.name).read_text("utf-8")
        return frontmatter.split_front_matter(text).body.strip("\n")

    def notices(self) -> list[str]:
        """Return what the editor told about the paste."""
        return self.page.locator("#told li").all_inner_texts()

    def reports(self) -> list[Any]:
        """Return what the content policy refused and what went wrong since the last time."""
        found = self.page.evaluate("() => window.reports.splice(0)")
        found += self.errors
        self.errors.clear()
        return list(found)
