"""Pelican's side of files: attachments and linked files get addresses; all copies are made."""

import os
import shutil
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican.contents import Article, Page
from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins._kit.naming import published_name
from plugins._kit.records import Download
from plugins.files.download import is_local_file, kind
from plugins.files.film import embed


class FilesGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Copies the files that plugins asked for."""

    def generate_output(self, _writer: Any) -> None:
        """Copy each file into the output."""
        build: Build = self.settings["BUILD"]
        for copy in build.copies:
            target = Path(self.output_path) / copy.url
            target.parent.mkdir(parents=True, exist_ok=True)
            if not (copy.is_ours and _shared(copy.source, target)):
                shutil.copyfile(copy.source, target)


def _shared(source: Path, target: Path) -> bool:
    """Give ``target`` the bytes of ``source`` without copying them, where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def place_files(content: Any) -> None:
    """Give the content its ``attachments``, and addresses to the files that its body links."""
    if not isinstance(content, Article | Page) or not hasattr(content, "findings"):
        return
    folder = Path(content.source_path).parent
    offered = [
        _download(content, folder / item.file, item.title)
        for item in getattr(content.front, "attachments", ())
    ]
    content.attachments = tuple(offered)
    _place_film(content, folder)
    links = content.findings["links"]
    local = [link for link in links if is_local_file(link.address)]
    for link in local:
        _place_link(content, folder, link)
    # What is a file is no address of a page, which would be looked for later.
    content.findings = {**content.findings, "links": [x for x in links if x not in local]}


def _place_film(content: Any, folder: Path) -> None:
    """Give the content ``film`` (its file) and ``player`` (an address), or None."""
    video = getattr(content.front, "video", None)
    content.film = content.player = None
    if not video:
        return
    if video.file:
        content.film = _download(content, folder / video.file, video.title)
    content.player = video.address and embed(video.address)


def _download(content: Any, file: Path, title: str) -> Download:
    build: Build = content.settings["BUILD"]
    name = published_name(file.name)
    build.copy(file, content.url + name)
    return Download(name, title, kind(name), file.stat().st_size)


def _place_link(content: Any, folder: Path, link: Any) -> None:
    build: Build = content.settings["BUILD"]
    name = unquote(link.address.partition("#")[0]).removeprefix("./")
    file = folder / name
    if ".." in name or not file.is_file():
        line = content.findings["body_line"] + link.line - 1
        advice = "hãy đặt tệp cạnh bài, hoặc viết https://… nếu là trang web"
        sentence = f"không tìm thấy tệp “{name}”; {advice}"
        build.faults.add(Path(content.source_path), line, "", sentence)
        return
    target = published_name(file.name)
    build.copy(file, content.url + target)
    _, _, part = link.address.partition("#")
    shown = f"{target}#{part}" if part else target
    content._content = content._content.replace(
        f'href="{escape(link.address)}"', f'href="{escape(shown)}"'
    )


def get_generators(_pelican: Any) -> type[FilesGenerator]:
    """Return the generator that copies files."""
    return FilesGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(place_files)
    signals.get_generators.connect(get_generators)
