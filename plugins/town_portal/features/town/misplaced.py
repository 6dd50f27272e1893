"""Find files that were probably meant as texts but would not be published. Pure."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

RENAME = "hãy đổi tên tệp thành {} ({})"
ELSEWHERE = "bài nằm ngoài các thư mục được đăng; hãy chuyển vào {}"
NO_TEXT = "bài viết ở dạng {} không đăng được; hãy viết lại bằng Markdown trong tệp .md"
SAVED_PAGE = (
    "bài viết ở dạng {} không đăng được; hãy nhập trang ấy bằng lệnh import-page rồi xóa tệp này"
)
WORD_FILE = (
    "tệp {} này không phải là bài và không bài nào đính kèm; nếu là bài, hãy nhập bằng lệnh "
    "import-word; nếu là tệp đính kèm, hãy ghi vào attachments của bài"
)
TEXT_FILE = (
    "tệp {} này không phải là bài và không bài nào đính kèm; nếu là bài, hãy đổi đuôi thành .md; "
    "nếu là tệp đính kèm, hãy ghi vào attachments của bài"
)
ADVICE = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht", ".mhtml"), SAVED_PAGE),
    **dict.fromkeys((".rst", ".mkd", ".mdown", ".mdwn", ".adoc", ".textile", ".tex"), NO_TEXT),
}
"""Endings of files that are never offered to readers."""
DOCUMENTS = {**dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), WORD_FILE), ".txt": TEXT_FILE}
"""Endings of files that are offered if a text names them."""
_MARKDOWN = (".md", ".markdown")


class MisplacedFile(NamedTuple):
    """A path below the content folder and what to do; ``is_fault``: no text can offer it."""

    path: str
    sentence: str
    is_fault: bool = True


def find_misplaced(paths: Collection[str], folders: Collection[str]) -> Iterator[MisplacedFile]:
    """Yield the misplaced files. ``folders`` are those in which texts lie.

    What lies in the folder of an ``index.md``, or below it, is that text's own affair.
    """
    roots = tuple(f"{folder}/" for folder in folders)
    beside: list[str] = []
    for path in paths:
        ending = path[path.rfind(".") :].lower()
        if ending in ADVICE or ending in DOCUMENTS:
            beside.append(path)
        elif ending in _MARKDOWN and not path.endswith(_MARKDOWN):
            name = path[path.rfind("/") + 1 : -len(ending)] + ending
            yield MisplacedFile(path, RENAME.format(name, "đuôi viết chữ thường"))
        elif ending == ".md" and not path.startswith((*roots, "data/")):
            yield MisplacedFile(path, ELSEWHERE.format(" hoặc ".join(folders)))
    own = _list_own_folders(paths) if beside else set[str]()
    for path in beside:
        name, _, ending = path[path.rfind("/") + 1 :].rpartition(".")
        if name.lower().endswith(_MARKDOWN):
            yield MisplacedFile(path, RENAME.format(name, f"bỏ đuôi .{ending}"))
        elif path.startswith(roots) and not _is_below(path, own):
            ending = f".{ending.lower()}"
            sentence = ADVICE.get(ending) or DOCUMENTS[ending]
            yield MisplacedFile(path, sentence.format(ending), ending in ADVICE)


def _list_own_folders(paths: Iterable[str]) -> set[str]:
    names = tuple(f"/index{ending}" for ending in _MARKDOWN)
    return {path.rpartition("/")[0] for path in paths if path.endswith(names)}


def _is_below(path: str, folders: Collection[str]) -> bool:
    """Tell whether a path lies in one of the folders, or below it."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in folders:
            return True
    return False
