"""html5lib's word on a page, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from town_portal.publishing.gate.tokens import PageTags

MOST = 5
"""So many complaints of one page are told."""
REMEDY = "hãy sửa mẫu trang hoặc phần mở rộng tạo ra chỗ này rồi đăng lại"
_SAID = {
    "unexpected-end-tag": "thẻ đóng </{name}> không có thẻ mở",
    "end-tag-too-early": "thẻ </{name}> đóng sớm, bên trong còn thẻ chưa đóng",
    "end-tag-too-early-named": "thẻ </{gotName}> đóng khi còn thẻ khác chưa đóng",
    "expected-closing-tag-but-got-eof": "hết trang mà thẻ <{name}> chưa đóng",
    "expected-one-end-tag-but-got-another": "thẻ đóng </{gotName}> đứng chỗ của </{expectedName}>",
    "adoption-agency-1.3": "thẻ </{name}> đóng không đúng thứ tự",
    "unexpected-start-tag": "thẻ <{name}> không được đứng ở đây",
    "unexpected-start-tag-implies-end-tag": "thẻ <{startName}> mở khi <{endName}> chưa đóng",
    "duplicate-attribute": "một thẻ có hai thuộc tính trùng tên",
    "expected-doctype-but-got-start-tag": "trang thiếu dòng <!doctype html>",
    "expected-doctype-but-got-chars": "trang thiếu dòng <!doctype html>",
    "expected-doctype-but-got-eof": "trang rỗng",
    "named-entity-without-semicolon": "ký hiệu & thiếu dấu chấm phẩy ở cuối",
    "expected-named-entity": "dấu & đứng một mình; phải viết &amp;",
    "expected-tag-name": "dấu < đứng một mình; phải viết &lt;",
    "eof-in-attribute-value-double-quote": "hết trang khi dấu ngoặc kép chưa đóng",
    "eof-in-tag-name": "hết trang giữa một thẻ",
    "expected-closing-tag-but-got-char": "thẻ đóng viết sai",
    "unexpected-char-in-table": "có chữ đứng trong bảng ngoài các ô",
    "foster-parenting-character-in-table": "có chữ đứng trong bảng ngoài các ô",
    "invalid-codepoint": "có ký tự điều khiển không hợp lệ",
}
"""html5lib's codes in words for those who look after the templates."""


def cut_tags(source: str, is_fragment: bool) -> PageTags:
    """Return the tags of a page as a browser makes them out, and what a parser complains of."""
    import html5lib  # late: most pages never need it

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = (parser.parseFragment if is_fragment else parser.parse)(source)
    found = PageTags(errors=tuple(_format_errors(parser.errors)))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag == "DOCUMENT_FRAGMENT":
            continue
        name = element.tag.rpartition("}")[2].lower()
        attributes = {_get_attribute_name(key): value for key, value in element.attrib.items()}
        found.elements.append((name, attributes))
        if name == "script":
            found.scripts.append((attributes, element.text or ""))
        elif name == "title" and not found.title:
            found.title = element.text or ""
    return found


def _get_attribute_name(name: str) -> str:
    """Return an attribute's name as it is written."""
    space, _, bare = name.rpartition("}")
    return f"xlink:{bare}".lower() if space.endswith("xlink") else bare.lower()


def _format_errors(errors: list[tuple[tuple[int, int], str, dict[str, Any]]]) -> Iterator[str]:
    for (line, _), code, data in errors[:MOST]:
        told = _SAID.get(code)
        what = told.format_map(_Given(data)) if told else f"sai quy tắc HTML ({code})"
        yield f"dòng {line}: {what}: {REMEDY}"
    rest = len(errors) - MOST
    if rest > 0:
        yield f"còn {rest} chỗ sai HTML nữa: {REMEDY}"


class _Given(dict[str, str]):
    """What a complaint is about; an unknown part is left open."""

    def __missing__(self, key: str) -> str:
        return "…"
