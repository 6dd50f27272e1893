"""Drawings: nothing in them runs, loads or leads away, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from town_portal.core.svg import check_svg

ROOT = Path(__file__).parents[2]
HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def drawing(inner: str, more: str = "") -> bytes:
    """Give an SVG with this inside."""
    return f'<svg {HEAD} viewBox="0 0 9 9" {more}>\n{inner}\n</svg>'.encode()


REFUSED = {
    "script": "<script>x()</script>",
    "script with a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>',
    "script of HTML": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>',
    "link": '<a href="https://evil.example/"><path d="M0 0"/></a>',
    "link in disguise": '<a xlink:href="java&#115;cript:x()"><path d="M0 0"/></a>',
    "link of a shape in disguise": '<use href="java&#115;cript:x()"/>',
    "foreign object": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "use of another file": '<use href="other.svg#a"/>',
    "use of another host": '<use xlink:href="https://evil.example/a.svg#a"/>',
    "use of data": '<use href="data:image/svg+xml;base64,AAAA#a"/>',
    "picture of another host": '<image href="https://evil.example/a.png"/>',
    "picture of another host, short": '<image href="//evil.example/a.png"/>',
    "picture that is a drawing": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "picture beside it": '<image xlink:href="a.png"/>',
    "picture of a filter": '<filter><feImage href="https://evil.example/a.png"/></filter>',
    "animation of a link": '<animate attributeName="href" values="javascript:x()"/>',
    "set": '<set attributeName="href" to="javascript:x()"/>',
    "style with an import": "<style>@import 'https://evil.example/a.css';</style>",
    "style with an address": "<style>a{fill:url(https://evil.example/a.svg#a)}</style>",
    "style with escapes": "<style>a{fill:u\\72l(https://evil.example/a)}</style>",
    "style in two pieces": "<style>@im<![CDATA[port 'https://evil.example/';]]></style>",
    "style around another": "<style>a{fill:ur<style/>l(https://evil.example/a)}</style>",
    "colour of another file": '<path fill="url(&quot;a.svg#a&quot;)"/>',
    "style attribute": '<path style="background:url(//evil.example/)"/>',
    "event": '<path onclick="x()"/>',
    "event of loading": '<g onload="x()"/>',
    "base": '<g xml:base="https://evil.example/"/>',
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
    "handler": '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load"/>',
    "instruction": '<?xml-stylesheet href="https://evil.example/a.css"?>',
}


@pytest.mark.parametrize("inner", REFUSED.values(), ids=list(REFUSED))
def test_what_runs_loads_or_leads_away_is_refused_with_its_line(inner: str) -> None:
    """Each is told with its line, and with what to do."""
    problems = check_svg(drawing(inner))
    assert problems
    assert problems[0].startswith("dòng 2: hình SVG có ")
    assert "hãy" in problems[0]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("<title>&a;</title>"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://evil.example/a.dtd">'
        + drawing(""),
        b'<?xml-stylesheet type="text/css" href="https://evil.example/a.css"?>' + drawing(""),
        drawing("", 'onload="x()"'),
        f"<g {HEAD}/>".encode(),
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<svg viewBox="0 0 1 1"><script/></svg>',
        drawing("<g>" * 300 + "</g>" * 300),
        drawing("<g>"),
        b"",
        b"\xff\xfe",
        b"GIF89a",
        b'<?xml version="1.0" encoding="x-unknown"?>' + drawing(""),
        '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16")
        + drawing("<script/>").decode().encode("utf-16-le"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(data: bytes) -> None:
    """Declarations, instructions, other kinds of XML, what is broken, other codes of letters."""
    assert check_svg(data)


@pytest.mark.parametrize(
    "inner",
    [
        '<linearGradient id="a"><stop offset="0"/></linearGradient><path fill="url(#a)"/>',
        '<style type="text/css">.st0{fill:#fff;filter:url(#f)}</style><path class="st0"/>',
        f'<image width="9" height="9" xlink:href="{PIXEL}"/>',
        '<g id="a" style="fill:none;stroke:#000"><use href="#a" x="1"/></g>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<text xml:space="preserve" aria-label="Tên">Hồng Lĩnh &lt;script&gt;</text>',
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>',
        "<!-- Ghi chú -->",
    ],
)
def test_shapes_and_colours_pass(inner: str) -> None:
    """What drawing programs write."""
    assert check_svg(drawing(inner)) == []


@pytest.mark.parametrize(
    "name",
    [
        "theme/static/mark.svg",
        "plugins/town_portal/features/specimens/ngang.svg",
        "plugins/town_portal/features/specimens/dung.svg",
        "service/desk/static/desk/icon.svg",
    ],
)
def test_the_portals_own_drawings_pass(name: str) -> None:
    """The mark, the examples and the desk's icon."""
    assert check_svg((ROOT / name).read_bytes()) == []
