"""Which files the desk may touch: nothing outside the folders of texts and data."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from plugins._kit import kinds
from plugins._kit.content_files.names import Refused
from plugins._kit.content_files.opening import refuse_links

FOLDERS = (*kinds.FOLDERS, "data")
ACTIONS = frozenset(
    {
        *("info", "entriesByFolder", "entriesByFiles", "getEntry", "getMedia", "getMediaFile"),
        *("persistEntry", "persistMedia", "deleteFile", "deleteFiles", "getDeployPreview"),
    }
)
"""What Decap's server does without Git."""
_NAMES = frozenset({"path", "newPath", "folder", "mediaFolder"})
"""What holds a path in any request."""
_STRANGE = re.compile(r"[\x00-\x1f\\:]")
_SECOND = re.compile(rf"(?:{'|'.join(kinds.FOLDERS)})/(?:.*/)?index-\d+\.md")
"""Where Decap puts a second text into the folder of one with the same day and title."""
TWICE = "Đã có bài cùng ngày đăng và cùng tiêu đề. Hãy đổi tiêu đề hoặc ngày rồi lưu lại"
WRITABLE = frozenset(
    {
        *(".md", ".markdown", ".yaml", ".csv", ".geojson", ".pdf", ".doc", ".docx", ".xls"),
        *(".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".zip", ".txt", ".mp3", ".ogg", ".oga"),
        *(".m4a", ".wav", ".mp4", ".webm", ".vtt", ".jpg", ".jpeg", ".png", ".webp", ".avif"),
        *(".gif", ".heic", ".heif", ".svg"),
    }
)
"""The endings of what may be written: content, nothing that a program would run."""


def refused(asked: Any) -> str:
    """Return why a request is not handed on, empty where it is; a sentence for staff."""
    if not isinstance(asked, Mapping) or asked.get("action") not in ACTIONS:
        return "Bàn soạn tin không có việc này."
    paths = list(_paths(asked))
    wrong = next((path for path in paths if not is_inside(path)), None)
    if wrong is not None:
        names = ", ".join(FOLDERS[:-1])
        return f"Bàn soạn tin chỉ đọc và ghi trong {names} và {FOLDERS[-1]}, không phải “{wrong}”."
    if str(asked["action"]).startswith(("persist", "delete")):
        odd = next(
            (path for path in paths if PurePosixPath(path).suffix.lower() not in WRITABLE), ""
        )
        if any(_SECOND.fullmatch(path) for path in paths):
            return TWICE
        if odd:
            return f"Không nhận loại tệp này: “{PurePosixPath(odd).name}”."
    return ""


def refused_link(asked: Any, content: Path) -> str:
    """Return why a request that is not refused leads through a link; empty where it does not."""
    try:
        for path in _paths(asked):
            refuse_links(content / path, content)
    except Refused as error:
        return str(error)
    return ""


def is_inside(path: Any) -> bool:
    """Tell whether a path stays in the folders of the desk, by its words alone."""
    if not isinstance(path, str) or _STRANGE.search(path) or path.startswith("/"):
        return False
    parts = path.split("/")
    return parts[0] in FOLDERS and not any(part in ("", ".", "..") for part in parts[1:])


def _paths(value: Any) -> Iterator[Any]:
    """Return whatever stands where a request names files."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name in _NAMES:
                yield item
            elif name == "paths" and isinstance(item, list):
                yield from item
            else:
                yield from _paths(item)
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item)
