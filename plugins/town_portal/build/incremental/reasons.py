"""Why a page was made again: kept as a line of words, told as a sentence for people."""

from collections.abc import Iterable

from town_portal.build.dependencies import Sight
from town_portal.build.incremental.page_fingerprint import list_differences

NEW = "new"
ALWAYS = "always"
TOUCHED = "touched"
_CHANGED, _SEEN, _BYTES = "changed", "seen", "bytes"

_SENTENCES = {
    NEW: "lần dựng trước chưa có, hoặc không còn nhớ",
    ALWAYS: "lần nào cũng dựng lại: một phần mở rộng hoặc mẫu trang cần như vậy",
    TOUCHED: "tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay",
}
_PARTS = {
    _BYTES: "những gì tệp này gồm có",
    "article": "bài này",
    "page": "trang này",
    "article.next": "bài liền sau",
    "article.previous": "bài liền trước",
    "article.related": "các bài liên quan",
    "article.live": "đánh giá, bình luận của bài",
    **dict.fromkeys(("article.targets", "page.targets"), "địa chỉ của trang được dẫn tới"),
    "sheet": "các bài trong danh sách",
    "articles": "các bài trong danh sách",
    "months": "các tháng có bài",
    "topic": "tên chuyên mục hay từ khóa",
    "category": "tên chuyên mục",
    "title": "tiêu đề trang",
    "url": "địa chỉ trang",
    "template": "mẫu trang",
    "code": "mã của cổng, giao diện hoặc một gói đã cài",
    "settings": "cấu hình",
    "context": "giá trị mà phần mở rộng đưa cho mẫu trang",
    "files": "một tệp trong content/data",
    **{
        name: f"tệp content/data/{name}.yaml"
        for name in ("town", "categories", "menu", "layout", "province")
    },
}
_OTHER = "giá trị “{}” của mẫu trang"
_SIGHTS = {
    "table": "tệp content/data/{}.yaml",
    "has table": "tệp content/data/{}.yaml",
    "asset": "tệp giao diện {}",
    "published": "trang /{} (nay có hoặc không còn)",
    "now": "ngày giờ (mục {})",
    "site": "danh sách của cổng ({})",
    "context": "danh sách {} của Pelican",
}


def explain_changed_mark(old: str, new: str, parts: Iterable[str]) -> str:
    """Return the words for a page whose mark has changed.

    ``parts``: what has changed of that on which all pages depend.
    """
    names = list_differences(old, new) if "=" in new else [_BYTES]
    return f"{_CHANGED} {' '.join(parts if 'key' in names else names)}"


def explain_changed_sight(sight: Sight | None) -> str:
    """Return the words for a page that would see something otherwise."""
    return f"{_SEEN} {'='.join(sight or ('', ''))}"


def translate_reason(words: str) -> str:
    """Return a reason in Vietnamese."""
    kind, _, rest = words.partition(" ")
    if kind == _SEEN:
        what, _, name = rest.partition("=")
        return f"đã thay đổi: {_SIGHTS.get(what, what).format(name or 'chính')}"
    if kind != _CHANGED:
        return _SENTENCES.get(kind, "không rõ lý do")
    told = dict.fromkeys(_PARTS.get(name, _OTHER.format(name)) for name in rest.split())
    return f"đã thay đổi: {', '.join(told) or 'cấu hình hoặc mã'}"
