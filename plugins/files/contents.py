"""Files beside a text: attachments, films and linked files get their addresses."""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins._kit.build import Build
from plugins._kit.naming import published_name
from plugins._kit.records import Download
from plugins.files.download import kind
from plugins.files.film import embed


def place_film(content: Any, folder: Path) -> None:
    """Give a content that has one ``film`` (its file) and ``player`` (an address), or None."""
    video = getattr(content.front, "video", None)
    if video:
        content.film = download(content, folder / video.file, video.title) if video.file else None
        content.player = video.address and embed(video.address)


def download(content: Any, file: Path, title: str) -> Download:
    """Return a file offered beside a content, and have it copied there."""
    build: Build = content.settings["BUILD"]
    name = published_name(file.name)
    build.copy(file, content.url + name, content.relative_source_path)
    return Download(name, title, kind(name), file.stat().st_size)


def place_link(content: Any, folder: Path, link: Any) -> None:
    """Give a linked file its address; one that is not there is a fault."""
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
    build.copy(file, content.url + target, content.relative_source_path)
    _, _, part = link.address.partition("#")
    shown = f"{target}#{part}" if part else target
    content._content = content._content.replace(
        f'href="{escape(link.address)}"', f'href="{escape(shown)}"'
    )
