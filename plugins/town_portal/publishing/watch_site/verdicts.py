"""Whether an answer is the file that was signed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.manifest.file_facts import GONE
from town_portal.publishing.watch_site import addresses
from town_portal.publishing.watch_site.http_client import HttpAnswer

PAGES = ("text/html", "application/xhtml+xml")
ACTIVE = ("page", "script", "style", "svg", "xml")
"""What a browser does more with than show or save it."""
KINDS = {
    **dict.fromkeys(PAGES, "page"),
    "image/svg+xml": "svg",
    "text/css": "style",
    "text/javascript": "script",
    "application/javascript": "script",
    "application/x-javascript": "script",
    "application/ecmascript": "script",
    "application/font-woff2": "font",
}
RULED = re.compile(r"nginx|openresty|caddy|apache|litespeed", re.I)
"""Servers that the portal's rules have answer 410 where something is gone."""
ENDS = {"xml": "xml", "json": "json"}


@dataclass(frozen=True)
class AnswerVerdict:
    """What is wrong with an answer: a kind of finding, and what it is."""

    kind: str
    what: str


def judge_answer(entry: ManifestEntry, answer: HttpAnswer, base: str) -> AnswerVerdict | None:
    """Return what is wrong with the answer for a file; None where it is as it should be."""
    is_whole = answer.sha256 == entry.sha256 and answer.size == entry.size
    if answer.is_redirection:
        return _judge_redirect(entry, answer, base)
    if answer.status != 200:
        return _judge_failure(entry, answer, is_whole)
    if not is_whole:
        return AnswerVerdict("changed", "Nội dung không còn như bản đã ký.")
    if not is_fitting_media(entry.type, answer.type):
        told = answer.type or "không ghi kiểu"
        return AnswerVerdict("type", f"Máy chủ gửi kiểu {told} thay cho {entry.type}.")
    if entry.moved == GONE and RULED.match(answer.headers.get("server", "")):
        return AnswerVerdict("rules", "Máy chủ trả lời mã 200 cho địa chỉ đã bỏ, lẽ ra là 410.")
    return None


def _judge_redirect(entry: ManifestEntry, answer: HttpAnswer, base: str) -> AnswerVerdict | None:
    here = base + addresses.make_address(entry.path)
    target = addresses.make_full_address(here, answer.location)
    wanted = addresses.make_full_address(here, entry.moved) if entry.moved not in ("", GONE) else ""
    if wanted and _place(target) == _place(wanted):
        return None
    told = target or answer.location
    return AnswerVerdict("redirect", f"Máy chủ chuyển người đọc sang {told}.")


def _place(link: str) -> tuple[str, str]:
    return addresses.get_host(link), urlsplit(link).path.rstrip("/")


def _judge_failure(
    entry: ManifestEntry, answer: HttpAnswer, is_whole: bool
) -> AnswerVerdict | None:
    as_told = (entry.moved == GONE and answer.status == 410) or (
        entry.path == addresses.MISSING and answer.status == 404 and is_whole
    )
    hidden = addresses.may_be_hidden(entry.path) and 400 <= answer.status < 500
    if as_told or hidden:
        return None
    if answer.status in (404, 410):
        return AnswerVerdict("missing", "Trang hoặc tệp này không còn ở máy chủ.")
    return AnswerVerdict("status", f"Máy chủ trả lời mã {answer.status} thay cho nội dung.")


def is_fitting_media(wanted: str, given: str) -> bool:
    """Tell whether a browser takes a media type for the wanted one.

    Hosts have many names for one thing; a feed may be any XML, a table may be any file to save.
    """
    needed, found = classify_media(wanted), classify_media(given)
    if needed == found:
        return True
    if needed in ("json", "font"):
        return found == "other"
    return needed == "other" and found not in ACTIVE


def classify_media(media: str) -> str:
    """Return what a browser does with a media type: page, script, image and so on."""
    if media in KINDS:
        return KINDS[media]
    first, _, second = media.partition("/")
    end = second.rpartition("+")[2]
    if end in ENDS:
        return ENDS[end]
    return first if first in ("image", "font", "audio", "video") else "other"


def follow_redirect(answer: HttpAnswer, path: str, base: str) -> str | None:
    """Return the path below the home page to which a host leads for the same file, else None.

    Some hosts answer at ``x`` for ``x.html``, with or without a last slash.
    """
    target = addresses.make_full_address(base + path, answer.location)
    led = addresses.get_path_inside(target, base) if target else None
    if led is None or led == path:
        return None
    plain = path.removesuffix(addresses.INDEX).removesuffix(".html").rstrip("/")
    return led if led.rstrip("/").removesuffix(".html") == plain else None
