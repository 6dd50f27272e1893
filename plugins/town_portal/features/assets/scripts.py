"""The browser's modules: whose they are, and how one finds another by its hashed name.

A module writes ``import("./photoswipe.js")`` or ``new URL("./photoswipe.css", import.meta.url)``;
what is written out names the hashed file instead, without comments and indents.
"""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

import rjsmin

from town_portal.core.system.places import OVERLAY
from town_portal.features.assets.asset import Asset, hash_asset

VENDOR = {
    "js/altcha.css": "altcha/dist/external/altcha.css",
    "js/altcha.js": "altcha/dist/external/altcha.min.js",
    "js/altcha-pbkdf2.js": "altcha/dist/workers/pbkdf2.js",
    "js/altcha-vi.js": "altcha/dist/i18n/vi.js",
    "js/leaflet.css": "leaflet/dist/leaflet.css",
    "js/leaflet.js": "leaflet/dist/leaflet.js",
    "js/photoswipe.css": "photoswipe/dist/photoswipe.css",
    "js/photoswipe.js": "photoswipe/dist/photoswipe.esm.min.js",
}
"""What scripts fetch on demand, out of node_modules, by its name below ``static/``."""

PORTAL = "js/portal.js"
"""The first module of each page; it lists the modules that elements may name."""
_LIST = "const MODULES = {};"
_MOUNTS = re.compile(r"^export (?:async )?function mount\b", re.MULTILINE)
_REFERENCE = re.compile(r'"\./([\w.-]+\.(?:js|css))"')
_PICTURE = re.compile(rb"[\w-]+\s*:\s*url\([^)]*\)[^;}]*;?")


def read_vendored(path: Path) -> bytes:
    """Return a file of a package; a style sheet without the pictures that the portal has not."""
    data = path.read_bytes()
    return _PICTURE.sub(b"", data) if path.suffix == ".css" else data


def list_own_modules(theme: Path, package: Path) -> dict[str, str]:
    """Return the portal's own modules by name: the theme's, those of features, those of blocks.

    A feature has them in its folder ``js``; a block's is ``block-NAME.js``.
    """
    found = sorted((*theme.glob("static/js/*.js"), *package.glob("*/*/js/*.js")))
    files = {f"js/{path.name}": path for path in found}
    files |= {
        f"js/block-{path.parent.name}.js": path
        for folder in (package, OVERLAY)
        for path in sorted(folder.glob("blocks/*/block.js"))
    }
    return {name: path.read_text(encoding="utf-8") for name, path in files.items()}


def drop_unused(assets: Mapping[str, Asset], idle: Collection[str]) -> dict[str, Asset]:
    """Return the assets without those ``idle``, and without what only these refer to."""
    found = {name: item for name, item in assets.items() if name not in {*idle, *VENDOR}}
    rest = [(name, item) for name, item in assets.items() if name not in found]
    waiting = [item for name, item in found.items() if name.startswith("js/") and name != PORTAL]
    while waiting:
        text = waiting.pop().data
        for name, item in rest:
            if name not in found and item.name.removeprefix("js/").encode() in text:
                found[name] = item
                waiting.append(item)
    return found


def find_mountable(sources: Mapping[str, str]) -> frozenset[str]:
    """Return the names by which elements of a page may ask for modules."""
    found = (name for name, text in sources.items() if _MOUNTS.search(text))
    return frozenset(PurePosixPath(name).stem for name in found)


def insert_module_list(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the sources, with the list of what elements may name in the portal's first module.

    There it costs no further request.
    """
    listed = {name: f"./{name}.js" for name in sorted(find_mountable(sources))}
    if PORTAL not in sources:  # a theme of somebody's own without scripts
        return dict(sources)
    text = sources[PORTAL].replace(_LIST, f"const MODULES = {json.dumps(listed)};")
    return {**sources, PORTAL: text}


def list_unused_assets(idle: Collection[str], has_emblem: bool) -> set[str]:
    """Return what no page asks for; ``idle`` are the scripts of which plugins say so."""
    drawing = {"mark.svg"} if has_emblem else set[str]()
    return {*idle, "js/mau.js", *drawing}


def hash_modules(sources: Mapping[str, str], vendor: Mapping[str, Asset]) -> dict[str, Asset]:
    """Return the modules as they are written out; a module's name follows what it refers to.

    Raises ValueError where one refers to a file that is not there, or two to each other.
    """
    found: dict[str, Asset] = dict(vendor)

    def make_asset(name: str, way: tuple[str, ...]) -> Asset:
        if name in found:
            return found[name]
        if name in way:
            raise ValueError(f"modules refer to each other in a circle: {', '.join((*way, name))}")
        if name not in sources:
            raise ValueError(f"{way[-1]} refers to {name}, which is not there")

        def resolved(match: re.Match[str]) -> str:
            return f'"./{make_asset(f"js/{match[1]}", (*way, name)).name.removeprefix("js/")}"'

        text = rjsmin.jsmin(_REFERENCE.sub(resolved, sources[name]))
        found[name] = hash_asset(name, text.encode())
        return found[name]

    for name in sources:
        make_asset(name, ())
    return found
