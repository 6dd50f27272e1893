"""Addresses at a target that a delivery would take away without a word.

A build misses what was published from here (features/redirects). What another machine has
published, or this one before its state was lost, only the target's own manifest tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from town_portal.authoring.articles import load_town
from town_portal.authoring.proofreading import check_cache
from town_portal.core.content_files.opening import has_file
from town_portal.core.faults import Fault, format_path
from town_portal.core.system import clock, walk
from town_portal.core.texts.kinds import KINDS
from town_portal.features.redirects import published
from town_portal.publishing.gate import texts

INDEX = "index.html"
FAULTY = "đang có lỗi"
"""Why a text that is to be shown is in no build."""
_ARTICLE = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/")
_KINDS = "|".join(kind.url.format(r"[a-z0-9-]+") for kind in KINDS)
_MAYBE = re.compile(rf"[a-z0-9-]+/|{_KINDS}")
"""The address of a text, or of a list, which may go."""
_TEXT = re.compile(rb'<body class="portal page-(?:page|document|draft|question)"')
"""What the page of a text has and that of a list has not."""
Read = Callable[[str], bytes | None]


def find_silent(
    gone: Iterable[str], content: Path, output: Path, read: Read
) -> tuple[list[str], list[str]]:
    """Return what keeps files from being deleted, and what is to be told of others.

    ``gone`` are their paths, ``read`` gives one as it is at the target. What this machine knows as
    published the build has judged. Raises FaultsError where town.yaml can't be read, and what
    ``read`` raises.
    """
    urls = {path.removesuffix(INDEX) for path in gone if path.endswith(f"/{INDEX}")}
    if urls:
        urls -= published.read_published(walk.get_state_folder(output) / published.FILE).keys()
    lost = sorted(url for url in urls if _is_text(url, read))
    return _judge_addresses(lost, content, output) if lost else ([], [])


def _is_text(url: str, read: Read) -> bool:
    """Tell whether an address is that of an article, a page, a document and so on, of no list."""
    if _ARTICLE.fullmatch(url) or not _MAYBE.fullmatch(url):
        return _ARTICLE.fullmatch(url) is not None
    return _TEXT.search(read(url + INDEX) or b"") is not None


def _judge_addresses(
    urls: Iterable[str], content: Path, output: Path
) -> tuple[list[str], list[str]]:
    town, now = load_town(content), clock.get_now().timestamp()
    paths = check_cache.compute_keys(content, check_cache.CheckCache(""))
    behind = {
        item.url: (path, item) for path, item in texts.read_texts(content, paths, town, output)
    }
    table, faults, notices = content / "data" / "redirects.yaml", list[str](), list[str]()
    for url in urls:
        source, text = behind.get(url, ("", None))
        why = text.absence(now) if text else ""
        address = f"{town.root}/{url}"
        if why == texts.LATER:
            notices.append(published.describe_later(address, f"bài ấy {texts.SHOWN[why]}"))
        elif why != texts.OVER:
            because = f"bài ấy {texts.SHOWN.get(why, FAULTY)}"
            sentence = published.describe_missing(address, source, because, has_file(table))
            faults.append(str(Fault(format_path(table), 1, "", sentence)))
    return faults, notices
