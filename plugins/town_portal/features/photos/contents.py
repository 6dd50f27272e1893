"""Photographs into Pelican's contents, of which only attributes are known here."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from town_portal.build.build import Build
from town_portal.core.content_files.kinds import check_ending
from town_portal.core.content_files.names import MissingFile, RefusedFile
from town_portal.core.content_files.opening import find_file
from town_portal.core.faults import Faults, format_path
from town_portal.core.texts.front import ArticleFront
from town_portal.features.photos import captions, share
from town_portal.features.photos.assemble import build_image
from town_portal.features.photos.made import PhotoFile, Refusal
from town_portal.features.photos.page_weight import list_weights
from town_portal.features.photos.photo import advise_missing, find_photo
from town_portal.features.photos.render import fill_slots
from town_portal.features.photos.share_files import build_style, make_shares
from town_portal.features.photos.store import PhotoStore
from town_portal.features.photos.uses import (
    OUTSIDE,
    Gathered,
    Results,
    Use,
    gather_uses,
    list_made_files,
)


def collect_uses(content: Any, faults: Faults) -> Gathered:
    """Return where a content uses photographs; what is wrong in its captions.csv is a fault."""
    line, body = content.document.line, content.findings["body_line"]
    lines = {"body": body, "cover": line(("cover",)), "poster": line(("video", "poster"))}
    source = Path(content.source_path)
    figures = content.findings["figures"]
    item = gather_uses(source, content.front, figures, lines, _read_captions(source, faults))
    return item.with_uses(lambda use: _locate_use(use, source, faults))


def _locate_use(use: Use, source: Path, faults: Faults) -> Use:
    """Return a use with its file's name as the disk has it; without a file where it is refused."""
    if use.is_outside or not use.figure.source:
        return use
    try:
        if use.original:
            check_ending(use.path.name)
        return replace(use, path=find_photo(use.figure.source, source.parent))
    except ValueError as error:
        faults.add(source, use.line, use.field, str(error))
        return replace(use, figure=replace(use.figure, source=""))


def _read_captions(source: Path, faults: Faults) -> Mapping[str, captions.CaptionWords]:
    """Return the words of captions.csv beside ``source``; what is wrong in it is a fault."""
    found = captions.read_beside(source, faults)
    for name, words in found.items():
        try:
            find_file(name, source.parent)
        except MissingFile:
            file, photo = source.parent / captions.NAME, source.parent / name
            faults.add(file, words.line, "", f"không tìm thấy ảnh “{name}”{advise_missing(photo)}")
        except RefusedFile as error:
            faults.add(source.parent / captions.NAME, words.line, "", str(error))
    return found


def note_faults(item: Gathered, results: Results, build: Build, owner: str) -> None:
    """Note what is wrong with the photographs of one content, the text ``owner``."""
    for use in item.outside:
        build.faults.add(item.source, use.line, use.field, OUTSIDE.format(use.figure.source))
    for use in item.uses:
        made = results[use.path]
        if isinstance(made, Refusal):
            build.faults.add(item.source, use.line, use.field, made.message)
        else:
            for notice in made.notices:
                build.notice(f"{format_path(use.path)}: {notice}", owner)


def place_photos(content: Any, item: Gathered, results: Results) -> None:
    """Give a content ``figures``, ``cover_photo``, ``poster``, ``shown`` and its filled body."""
    photos = [item.photo(use, results) for use in item.figures]
    found = [photo for photo in photos if photo]
    kinds = [use.figure.kind for use in item.figures]
    content.figures = tuple(
        photo for photo, kind in zip(photos, kinds, strict=True) if photo and kind == "figure"
    )
    cover = item.photo(item.cover, results)
    content.cover_photo = cover and cover.below(content.url)
    content.poster = item.photo(item.poster, results)
    content.shown = tuple(zip(item.figures, list_weights(content._content, photos), strict=True))
    if len(found) == len(photos):
        content._content = fill_slots(content._content, found, kinds)


def publish_files(content: Any, item: Gathered, results: Results, store: PhotoStore) -> None:
    """Have the files of a content's photographs copied beside it."""
    build: Build = content.settings["BUILD"]
    owner = content.relative_source_path
    for use in item.uses:
        for file in list_made_files(results[use.path]):
            build.share(store.path_of(file), content.url + file.name, owner)
        if use.original:
            build.copy(use.path, content.url + use.original, owner)


def give_shares(
    pairs: Sequence[tuple[Any, Gathered]], results: Results, store: PhotoStore, generator: Any
) -> set[str]:
    """Give each article ``share_picture`` and ``share_alt``; return their names in the store.

    Each card is published in every build: the page of its category, or the home page, names it.
    """
    build: Build = generator.settings["BUILD"]
    style = build_style(build.town, build.content, Path(generator.theme))
    # Where the site's address is not known, no page can name its picture for others.
    if not (generator.settings["SHARE_PICTURES"] and style and build.town.base):
        generator.context["share_card"] = lambda _key: None
        return set()
    articles = [
        (content, item)
        for content, item in pairs
        if isinstance(content.front, ArticleFront) and content.status != "draft"
    ]
    cards = _draw_cards(build)
    views = [
        share.choose_view(content.front.title, item.cover_made(results), item.focus, item.cover_alt)
        or cards.get(content.front.category, cards[""])
        for content, item in articles
    ]
    files = make_shares([*cards.values(), *views], style, store, partial(print, file=sys.stderr))
    drawn = zip(files, cards.items(), strict=False)
    _publish_cards({key: (file, view.alt) for file, (key, view) in drawn}, store, generator)
    for (content, _), view, file in zip(articles, views, files[len(cards) :], strict=True):
        _give_share(content, view, file, store)
    return {file.stored for file in files}


def _publish_cards(
    cards: Mapping[str, tuple[PhotoFile, str]], store: PhotoStore, generator: Any
) -> None:
    """Have the cards copied, and let templates ask for one and its words: ``share_card(key)``."""
    build: Build = generator.settings["BUILD"]
    for file, _ in cards.values():
        build.reserve(file.name)
        build.share(store.path_of(file), file.name, "")
    named = {key: (build_image(file), words) for key, (file, words) in cards.items()}
    generator.context["share_card"] = build.watch.function("card", named.get)


def _draw_cards(build: Build) -> dict[str, share.View]:
    """Return the card of each listed category by its key; that of the portal by none."""
    portal = build.town.portal
    known = build.categories.categories if build.categories else ()
    cards = {item.key: share.View(item.title, f"{item.title} – {portal}") for item in known}
    return {"": share.View(portal, portal), **cards}


def _give_share(content: Any, view: share.View, file: PhotoFile, store: PhotoStore) -> None:
    """Name the share picture of an article; one of its own photograph is published beside it."""
    build: Build = content.settings["BUILD"]
    url = content.url + file.name if view.cut else file.name
    content.share_picture = replace(build_image(file), url=url)
    content.share_alt = view.alt
    if view.cut:
        build.share(store.path_of(file), url, content.relative_source_path)
