"""Files beside a text: attachments, films and linked files get their addresses."""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from town_portal.build.build import Build
from town_portal.core.content_files import links
from town_portal.core.content_files.copying import read_stamp
from town_portal.core.content_files.kinds import describe_kind
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import find_published
from town_portal.core.naming import make_published_name
from town_portal.core.records import Download
from town_portal.features.files.film import make_player_address

FACTS = {"player": lambda content: bool(getattr(content, "player", None)) or None}
"""Which texts show a film of another host."""


def place_film(content: Any, folder: Path) -> None:
    """Give a content that has one ``film`` (its file) and ``player`` (an address), or None."""
    video = getattr(content.front, "video", None)
    if video:
        content.film = (
            make_download(content, folder / video.file, video.title) if video.file else None
        )
        content.player = video.address and make_player_address(video.address)


def make_download(content: Any, file: Path, title: str) -> Download:
    """Return a file offered beside a content, and have it copied there."""
    build: Build = content.settings["BUILD"]
    name = make_published_name(file.name)
    build.copy(file, content.url + name, content.relative_source_path)
    return Download(name, title, describe_kind(name), read_stamp(file)[1])


def place_link(content: Any, link: Any) -> bool:
    """Give a linked file its address; False for a link to something else.

    A file that is not there, or that is not to be published, is a fault.
    """
    build: Build = content.settings["BUILD"]
    source = content.relative_source_path
    try:
        path = links.resolve_file(link.address, source)
        if path is None:
            return False
        file = find_published(path, build.content)
    except RefusedFile as error:
        line = content.findings["body_line"] + link.line - 1
        sentence = links.explain_refusal(error, link.address)
        build.faults.add(Path(content.source_path), line, "", sentence)
        _point_link(content, link.address, "#")  # Pelican is not to follow it
        return True
    name = make_published_name(file.path.name)
    build.copy(file.path, content.url + name, source)
    part = urlsplit(link.address).fragment
    _point_link(content, link.address, f"{name}#{part}" if part else name)
    return True


def find_text(content: Any, link: Any) -> Any:
    """Return a link to a text as Pelican finds it, which knows one form of each path only."""
    build: Build = content.settings["BUILD"]
    try:
        path = links.resolve_content_path(link.address, content.relative_source_path)
    except ValueError:  # reported by features/addresses
        return link
    found = build.on_disk(path) if path else None
    if found is None or links.is_plain(link.address, content.relative_source_path, found):
        return link
    part = urlsplit(link.address).fragment
    address = "{filename}/" + quote(found) + (f"#{part}" if part else "")
    _point_link(content, link.address, address)
    return replace(link, address=address)


def _point_link(content: Any, written: str, address: str) -> None:
    content._content = content._content.replace(
        f'href="{escape(written)}"', f'href="{escape(address)}"'
    )
