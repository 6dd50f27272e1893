"""Pelican's side of the assets: templates call ``asset("portal.css")``."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins.assets.bundle import collect

PLUGINS = Path(__file__).parent.parent
MODULES = PLUGINS.parent / "node_modules"
NOT_INSTALLED = "chưa có các gói của package.json; hãy chạy: python3 tasks.py build (hoặc npm ci)"


class AssetsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the assets."""

    def generate_output(self, _writer: Any) -> None:
        """Write each asset below ``static/``."""
        for asset in self.settings["ASSETS"].values():
            path = Path(self.output_path) / "static" / asset.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.data)


def collect_assets(generators: Iterable[Any]) -> None:
    """Collect the assets and give the templates their addresses."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    try:
        assets = collect(Path(generator.theme), PLUGINS, MODULES)
    except FileNotFoundError as error:
        build.faults.add(Path(str(error.filename)), 1, "", NOT_INSTALLED)
        return
    generator.settings["ASSETS"] = assets
    generator.context["asset"] = lambda name: f"static/{assets[name].name}"
    generator.context["has_asset"] = assets.__contains__


def get_generators(_pelican: Any) -> type[AssetsGenerator]:
    """Return the generator of assets."""
    return AssetsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(collect_assets)
