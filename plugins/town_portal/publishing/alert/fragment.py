"""The HTML of the alert bar, the same bytes that a build would write."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from town_portal.blocks.alerts import BLOCK
from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.place import Material, Stand
from town_portal.core.filters import FILTERS
from town_portal.core.records import Site
from town_portal.core.system.places import PACKAGE, ROOT
from town_portal.core.templating import TEMPLATE_OPTIONS
from town_portal.publishing.alert.data import AlertBar

_HASH = "[0-9a-f]{10}"


def render_fragments(bar: AlertBar, output: Path) -> dict[str, bytes]:
    """Return the alert bar's files by their address; ``output`` holds the scripts that they name.

    A layout may place the bar in several forms, each with a file of its own; without it there is
    none.
    """
    stand = Stand(Material(bar.town, Site(), bar.tables, bar.now), load_blocks())
    template = _make_environment().get_template("fragment.html")
    scripts = _list_scripts(output)
    return {
        url: template.render(
            SITEURL="..",
            placed=stand.region((placement,)),
            modules=scripts,
        ).encode()
        for url, placement in stand.fragments(bar.layout).items()
        if placement.block == BLOCK.name
    }


def _make_environment() -> Environment:
    """Return Jinja with what pelicanconf.py gives it, as far as these templates ask for it."""
    made = Environment(
        loader=FileSystemLoader([PACKAGE, ROOT / "theme" / "templates"]),
        **TEMPLATE_OPTIONS,
    )
    made.filters.update(FILTERS)
    return made


def _list_scripts(output: Path) -> frozenset[str]:
    """Return the names of the built modules: what the published pages may load."""
    files = (output / "static" / "js").glob("*.js")
    return frozenset(re.sub(rf"\.{_HASH}\.js$", "", path.name) for path in files)
