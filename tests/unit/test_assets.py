"""Stylesheet and fonts: collected in order, named by their bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.assets.asset import Asset, hashed
from plugins.assets.bundle import FONTS, LAYERS, ORDER, collect, inline, stylesheet
from plugins.assets.scripts import VENDOR, find_mountable, insert_module_list, named, own

ROOT = Path(__file__).parents[2]
THEME, PLUGINS = ROOT / "theme", ROOT / "plugins"


def write(path: Path, text: str) -> None:
    """Write a file with the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of a few small files."""
    folder = tmp_path / "theme"
    for name in ORDER:
        write(folder / "css" / f"{name}.css", f"/* {name} */\n  #{name}{{}}")
    urls = "".join(f'a{{src: url("{name}")}}' for name in FONTS)
    write(folder / "css" / "fonts.css", urls)
    write(folder / "static" / "mark.svg", "<svg/>")
    return folder


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """The packages that fonts come from, with other bytes in each file."""
    for source in (*FONTS.values(), *VENDOR.values()):
        write(tmp_path / "node_modules" / source, source)
    return tmp_path / "node_modules"


@given(st.binary(max_size=50), st.binary(max_size=50))
@settings(deadline=None)
def test_a_name_changes_with_the_bytes(first: bytes, second: bytes) -> None:
    """Equal bytes have one address, different bytes two; folder and ending stay as they are."""
    names = {hashed("fonts/a.b.woff2", it).name for it in (first, second)}
    assert len(names) == (1 if first == second else 2)
    assert all(re.fullmatch(r"fonts/a\.b\.[0-9a-f]{10}\.woff2", name) for name in names)


def test_an_inline_script_is_named_by_its_hash() -> None:
    """The hash is the one that browsers work out: sha256 of the text, in base64."""
    found = inline(hashed("js/a.js", b"alert(1)"))
    assert found.source == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


@pytest.mark.parametrize("text", [b'"</script>"', b'"<!--"'])
def test_an_inline_script_cannot_end_its_element(text: bytes) -> None:
    """What would be read as HTML is refused."""
    with pytest.raises(ValueError, match="can't stand in a page"):
        inline(hashed("js/a.js", text))


def test_the_stylesheet_is_all_files_in_their_order(theme: Path, tmp_path: Path) -> None:
    """The layer line, the theme's files as named, each block's; no comments, no indents."""
    for name in ("b", "a"):
        write(tmp_path / "plugins" / "blocks" / name / "block.css", f".block--{name}{{}}")
    css = stylesheet(theme, tmp_path / "plugins")
    assert css.startswith(LAYERS)
    found = [css.index(f"#{name}{{}}") for name in ("reset", "tokens", "base", "print")]
    found += [css.index(".block--a"), css.index(".block--b")]
    assert found == sorted(found)
    assert not re.search(r"^\s|/\*", css, re.MULTILINE)


def test_another_font_is_another_stylesheet(theme: Path, modules: Path, tmp_path: Path) -> None:
    """It names each font's address, so that with a new one no browser keeps the old one."""
    before = collect(theme, tmp_path, modules)
    urls = set(re.findall(r'url\("([^"]+)"\)', before["portal.css"].data.decode()))
    assert urls == {before[name].name for name in FONTS}
    (modules / next(iter(FONTS.values()))).write_bytes(b"x")
    after = collect(theme, tmp_path, modules)
    assert before["portal.css"].name != after["portal.css"].name
    assert before["mark.svg"] == after["mark.svg"]


def test_a_module_names_others_as_they_are_written() -> None:
    """What it imports and fetches by address, so that its own name changes with theirs."""
    vendor = {"js/x.css": Asset("js/x.1.css", b"")}
    sources = {
        "js/a.js": 'import { b } from "./b.js"; new URL("./x.css", import.meta.url); "./b.html"',
        "js/b.js": "export const b = 1;",
    }
    found = named(sources, vendor)
    other = found["js/b.js"].name.removeprefix("js/")
    assert found["js/a.js"].data.decode() == (
        f'import{{b}}from"./{other}";new URL("./x.1.css",import.meta.url);"./b.html"'
    )
    changed = named({**sources, "js/b.js": "export const b = 2;"}, vendor)
    assert changed["js/a.js"].name != found["js/a.js"].name


def test_the_first_module_lists_what_elements_may_name() -> None:
    """Each module that takes elements, by its name and with its file's; helpers are not listed."""
    sources = {
        "js/portal.js": "/** b */\nconst MODULES = {};\nexport function load() {}",
        "js/menu.js": 'import "./help.js";\nexport async function mount(it) {}',
        "js/block-links.js": "export function mount(it) {}",
        "js/help.js": "export const a = 1;",
    }
    found = named(insert_module_list(sources), {})
    listed = {name: f"./{found[f'js/{name}.js'].name[3:]}" for name in ("block-links", "menu")}
    text = found["js/portal.js"].data.decode()
    assert text.startswith(f"const MODULES={json.dumps(listed, separators=(',', ':'))};")
    assert find_mountable(sources) == {"menu", "block-links"}


def test_every_name_in_the_templates_is_on_the_list() -> None:
    """No template asks for a module that the portal does not have."""
    files = (*THEME.parent.glob("theme/templates/**/*.html"), *PLUGINS.glob("**/*.html"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    names = set(re.findall(r'data-(?:module|press)="([^"]*)"', text))
    written = {name for name in names if "{" not in name}
    assert {"lightbox", "print", "tables"} <= written <= find_mountable(own(THEME, PLUGINS))
    assert names - written == {"{{ block.script }}", "{{ block.module }}"}


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ({"js/a.js": '"./b.js"'}, "js/a.js refers to js/b.js"),
        ({"js/a.js": '"./b.js"', "js/b.js": '"./a.js"'}, "in a circle: js/a.js, js/b.js, js/a.js"),
    ],
)
def test_a_reference_that_leads_nowhere(sources: dict[str, str], sentence: str) -> None:
    """A missing file and a circle are errors that name the modules."""
    with pytest.raises(ValueError, match=sentence):
        named(sources, {})


def test_the_portals_own_stylesheet_is_whole() -> None:
    """Each file and layer has its place; it loads only fonts that are copied, nothing foreign."""
    css = stylesheet(THEME, PLUGINS)
    urls = set(re.findall(r'url\(["\']?([^"\')]+)', css))
    assert {url for url in urls if not url.startswith("data:")} == set(FONTS)
    assert "@import" not in css
    assert {path.stem for path in THEME.glob("css/*.css")} == set(ORDER)
    known = set(re.findall(r"\w+", LAYERS.removeprefix("@layer")))
    assert set(re.findall(r"@layer (\w+)", css.removeprefix(LAYERS))) <= known
