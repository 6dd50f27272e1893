"""Whether a link leads somewhere. Pure."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from town_portal.build.article import UNREVIEWED, WAITING
from town_portal.build.routes import PELICAN, resolve_path
from town_portal.core.content_files.links import NOT_THERE, decode_name, resolve_content_path
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.data.loading import Model
from town_portal.core.text import make_slug

Place = tuple[str | int, ...]
"""The way to a value in a data file."""

_CONTENT = ("filename", "static", "attach")

APPROVE = "; hãy duyệt bài ấy, hoặc bỏ liên kết này"
"""What to do about a link to an article that waits for somebody to approve it."""


NOWHERE = "liên kết “{}” không dẫn tới trang nào của cổng; hãy sửa hoặc xóa"
LATER = (
    "Liên kết trong cổng chưa được xét hết: dữ liệu có lỗi nên có thể thiếu trang. Đừng xóa liên "
    "kết; hãy sửa các lỗi trên rồi dựng lại."
)
"""Told once in place of all links that lead to no page, where a page may be missing."""


def is_unapproved(why: str) -> bool:
    """Tell whether a content is not shown because nobody has approved it."""
    return why in (WAITING, UNREVIEWED)


@dataclass(frozen=True)
class Known:
    """What links may lead to.

    ``addresses`` are relative to the root; ``contents`` are content files; ``absent`` maps
    those that are not shown to the reason; both have their paths in NFC.
    """

    addresses: Container[str]
    contents: Container[str]
    absent: Mapping[str, str]


def iter_targets(data: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield each field ``to`` in the data of a table, with the way to it."""
    if isinstance(data, Model):
        for key, value in data:
            if key == "to" and isinstance(value, str):
                yield (*place, key), value
            else:
                yield from iter_targets(value, (*place, key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from iter_targets(value, (*place, index))


def find_link_fault(address: str, source: str, url: str, known: Known) -> str:
    """Return what is wrong with a link, in Vietnamese; the empty text when it leads somewhere.

    ``address`` is the link as written in the content file ``source`` (relative to the content
    folder), whose page has the address ``url``.
    """
    try:
        parts = urlsplit(address)
        special = PELICAN.match(address)
        if special:
            return _find_special_fault(address, special[1], source, known)
    except ValueError:
        return f"địa chỉ “{address}” viết sai; hãy sửa"
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    target = resolve_path(unquote(parts.path), url)
    if target in known.addresses:
        return ""
    if target is not None and f"{target}/" in known.addresses:
        return f"liên kết “{address}” thiếu dấu gạch chéo ở cuối"
    return NOWHERE.format(address)


def _find_special_fault(address: str, what: str, source: str, known: Known) -> str:
    path = decode_name(address)
    if what == "index":
        return ""
    if what in _CONTENT:
        return _find_content_fault(address, path, source, known)
    folder = {"category": "chuyen-muc", "tag": "tu-khoa"}.get(what)
    if folder is None:
        return f"không có kiểu liên kết “{{{what}}}”; chỉ nhận filename, static, attach"
    return (
        ""
        if f"{folder}/{make_slug(path)}/" in known.addresses
        else f"không có mục “{path}” để liên kết tới"
    )


def _find_content_fault(address: str, path: str, source: str, known: Known) -> str:
    try:
        target = resolve_content_path(address, source)
    except RefusedFile as error:
        return str(error)
    if target and target in known.absent:
        why = known.absent[target]
        return f"liên kết tới “{path}”, nhưng {why}" + (APPROVE if is_unapproved(why) else "")
    return "" if target in known.contents else NOT_THERE.format(path)
