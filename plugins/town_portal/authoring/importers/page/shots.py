"""Photographs as a page shows them: address, size, words. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import basename
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import Tag

from town_portal.core.text import fold_text, normalize_text

Fetch = Callable[[str], bytes | None]
"""Returns the bytes at an address; None where they cannot be had."""
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-echo",
    "data-srcset",
    "srcset",
)
_SMALL = 40
"""Pixels up to which a picture is a sign, not a photograph."""
_SIGN = re.compile(
    r"(?:^|/)(?:icon[\w-]*|spacer|blank|pixel|captcha[\w-]*|loading|stars?|rating[\w-]*|print(?:er)?|"
    r"share|facebook|zalo|twitter|e?mail|bullet|arrow[\w-]*|btn[\w-]*|new|hot)\d*\.(?:gif|png|svg|ico)$"
    r"|/_layouts/|captcha",
    re.I,
)
_DATA = re.compile(r"data:image/(?:jpeg|jpg|png|gif|webp);base64,", re.I)
_TINY = 2_000
"""Bytes up to which a picture inside the page stands for one that had yet to be loaded."""
_NUMBER = re.compile(r"\d+")
_FILE_NAME = re.compile(r"^[\w .()-]+\.(?:jpe?g|png|gif|webp|bmp|jfif|heic)$", re.I)
_NO_WORDS = ("", "anh", "image", "hinh anh", "picture", "photo")


@dataclass(frozen=True, slots=True)
class PageShot:
    """A photograph that a page shows: the address as written, and the whole one where known."""

    source: str
    address: str
    alt: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """The last part of its address, as people know the file."""
        return unquote(basename(urlsplit(self.source).path)) if self.source[:5] != "data:" else ""


def find_shot(image: Tag, base: str) -> PageShot | None:
    """Return the photograph that an img element shows; None for a sign or an empty place."""
    source = _find_source(image)
    if not source or _is_small(image) or _SIGN.search(source.split("?")[0]):
        return None
    try:
        address = urljoin(base, source)
        whole = address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return None
    alt, title = (_clean_words(str(image.get(name) or "")) for name in ("alt", "title"))
    return PageShot(source, whole, alt, title)


def decode_embedded(shot: PageShot) -> bytes | None:
    """Return a photograph whose bytes stand in the page itself; None for all others."""
    match = _DATA.match(shot.source)
    if not match:
        return None
    try:
        data = base64.b64decode(shot.source[match.end() :], validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if len(data) > _TINY else None


def find_at_hand(shot: PageShot, files: Mapping[str, bytes]) -> bytes | None:
    """Return a photograph out of the files that came with a page.

    ``files`` are keyed by their path beside the page, by address, or by name only, each as it is
    in NFC; the way that says most is tried first.
    """
    plain = normalize_text(unquote(shot.source.split("?")[0].split("#")[0])).removeprefix("./")
    whole = urlsplit(shot.address)
    mirrored = f"/{whole.netloc}{normalize_text(unquote(whole.path))}" if whole.netloc else ""
    keys = (
        shot.source,
        shot.address,
        plain,
        normalize_text(unquote(shot.address)),
        mirrored,
        normalize_text(shot.name),
    )
    for key in keys:
        if key and key in files:
            return files[key]
    return None


def _find_source(image: Tag) -> str:
    """Return the address of what an image shows once it is loaded."""
    source = str(image.get("src") or "").strip()
    for name in _LAZY:
        value = str(image.get(name) or "").strip()
        if "srcset" in name:
            value = value.split(",")[0].split(" ")[0]
        if value and (not source or name != "srcset") and value[:5] != "data:":
            return value
    if source[:5] == "data:" and not _DATA.match(source):
        return ""
    return source if source.split(":")[0].lower() not in ("javascript", "vbscript", "file") else ""


def _is_small(image: Tag) -> bool:
    sizes = [_NUMBER.match(str(image.get(name) or "").strip()) for name in ("width", "height")]
    style = re.findall(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)px", str(image.get("style") or ""))
    known = [int(size[0]) for size in sizes if size] + [int(size) for size in style]
    percents = any("%" in str(image.get(name) or "") for name in ("width", "height"))
    return bool(known) and not percents and max(known) <= _SMALL


def _clean_words(text: str) -> str:
    """Return a picture's words; empty where they are a file's name or say nothing."""
    text = normalize_text(" ".join(text.split()))
    if _FILE_NAME.match(text) or re.sub(r"[\d_ -]+$", "", fold_text(text)) in _NO_WORDS:
        return ""
    return text


def make_bytes_finder(
    files: Mapping[str, bytes], fetch: Fetch | None
) -> Callable[[PageShot], bytes | None]:
    """Return what finds a photograph's bytes: in the files beside the page, else outside."""

    def find_bytes(shot: PageShot) -> bytes | None:
        found = find_at_hand(shot, files)
        return fetch(shot.address) if found is None and fetch and shot.address else found

    return find_bytes
