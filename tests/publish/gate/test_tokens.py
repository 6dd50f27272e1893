"""The quick grammar: whatever it takes for plain, an HTML parser has nothing to say about."""

from __future__ import annotations

import random
import re
from collections import Counter

import html5lib
import pytest

from tests.publish.gate.conftest import ARTICLE, Public
from town_portal.publishing.gate import html_check, tokens

PAGE = (
    '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>a</title>\n</head>\n'
    "<body>\n{}\n</body>\n</html>\n"
)
PLAIN = [
    "<p>a <b>b</b> &amp; c</p>",
    '<ul><li><a href="x">a</a></li></ul>',
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    '<svg viewBox="0 0 1 1"><title>a</title><path d="M0 0"/><g><rect width="1"/></g></svg>',
    "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
    '<picture><source srcset="a 1w"><img src="a" alt=""></picture>',
    "<script>if (a < b && c > d) { e(); }</script>",
    '<form><label>a <input type="text"></label><select><option>b</option></select></form>',
]
TAGS = """
<p> </p> <div> </div> <ul> </ul> <li> </li> </a> <table> </table> <tbody> </tbody> <tr> </tr> <td>
</td> <caption> </caption> <h2> </h2> <h3> </h3> <dl> </dl> <dt> </dt> <dd> </dd> <b> </b>
<button> </button> <form> </form> <select> </select> <option> </option> <svg> </svg> <g> </g>
<title> </title> <script> </script> <style> </style> <template> </template> <textarea> </textarea>
<noscript> </noscript> <br> <br/> <hr> <input> <pre> </pre> <label> </label> <picture> </picture>
<video> </video> <details> </details> <summary> </summary> <body> <head> <html> </body> <col>
<colgroup> </colgroup> <nobr> <iframe> <math> <image> a &amp; & &copy &#0; &#128; &x; < > ]]> <p/>
</br>
"""
PIECES = [
    *TAGS.split(),
    *("<a href='x'>", "<path d='M0'/>", "<img src='a' alt=''>"),
    *("<link rel='x' href='y'>", "<meta name='x' content='y'>", "<source srcset='x'>"),
    *(" ", "\n", "<!-- a -->", "<p id='a' id='b'>", '<p title="a>b">', "<p a=b>"),
    *("</p x>", "\x01", "\ufffd"),
]
SWITCHES = re.compile(r"<[^>]*>|[^<]+")


def errors(page: str) -> list[str]:
    """Return what html5lib says about a page."""
    parser = html5lib.HTMLParser()
    parser.parse(page)
    return [code for _, code, _ in parser.errors]


@pytest.mark.parametrize("body", PLAIN)
def test_plain_pages_are_known(body: str) -> None:
    """What the portal writes needs no parser, which would find the same."""
    page = PAGE.format(body)
    quick, asked = tokens.cut_tags(page), html_check.cut_tags(page, False)
    assert errors(page) == []
    assert quick is not None
    assert quick.title == asked.title
    assert [text for _, text in quick.scripts] == [text for _, text in asked.scripts]
    assert list(map(str, quick.elements)) == list(map(str, asked.elements))


def test_pages_of_the_portal_need_no_parser(public: Public) -> None:
    """Not one of them; else ten thousand take minutes."""
    pages = {path: path.read_text("utf-8") for path in public.output.rglob("*.html")}
    asked = [
        path
        for path, text in pages.items()
        if tokens.cut_tags(text, path.parent.name == "khoi") is None
    ]
    assert len(pages) > 40
    assert asked == []


def chance(pieces: list[str], seed: int) -> str:
    """Return pieces in an order of chance."""
    dice = random.Random(seed)
    return "".join(dice.choice(pieces) for _ in range(dice.randrange(1, 9)))


def test_what_is_plain_has_no_error() -> None:
    """Of four thousand bodies of chance, each that is taken for plain is right for html5lib too."""
    pages = [PAGE.format(chance(PIECES, seed)) for seed in range(4_000)]
    plain = [page for page in pages if tokens.cut_tags(page) is not None]
    assert len(plain) > 50
    assert [(page, errors(page)) for page in plain if errors(page)] == []


def test_a_page_with_its_parts_exchanged_is_no_exception(public: Public) -> None:
    """The same of a real article of which two parts change places, or one is left out."""
    parts = SWITCHES.findall(public.text(ARTICLE))
    found = Counter[bool]()
    for seed in range(120):
        dice = random.Random(seed)
        changed, one, other = list(parts), *dice.sample(range(len(parts)), 2)
        changed[one], changed[other] = (changed[other], changed[one]) if seed % 2 else ("", "")
        page = "".join(changed)
        is_plain = tokens.cut_tags(page) is not None
        found[is_plain] += 1
        assert not (is_plain and errors(page)), (seed, parts[one], parts[other])
    assert min(found[True], found[False]) > 5
