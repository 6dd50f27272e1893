"""What a reader is told about a file before downloading it."""

from pathlib import PurePath

_KINDS = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".odt": "OpenDocument",
    ".ods": "OpenDocument",
    ".zip": "ZIP",
    ".txt": "văn bản",
    ".mp3": "âm thanh",
    ".mp4": "video",
    ".webm": "video",
    ".jpg": "ảnh",
    ".jpeg": "ảnh",
    ".png": "ảnh",
}


def kind(name: str) -> str:
    """Return the kind of a file in words a reader knows, by its ending."""
    ending = PurePath(name).suffix.lower()
    return _KINDS.get(ending, ending.lstrip(".").upper() or "tệp")


def is_local_file(address: str) -> bool:
    """Tell whether a link's address names a file beside the article."""
    path = address.removeprefix("./")
    return bool(path) and path[0] not in "/#{|?." and ":" not in path and not path.endswith("/")
