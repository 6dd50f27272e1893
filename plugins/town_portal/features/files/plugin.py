"""Pelican's side of files: attachments and linked files get addresses; all copies are made."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.contents import Article, Page
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.content_files.names import RefusedFile
from town_portal.features.files.contents import find_text, make_download, place_film, place_link


def copy_files(generator: Any, _writer: Any) -> None:
    """Copy each file into the output."""
    build: Build = generator.settings["BUILD"]
    for copy in build.copies:
        try:
            build.outlet.copy(copy)
        except RefusedFile as error:  # replaced since it was found, or of no published kind
            build.faults.add(copy.source, 1, "", str(error))


def place_files(content: Any) -> None:
    """Give the content its ``attachments``, and addresses to the files that its body links."""
    if not isinstance(content, Article | Page) or not hasattr(content, "findings"):
        return
    folder = Path(content.source_path).parent
    offered = [
        make_download(content, folder / item.file, item.title)
        for item in getattr(content.front, "attachments", ())
    ]
    content.attachments = tuple(offered)
    place_film(content, folder)
    # What is a file is no address of a page, which would be looked for later.
    links = [link for link in content.findings["links"] if not place_link(content, link)]
    found = [find_text(content, link) for link in links]
    content.findings = {**content.findings, "links": found}


def note_films(generators: Iterable[Any]) -> None:
    """Leave out the player's script where no film of another host is shown."""
    build: Build = next(iter(generators)).settings["BUILD"]
    if not build.list_facts("player"):
        build.idle.add("js/video.js")


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(place_files)
    signals.all_generators_finalized.connect(note_films)
    signals.get_generators.connect(adapt.make_generator_receiver(copy_files))
