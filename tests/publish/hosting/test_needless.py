"""The published site has no file that a citizen's browser need not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.conftest import Golden
from tests.sites.build_site import GOOD, Files, Site, Tree, article, read

READ = (".html", ".css", ".js", ".json", ".webmanifest", ".xml", ".atom", ".rss")
KNOWN = {
    **dict.fromkeys((".htaccess", "web.config", "_headers", "_redirects"), "hosts read it"),
    "robots.txt": "robots ask for it by its name",
    "favicon.ico": "browsers ask for it by its name",
    "pages.json": "the live service reads which pages there are",
    "static/js/block-essay": "the box stands on the page, and shows nothing so far",
    "du-lieu-mo/schema.json": "who uses the open data checks it by this",
}
"""What no page names, and who needs it."""


def unused(tree: Tree) -> set[str]:
    """Return the files that no page leads to, nor what it loads, by their names."""
    files = {name: data for name, data in tree.items() if not name.endswith((".br", ".gz"))}
    texts = [data for name, data in files.items() if name.endswith((".html", ".atom", ".xml"))]
    rest = {name: data for name, data in files.items() if not name.endswith((".html", ".xml"))}
    while texts:
        text = texts.pop()
        for name in [item for item in rest if _name(item) in text]:
            data = rest.pop(name)
            if name.endswith(READ):
                texts.append(data)
    left = {name for name in rest if not name.endswith("/.htaccess")}  # of old addresses
    named = {re.sub(r"[.][0-9a-f]{10}[.]js$", "", name) for name in left}
    return {name for name in named if not _is_of_the_index(name)}


def _name(path: str) -> bytes:
    return path.rpartition("/")[2].encode()


def _is_of_the_index(name: str) -> bool:
    """Tell whether a file is of the search index, whose parts have numbers instead of names."""
    return bool(re.fullmatch(r"static/tim/([\w-]+/)?[\w.-]+\.bin", name))


@pytest.mark.parametrize(
    "name", ["full", *(pytest.param(item, marks=pytest.mark.long) for item in ("minimal", "ward"))]
)
def test_each_file_is_there_for_somebody(name: str, golden: Golden) -> None:
    """What no page names is named here, with the reason; without a map its script is not there."""
    tree = read(golden(name) / "public")
    assert unused(tree) <= KNOWN.keys()
    files = {
        item: data.decode()
        for item, data in tree.items()
        if item.endswith((".html", ".js", ".css"))
    }
    listed = next(text for item, text in files.items() if item.startswith("static/js/portal."))
    texts = "".join(files.values()).replace(listed, "")  # which names all that there may be
    named = set(re.findall(r'data-(?:module|press)="([\w-]+)"', texts))
    scripts = {
        match[0] for name in named if (match := re.search(rf"\b{name}\.\w{{10}}\.js", listed))
    }
    assert len(scripts) == len(named)
    for script in scripts | set(re.findall(r"[\w-]+\.[0-9a-f]{10}\.(?:js|css)", texts)):
        assert any(item.endswith(script) for item in tree), f"{script!r} is missing"


def test_a_script_comes_with_what_needs_it(tmp_path: Path) -> None:
    """With the first film its script is there, and goes with the last; pages that stay do so."""
    site = Site(tmp_path, settings="publishconf.py").write(GOOD)
    film: Files = {
        "content/articles/2020/2020-12-14-phim.md": article(
            title="Phim",
            date="2020-12-14",
            video="{address: 'https://youtu.be/dQw4w9WgXcQ', title: Phim}",
        )
    }
    assert has(site.write(film).good().tree, "video")
    gone = dict.fromkeys(film)
    table = "redirects: [{old: /2020/12/14/phim/, gone: true}]\n"
    site.write({**gone, "content/data/redirects.yaml": table})
    assert not has(site.good().tree, "video")


def has(tree: Tree, script: str) -> bool:
    """Tell whether a script is in an output."""
    return any(re.fullmatch(rf"static/js/{script}\.\w+\.js", name) for name in tree)
