"""Files that are no pages: style sheets, scripts, feeds, sitemaps, JSON, text. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from town_portal.core.svg import check_svg
from town_portal.publishing.gate.references import Reference, is_own, iter_strings
from town_portal.publishing.gate.site import CheckedSite

_CSS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]+))\s*\)|@import\s+[\"']([^\"']+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(
    r"(?:^|[;}\n])\s*(?:import|export)\b[^;\"'()]*?[\"']([^\"']+)[\"']"
    r"|\bimport\(\s*[\"']([^\"'?]+)[\"']\s*\)"
    r"|new URL\(\s*[\"'](\.{1,2}/[^\"']+)[\"']\s*,\s*import\.meta\.url"
)
_BEFORE = re.compile(r"(?:^|[;}\n])\s*(?:import|export)\b[^;\"'()]*?[\"'](\.{1,2}/[^\"']+)[\"']")
"""What a script needs before it runs."""
_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP_LINE = re.compile(r"(?mi)^sitemap:\s*(\S+)")
_STYLESHEET = re.compile(r"<\?xml-stylesheet[^>]*href=\"([^\"]*)\"")
UNREADABLE = "hãy đăng lại; vẫn báo thì xóa thư mục bản công khai rồi đăng lại"


def iter_css_references(text: str) -> Iterator[Reference]:
    """Yield what a style sheet fetches; comments fetch nothing."""
    for groups in _CSS.findall(_COMMENT.sub("", text)):
        address = next(filter(None, groups), "")
        if address and not address.startswith(("data:", "#")):
            yield Reference(address, True)


def iter_script_references(text: str) -> Iterator[Reference]:
    """Yield the modules that a script names; what a package's bare name means, only npm knows."""
    for groups in _IMPORT.findall(_COMMENT.sub("", text)):
        address = next(filter(None, groups), "")
        if address.startswith(("./", "../", "/", "http:", "https:")):
            yield Reference(address, True)


def list_imports(text: str) -> list[str]:
    """Return the addresses of the modules that a script needs before it runs."""
    return _BEFORE.findall(_COMMENT.sub("", text))


def iter_xml_references(text: str, site: CheckedSite) -> Iterator[Reference]:
    """Yield the addresses in a feed or a sitemap; raises ET.ParseError."""
    root = ET.fromstring(text)
    yield from (Reference(unquote(found)) for found in _STYLESHEET.findall(text))
    for element in root.iter():
        if element.tag == _LOCATION or element.tag in ("link", "guid", "comments", "url"):
            value = (element.text or "").strip()
            is_name = element.tag == "guid" and element.get("isPermaLink") == "false"
            if is_own(value, site.base or "/") and not is_name:
                yield Reference(value)
        for key in ("href", "url"):
            value = element.get(key, "")
            if value and (element.tag == f"{_ATOM}link" or key == "url"):
                yield Reference(value)


def iter_json_references(text: str, path: str, site: CheckedSite) -> Iterator[Reference]:
    """Yield the portal's addresses in JSON; raises ValueError."""
    data = json.loads(text)
    if path.endswith(".webmanifest"):
        yield from (Reference(icon["src"], True) for icon in data.get("icons", ()))
        yield from (Reference(data[key]) for key in ("start_url", "scope") if key in data)
    if path == "pages.json":
        for key in ("open", "closed", "pages"):
            found = data.get(key, ())
            yield from (Reference(f"{site.root}{item}") for item in found if isinstance(item, str))
    if site.base:
        yield from (Reference(value) for value in iter_strings(data) if is_own(value, site.base))


def iter_robots_references(text: str) -> Iterator[Reference]:
    """Yield the sitemaps that robots.txt names."""
    yield from map(Reference, _SITEMAP_LINE.findall(text))


def read_document(text: str, path: str, site: CheckedSite) -> tuple[list[Reference], list[str]]:
    """Return the addresses in a file that is no page, and what is wrong with the file."""
    try:
        found = list(_iter_references(text, path, site))
    except ET.ParseError as error:
        return [], [f"dòng {error.position[0]}: tệp XML không đọc được: {UNREADABLE}"]
    except json.JSONDecodeError as error:
        return [], [f"dòng {error.lineno}: tệp JSON không đọc được: {UNREADABLE}"]
    except (ValueError, TypeError, AttributeError, KeyError):
        return [], [f"tệp JSON không có những gì phải có: {UNREADABLE}"]
    is_drawing = path.lower().endswith(".svg")
    return found, [
        f"{item}, rồi đăng lại" for item in check_svg(text.encode())
    ] if is_drawing else []


def _iter_references(text: str, path: str, site: CheckedSite) -> Iterable[Reference]:
    ending = path.rpartition(".")[2].lower()
    if ending == "css":
        return iter_css_references(text)
    if ending in ("js", "mjs"):
        return iter_script_references(text)
    if ending in ("xml", "atom", "rss", "svg"):
        return iter_xml_references(text, site)
    if ending in ("json", "webmanifest"):
        return iter_json_references(text, path, site)
    return iter_robots_references(text) if path == "robots.txt" else ()
