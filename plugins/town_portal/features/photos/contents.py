"""Photographs into Pelican's contents, of which only attributes are known here."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from town_portal.build.build import Build
from town_portal.core.content_files.kinds import check_ending
from town_portal.core.content_files.names import Missing, Refused
from town_portal.core.content_files.opening import find_file
from town_portal.core.faults import Faults, shown
from town_portal.core.texts.front import ArticleFront
from town_portal.features.photos import captions, share
from town_portal.features.photos.assemble import image
from town_portal.features.photos.gather import OUTSIDE, Gathered, Results, Use, files_of, gather
from town_portal.features.photos.made import MadeFile, Refusal
from town_portal.features.photos.photo import advice, find_photo
from town_portal.features.photos.render import fill
from town_portal.features.photos.shared import make_shares, style_of
from town_portal.features.photos.store import Store
from town_portal.features.photos.weigh import weights


def gathered(content: Any, faults: Faults) -> Gathered:
    """Return where a content uses photographs; what is wrong in its captions.csv is a fault."""
    line, body = content.document.line, content.findings["body_line"]
    lines = {"body": body, "cover": line(("cover",)), "poster": line(("video", "poster"))}
    source = Path(content.source_path)
    figures = content.findings["figures"]
    item = gather(source, content.front, figures, lines, _captions(source, faults))
    return item.with_uses(lambda use: _located(use, source, faults))


def _located(use: Use, source: Path, faults: Faults) -> Use:
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


def _captions(source: Path, faults: Faults) -> Mapping[str, captions.Words]:
    """Return the words of captions.csv beside ``source``; what is wrong in it is a fault."""
    found = captions.read_beside(source, faults)
    for name, words in found.items():
        try:
            find_file(name, source.parent)
        except Missing:
            file, photo = source.parent / captions.NAME, source.parent / name
            faults.add(file, words.line, "", f"không tìm thấy ảnh “{name}”{advice(photo)}")
        except Refused as error:
            faults.add(source.parent / captions.NAME, words.line, "", str(error))
    return found


def note(item: Gathered, results: Results, build: Build, owner: str) -> None:
    """Note what is wrong with the photographs of one content, the text ``owner``."""
    for use in item.outside:
        build.faults.add(item.source, use.line, use.field, OUTSIDE.format(use.figure.source))
    for use in item.uses:
        made = results[use.path]
        if isinstance(made, Refusal):
            build.faults.add(item.source, use.line, use.field, made.message)
        else:
            for notice in made.notices:
                build.notice(f"{shown(use.path)}: {notice}", owner)


def place(content: Any, item: Gathered, results: Results) -> None:
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
    content.shown = tuple(zip(item.figures, weights(content._content, photos), strict=True))
    if len(found) == len(photos):
        content._content = fill(content._content, found, kinds)


def publish(content: Any, item: Gathered, results: Results, store: Store) -> None:
    """Have the files of a content's photographs copied beside it."""
    build: Build = content.settings["BUILD"]
    owner = content.relative_source_path
    for use in item.uses:
        for file in files_of(results[use.path]):
            build.share(store.path_of(file), content.url + file.name, owner)
        if use.original:
            build.copy(use.path, content.url + use.original, owner)


def give_shares(
    pairs: Sequence[tuple[Any, Gathered]], results: Results, store: Store, generator: Any
) -> set[str]:
    """Give each article ``share_picture`` and ``share_alt``; return their names in the store.

    Each card is published in every build: the page of its category, or the home page, names it.
    """
    build: Build = generator.settings["BUILD"]
    style = style_of(build.town, build.content, Path(generator.theme))
    # Where the site's address is not known, no page can name its picture for others.
    if not (generator.settings["SHARE_PICTURES"] and style and build.town.base):
        generator.context["share_card"] = lambda _key: None
        return set()
    articles = [
        (content, item)
        for content, item in pairs
        if isinstance(content.front, ArticleFront) and content.status != "draft"
    ]
    cards = _cards(build)
    views = [
        share.view(content.front.title, item.cover_made(results), item.focus, item.cover_alt)
        or cards.get(content.front.category, cards[""])
        for content, item in articles
    ]
    files = make_shares([*cards.values(), *views], style, store, partial(print, file=sys.stderr))
    drawn = zip(files, cards.items(), strict=False)
    _publish_cards({key: (file, view.alt) for file, (key, view) in drawn}, store, generator)
    for (content, _), view, file in zip(articles, views, files[len(cards) :], strict=True):
        _give_share(content, view, file, store)
    return {file.stored for file in files}


def _publish_cards(cards: Mapping[str, tuple[MadeFile, str]], store: Store, generator: Any) -> None:
    """Have the cards copied, and let templates ask for one and its words: ``share_card(key)``."""
    build: Build = generator.settings["BUILD"]
    for file, _ in cards.values():
        build.reserve(file.name)
        build.share(store.path_of(file), file.name, "")
    named = {key: (image(file), words) for key, (file, words) in cards.items()}
    generator.context["share_card"] = build.watch.function("card", named.get)


def _cards(build: Build) -> dict[str, share.View]:
    """Return the card of each listed category by its key; that of the portal by none."""
    portal = build.town.portal
    known = build.categories.categories if build.categories else ()
    cards = {item.key: share.View(item.title, f"{item.title} – {portal}") for item in known}
    return {"": share.View(portal, portal), **cards}


def _give_share(content: Any, view: share.View, file: MadeFile, store: Store) -> None:
    """Name the share picture of an article; one of its own photograph is published beside it."""
    build: Build = content.settings["BUILD"]
    url = content.url + file.name if view.cut else file.name
    content.share_picture = replace(image(file), url=url)
    content.share_alt = view.alt
    if view.cut:
        build.share(store.path_of(file), url, content.relative_source_path)
