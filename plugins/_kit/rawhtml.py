"""Raw HTML in Markdown: what is allowed, what is refused, what is only text. Pure."""

import re
from collections.abc import Iterator

ALLOWED = frozenset(("sub", "sup", "abbr", "kbd", "br", "details", "summary"))
_TAG = re.compile(
    r"<!--|<!\[|<[!?/]?([A-Za-z][^\s<>/]*)((?:(?!\n[ \t]*\n)[^<>])*)>"  # within one paragraph
)
_SIGN = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(
    r"<(?:https?://|mailto:)[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+>|(?<=\]\()<[^<>\n]*>(?=\)|[ \t]+[\"'(])",
    re.IGNORECASE,
)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_ABBR_TITLE = re.compile(r'\s+title="[^"<>]*"\s*')
_DETAILS = re.compile(r"<(/?)details>", re.IGNORECASE)
_ALONE = re.compile(r"^ {0,3}<details>[ \t]*$", re.MULTILINE)
LONE_DETAILS = (
    "<details> và </details> phải đứng riêng mỗi thẻ một dòng, có mở có đóng, không lồng nhau"
)


def raw_html_faults(text: str) -> list[tuple[int, str]]:
    """Return (line, sentence) for each raw HTML tag in ``text`` that is not allowed."""
    bare = _without_code(text)
    found = [
        (bare.count("\n", 0, match.start()) + 1, _sentence(match))
        for match in _TAG.finditer(bare)
        if not _is_allowed(match)
    ]
    return sorted(found + _details_faults(bare))


def refused(raw: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, sentence) for each tag in a piece of HTML that is not allowed."""
    for match in _TAG.finditer(raw):
        if not _is_allowed(match) and match[0] != '<details markdown="1">':
            yield match[0], _sentence(match)


def as_text(text: str) -> str:
    """Return ``text`` ready for Markdown: a sign before a letter that closes nowhere is a sign.

    ``x<y`` would begin a tag that swallows what follows; ``<details>`` is told to hold Markdown.
    """
    bare = _without_code(text)
    tags = {match.start() for match in (*_TAG.finditer(bare), *_AUTOLINK.finditer(text))}
    signs = [match.start() for match in _SIGN.finditer(bare) if match.start() not in tags]
    for at in reversed(signs):
        text = f"{text[:at]}&lt;{text[at + 1 :]}"
    return _ALONE.sub('<details markdown="1">', text)


def _without_code(text: str) -> str:
    """Return ``text`` with code spans and autolinks made harmless, every position kept."""

    def harmless(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "x", match[0])

    return _AUTOLINK.sub(harmless, _CODE_SPAN.sub(harmless, text))


def _is_allowed(match: re.Match[str]) -> bool:
    name, rest = (match[1] or "").lower(), match[2] or ""
    if name not in ALLOWED or match[0][1] in "!?":
        return False
    return not rest.strip(" /") or (name == "abbr" and bool(_ABBR_TITLE.fullmatch(rest)))


def _details_faults(text: str) -> list[tuple[int, str]]:
    """Return a fault for each details tag that is not alone on its line or has no other half."""
    found: list[tuple[int, str]] = []
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        for match in _DETAILS.finditer(line):
            closes = bool(match[1])
            alone = line.strip().lower() == match[0].lower() and not line.startswith("    ")
            if not alone or bool(opened) != closes:
                found.append((number, LONE_DETAILS))
            opened = 0 if closes else number
    return [*found, (opened, LONE_DETAILS)] if opened else found


def _sentence(match: re.Match[str]) -> str:
    shown = " ".join(match[0].split())[:40]
    return (
        f"không dùng được mã HTML “{shown}” trong bài; hãy xóa, hoặc thay bằng cách viết Markdown "
        "(chỉ nhận: sub, sup, abbr, kbd, br, details, summary)"
    )
