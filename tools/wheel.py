"""Hatchling's hook: what a wheel has beside the package, below ``town_portal/_share``.

Theme, service, newsroom, pins, and of npm's packages the files that a portal or the newsroom
serves, with their licences, so that the machine of a town needs no Node.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHARE = "town_portal/_share"
FOLDERS = ("theme", "service", "newsroom", "deploy")
FILES = ("LICENSE", "pyproject.toml", "requirements.txt", "node_modules/.package-lock.json")
LEFT_OUT = frozenset(("node_modules", "__pycache__", ".package-lock.json"))
BROWSER = {
    "node_modules/@fontsource-variable/public-sans": ("files/*-wght-normal.woff2",),
    "node_modules/@fontsource/source-serif-4": (
        "files/source-serif-4-latin-600-normal.woff2",
        "files/source-serif-4-vietnamese-600-normal.woff2",
    ),
    "node_modules/@iconify-json/lucide": ("icons.json", "info.json"),
    "node_modules/altcha": (
        "dist/external/altcha.css",
        "dist/external/altcha.min.js",
        "dist/workers/pbkdf2.js",
        "dist/i18n/vi.js",
    ),
    "node_modules/leaflet": ("dist/leaflet.css", "dist/leaflet.js"),
    "node_modules/photoswipe": ("dist/photoswipe.css", "dist/photoswipe.esm.min.js"),
    "newsroom/node_modules/ckeditor5": (
        "dist/browser/ckeditor5.css",
        "dist/browser/ckeditor5.js",
        "dist/translations/vi.js",
    ),
}
"""The files of each package of npm; its package.json and licences come with them."""


class Hook(BuildHookInterface[Any]):
    """Adds the shared files to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Tell hatchling of each file and where it lies in the wheel.

        Raises FileNotFoundError where npm has not fetched what a wheel needs.
        """
        root = Path(self.root)
        for file in iter_shared_files(root):
            build_data["force_include"][str(file)] = f"{SHARE}/{file.relative_to(root).as_posix()}"


def iter_shared_files(root: Path) -> Iterator[Path]:
    """Yield the files of a checkout that a wheel has besides the package."""
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and not LEFT_OUT & {*file.relative_to(root).parts}:
                yield file
    yield from (root / name for name in FILES)
    for package, patterns in BROWSER.items():
        for pattern in (*patterns, "package.json", "[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"):
            found = sorted((root / package).glob(pattern))
            if not found and pattern[0] != "[":
                raise FileNotFoundError(f"{root / package / pattern}: run npm ci first")
            yield from found
