"""A built page as one file that opens anywhere, without a network: a copy to be sent, no page.

Its style, photographs and typefaces stand in it; scripts, forms and what needs them are left out;
links lead to the portal's public address, or nowhere where that is not known.
"""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

LONGEST = 1_500_000
"""Bytes up to which a file comes quickly by Zalo or e-mail, also to a telephone."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
LEFT_OUT = (
    "script, link, iframe, video, audio, form, button, dialog, .tools, .needs-script, .display, "
    ".skip, .menu, .region, .columns__aside, .neighbours, .rating, .comments, .on-paper, "
    ".search, .masthead__date, [hidden], meta:not([charset]):not([name=viewport])"
)
"""What does nothing in a file, and what is no part of the article."""
ATTRIBUTES = ("srcset", "sizes", "loading", "decoding", "fetchpriority", "crossorigin", "download")
KINDS = {".woff2": "font/woff2", ".webp": "image/webp", ".avif": "image/avif"}
STYLE = """
.preview{background:#fff3c4;color:#3d2e00;border-bottom:2px solid #b98900;padding:.75rem 1rem;
text-align:center;font-weight:700}
"""
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")
_SIZED = re.compile(r"(\S+) (\d+)w")


def make_single_file(page: Path, told: str) -> str:
    """Return a page of an output as one file; ``told`` stands at its top.

    Where the file would be too long, the photographs are smaller.
    """
    text = _build_single_file(page, told, is_large=True)
    return text if len(text.encode()) <= LONGEST else _build_single_file(page, told, is_large=False)


def _build_single_file(page: Path, told: str, is_large: bool) -> str:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    css = "\n".join(_iter_styles(soup, page.parent))
    address = _find_address(soup)
    for element in soup.select(LEFT_OUT):
        element.decompose()
    for image in soup.find_all("img"):
        _fill(image, page.parent, is_large)
    for element in soup.find_all(True):
        _tidy(element)
    for link in soup.find_all("a"):
        _lead_link(link, address)
    _add_frame(soup, css, told)
    return f"{soup}\n"


def _find_address(soup: BeautifulSoup) -> str:
    """Return the page's public address; empty where the portal's is not known."""
    link = soup.select_one("link[rel=canonical]")
    return str(link["href"]) if link else ""


def _iter_styles(soup: BeautifulSoup, folder: Path) -> Iterator[str]:
    for link in soup.select("link[rel=stylesheet]"):
        file = folder / unquote(str(link["href"]))
        yield _embed_references(file.read_text(encoding="utf-8"), file.parent)


def _embed_references(css: str, folder: Path) -> str:
    """Return a style sheet that asks for no other file."""

    def face(match: re.Match[str]) -> str:
        return _URL.sub(inlined, match[0])

    def inlined(match: re.Match[str]) -> str:
        return f'url("{_make_data_address(folder / unquote(match[1]))}")'

    return _URL.sub("none", _FACE.sub(face, css)).replace("</", "<\\/")


def _make_data_address(file: Path) -> str:
    """Return a file as an address that holds it."""
    kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "image/jpeg"
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"


def _fill(image: Tag, folder: Path, is_large: bool) -> None:
    """Put the bytes of a picture into it: the file for old browsers, or the smallest that is."""
    source = str(image.get("src", ""))
    picture = image.find_parent("picture")
    sources = picture.find_all("source") if picture else []
    if not is_large:
        sized = [
            pair for source in sources for pair in _SIZED.findall(str(source.get("srcset", "")))
        ]
        webp = [(int(width), name) for name, width in sized if name.endswith(".webp")]
        source = min(webp)[1] if webp else source
    for other in sources:
        other.decompose()
    file = folder / unquote(source)
    if source and not urlsplit(source).scheme and file.is_file():
        image["src"] = _make_data_address(file)
    else:
        image.replace_with(str(image.get("alt", "")))


def _tidy(element: Tag) -> None:
    """Take away what only the portal's scripts and the loading of files need."""
    for name in list(element.attrs):
        if name in ATTRIBUTES or name.startswith(("data-", "on")):
            del element[name]


def _lead_link(link: Tag, address: str) -> None:
    """Have a link lead to the portal, or take it away where nobody knows where that is."""
    href = str(link.get("href", ""))
    if href.startswith("#") or urlsplit(href).scheme in ("http", "https", "mailto", "tel"):
        return
    if address and "figure__link" not in link.get_attribute_list("class"):
        link["href"] = urljoin(address, href)
    else:
        del link["href"]


def _add_frame(soup: BeautifulSoup, css: str, told: str) -> None:
    """Put policy, style and the words at the top into the file."""
    head, body = soup.head, soup.body
    if head is None or body is None:
        return
    policy = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    head.insert(1, soup.new_tag("meta", attrs=policy))
    style = soup.new_tag("style")
    style.string = css + STYLE
    head.append(style)
    top = soup.new_tag("p", attrs={"class": "preview", "role": "note"})
    top.string = told
    body.insert(0, top)
