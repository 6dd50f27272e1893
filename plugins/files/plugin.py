"""Pelican's side of files: attachments and linked files get addresses; all copies are made."""

import os
import shutil
from pathlib import Path
from typing import Any

from pelican.contents import Article, Page
from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins.files.contents import download, place_film, place_link
from plugins.files.download import is_local_file


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
        download(content, folder / item.file, item.title)
        for item in getattr(content.front, "attachments", ())
    ]
    content.attachments = tuple(offered)
    place_film(content, folder)
    links = content.findings["links"]
    local = [link for link in links if is_local_file(link.address)]
    for link in local:
        place_link(content, folder, link)
    # What is a file is no address of a page, which would be looked for later.
    content.findings = {**content.findings, "links": [x for x in links if x not in local]}


def get_generators(_pelican: Any) -> type[FilesGenerator]:
    """Return the generator that copies files."""
    return FilesGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(place_files)
    signals.get_generators.connect(get_generators)
