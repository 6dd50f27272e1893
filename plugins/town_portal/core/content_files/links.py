"""What the links of a body lead to, where that is a file of the content folder. Pure.

Pelican's own links (``{static}``, ``{attach}``, ``{filename}``) are worked out here as well: it
would follow ``..`` out of the folder, and copy what it finds there.
"""

import re
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from town_portal.core.content_files.names import MissingFile, RefusedFile, compose_name, split_name

TEXT_ENDINGS = (".md", ".markdown")
ABOVE = "liên kết “{}” dẫn ra ngoài thư mục nội dung; hãy chép tệp vào thư mục của bài"
NOT_BESIDE = "không tìm thấy tệp “{}”; hãy đặt tệp cạnh bài, hoặc viết https://… nếu là trang web"
A_TEXT = "“{}” là bài, không phải tệp để tải; muốn dẫn tới bài ấy, hãy viết {{filename}}{}"
NOT_THERE = "không tìm thấy tệp “{}” mà liên kết dẫn tới; hãy sửa đường dẫn"
_FORM = re.compile(r"[{|](\w+)[|}](.*)", re.DOTALL)
_TO_FILES = ("filename", "static", "attach")


def is_text(path: str) -> bool:
    """Tell whether a file of the content folder is an article or a page."""
    return path.endswith(TEXT_ENDINGS)


def is_local_file(address: str) -> bool:
    """Tell whether a link's address names a file beside the article."""
    path = address.removeprefix("./")
    return bool(path) and path[0] not in "/#{|?." and ":" not in path and not path.endswith("/")


def decode_name(address: str) -> str:
    """Return the file's name in an address as people write it: decoded, no fragment."""
    form = _FORM.match(address)
    path = urlsplit(form[2]).path if form else address.partition("#")[0]
    return unquote(path).removeprefix("./")


def resolve_content_path(address: str, source: str) -> str | None:
    """Return the path below the content folder that a link of the text ``source`` points to.

    None where it leads to no file and no text. The address is decoded before it is judged; raises
    Refused for what may not be named, ValueError for what is no address.
    """
    form, folder = _FORM.match(address), dirname(compose_name(source))
    if form is None:
        if not is_local_file(address):
            return None
        return "/".join((*filter(None, (folder,)), *split_name(decode_name(address))))
    if form[1] not in _TO_FILES:
        return None
    return _join_path(decode_name(address), folder)


def _join_path(name: str, folder: str) -> str:
    found = [] if name.startswith("/") else list(filter(None, folder.split("/")))
    for part in name.split("/"):
        if part == ".." and not found:
            raise RefusedFile(ABOVE.format(name))
        if part == "..":
            found.pop()
        elif part not in ("", "."):
            found.append(part)
    return "/".join(split_name("/".join(found))) if found else ""


def resolve_file(address: str, source: str) -> str | None:
    """Return the path of a file; None for a link to a text or an invalid address."""
    try:
        path = resolve_content_path(address, source)
    except RefusedFile:
        raise
    except ValueError:
        return None
    if path and is_text(path) and _FORM.match(address) is None:
        raise RefusedFile(A_TEXT.format(decode_name(address), decode_name(address)))
    return path if path and not is_text(path) else None


def is_plain(address: str, source: str, path: str) -> bool:
    """Tell whether Pelican, which joins paths and compares letters, finds ``path`` by a link."""
    form = _FORM.match(address)
    if form is None:
        return True
    name = urlsplit(form[2]).path
    joined = [
        item[1:] if item.startswith("/") else normpath(join(dirname(source), item))
        for item in (name, unquote(name))
    ]
    return path in joined


def make_key(path: str, source: str) -> str:
    """Return a file's name beside the text ``source``; ``/…`` from the content folder elsewhere."""
    folder = dirname(compose_name(source))
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else f"/{path}"


def is_elsewhere(address: str, source: str) -> bool:
    """Tell whether a link points to a file outside the folder of the text."""
    try:
        path = resolve_file(address, source)
    except RefusedFile:
        return False
    return path is not None and make_key(path, source).startswith("/")


def explain_refusal(error: RefusedFile, address: str) -> str:
    """Return what is wrong with a link to a file, and what to do."""
    if not isinstance(error, MissingFile):
        return str(error)
    return (NOT_THERE if _FORM.match(address) else NOT_BESIDE).format(decode_name(address))
