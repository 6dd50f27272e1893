"""Addresses that were published once: none of them may fall silent."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from plugins._kit.article import EXPIRED, UNREVIEWED, WAITING

FILE = "published.json"
"""In the state of an output: each address ever published there, with the file behind it."""


def read(file: Path) -> dict[str, str]:
    """Return what was published; nothing where that is not known (any more)."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(url): str(source) for url, source in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def write(file: Path, addresses: Mapping[str, str]) -> None:
    """Note what is published, whole or not at all."""
    part = file.with_suffix(".part")
    text = json.dumps(addresses, ensure_ascii=False, sort_keys=True, indent=0)
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def missing(
    last: Mapping[str, str],
    now: Collection[str],
    answered: Collection[str],
    absent: Mapping[str, str],
) -> list[str]:
    """Return the addresses that answered once and would not any more.

    ``answered`` lead elsewhere or are told to be gone; ``absent`` maps a file that is not shown to
    the reason: a content whose time is over may go, and one that was edited, until it is approved.
    """
    return sorted(
        url
        for url, source in last.items()
        if url not in now and url not in answered and absent.get(source) not in (EXPIRED, WAITING)
    )


def sentence(path: str, source: str, why: str = "") -> str:
    """Return what staff read about an address that would fall silent.

    ``why`` tells why its text is not shown, where it is still there.
    """
    if why == UNREVIEWED:
        return (
            f"địa chỉ {path} đã đăng mà nay không hiện, vì town.yaml đòi duyệt mọi bài và {why}; "
            f"hãy xem rồi chạy: python3 tasks.py approve content/{source}"
        )
    return (
        f"địa chỉ {path} (từ {source}) đã đăng mà nay không còn trang nào. Nếu bài đã chuyển chỗ, "
        f"ghi redirect_from: [{path}] ở bài mới; nếu bỏ hẳn, thêm vào redirects.yaml "
        "(chưa có thì tạo tệp ấy) mục "
        f"{{old: {path}, gone: true}}"
    )
