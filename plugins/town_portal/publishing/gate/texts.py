"""What the content folder says of each text: whether it is public, where it lies, what it promises.

Read from the files themselves, so that a build that went wrong can't hide it. Only what the hash of
an approval says is the build's own word: it covers pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import inf
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zoneinfo import ZoneInfo

from town_portal.build import article
from town_portal.build.incremental import state_reader
from town_portal.core import dates, naming
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import read_text, validate_document
from town_portal.core.data.tables import Town
from town_portal.core.faults import Faults
from town_portal.core.texts import frontmatter
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.core.texts.kinds import find_front_model, find_kind
from town_portal.publishing.gate import private_data

ARTICLES = "articles/"
DRAFT, WAITING, LATER, OVER = "draft", "waiting", "later", "over"
LATELY = 3600.0
"""Seconds that a build and what follows it may take, at most."""
SHOWN = {
    DRAFT: "còn là bản thảo",
    WAITING: "còn chờ duyệt",
    LATER: "chưa đến giờ hiện",
    OVER: "đã hết hạn",
}
"""Why a text is not public, in words."""


class TextFacts(NamedTuple):
    """What one text says.

    ``why`` is draft or waiting, else empty; ``begins`` and ``ends`` are seconds since 1970;
    ``olds`` its old addresses; ``numbers`` the digits of the long numbers in it, which the
    editorial check has judged; ``waived`` the rules about private numbers that it may break.
    """

    title: str
    url: str
    why: str = ""
    begins: float = -inf
    ends: float = inf
    olds: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    def is_unsure(self, now: float) -> bool:
        """Tell whether the clock may have changed it since the site was built."""
        return now - LATELY < self.begins <= now or now - LATELY < self.ends <= now

    def absence(self, now: float) -> str:
        """Return why it is not public at a moment; empty when it is."""
        if self.ends <= now:
            return OVER
        return LATER if self.begins > now else self.why


def read_texts(
    content: Path, paths: Iterable[str], town: Town, output: Path
) -> Iterator[tuple[str, TextFacts]]:
    """Yield what texts say, by their paths below the content folder.

    A head that can't be read says nothing: the build has stopped there.
    """
    zone = ZoneInfo(town.time_zone)
    for path in paths:
        faults = Faults()
        text = read_text(content / path, faults)
        if text is None:
            continue
        try:
            parts = frontmatter.split_front_matter(text)
        except yamldoc.YamlError:
            continue
        file = content / path
        front = validate_document(find_front_model(path), parts.head, file, faults, file.parent)
        if front is not None:
            yield path, _describe_text(path, front, text, zone, _Standing(town, output))


class _Standing(NamedTuple):
    """What decides whether somebody has yet to approve an article."""

    town: Town
    output: Path

    def why(self, path: str, front: Front) -> str:
        """Return draft, waiting, or nothing."""
        if front.status == "draft" or front.hindrance:
            return DRAFT
        if not isinstance(front, ArticleFront):
            return ""
        if front.review is None:
            return WAITING if self.town.requires_review else ""
        if front.review.state == "waiting" or not (front.review.by and front.review.hash):
            return WAITING
        known = state_reader.find_text(self.output, path)
        is_waiting = known is not None and known.absent in (article.WAITING, article.UNREVIEWED)
        return WAITING if is_waiting else ""


def _describe_text(
    path: str, front: Front, text: str, zone: ZoneInfo, standing: _Standing
) -> TextFacts:
    moments = [getattr(front, name, None) for name in ("publish", "expires")]
    begins, ends = (_get_seconds(moment, zone) for moment in moments)
    return TextFacts(
        front.title,
        make_url(path, front, zone),
        standing.why(path, front),
        -inf if begins is None else begins,
        inf if ends is None else ends,
        tuple(front.redirect_from) if front.status == "published" else (),
        tuple(sorted(private_data.list_numbers(text))),
        tuple(item.rule for item in front.waive if item.rule in private_data.RULES),
    )


def _get_seconds(moment: datetime | None, zone: ZoneInfo) -> float | None:
    return None if moment is None else dates.convert_to_zone(moment, zone).timestamp()


def make_url(path: str, front: Front, zone: ZoneInfo) -> str:
    """Return the address of a text, relative to the portal's root."""
    name = PurePosixPath(path)
    if not isinstance(front, ArticleFront):
        key, kind = front.slug or naming.get_page_name(name), find_kind(path)
        if kind:
            return kind.address(key)
        return "" if key == "index" else f"{key}/"
    day = dates.convert_to_zone(front.date, zone)
    return f"{day:%Y/%m/%d}/{article.get_address_slug(front, name)}/"
