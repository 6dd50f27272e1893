"""Pelican's side of the assets: templates call ``asset("portal.css")``."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.content_files.opening import read_bytes
from town_portal.core.faults import format_path
from town_portal.core.system.places import PACKAGE, ROOT
from town_portal.features.assets import icons, scripts
from town_portal.features.assets.asset import Asset
from town_portal.features.assets.bundle import bundle_assets, inline_script
from town_portal.features.assets.symbols import draw_symbol

MODULES = ROOT / "node_modules"
NOT_INSTALLED = "chưa có các gói của package.json; hãy chạy: python3 tasks.py build (hoặc npm ci)"


def write_assets(generator: Any, _writer: Any) -> None:
    """Write what pages may ask for below ``static/``, and what browsers want at the root."""
    build: Build = generator.settings["BUILD"]
    shows_all = generator.settings["SPECIMENS"]  # the gallery of examples
    idle = set() if shows_all else scripts.list_unused_assets(build.idle, bool(build.town.emblem))
    assets = scripts.drop_unused(generator.settings["ASSETS"], idle)
    files = {f"static/{asset.name}": asset.data for asset in assets.values()}
    for name, data in (files | generator.settings["ROOT_ICONS"]).items():
        build.outlet.put(name, data, partial(bytes, data))


def collect_assets(generators: Iterable[Any]) -> None:
    """Collect the assets and give the templates their addresses."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    try:
        assets = bundle_assets(Path(generator.theme), PACKAGE, MODULES, build.styles)
    except FileNotFoundError as error:
        build.faults.add(Path(str(error.filename)), 1, "", NOT_INSTALLED)
        return
    generator.settings["ASSETS"] = assets = assets | _draw_icons(generator, build)
    is_for_one_host = generator.settings["OWN_HOST_ONLY"] and build.town.base
    generator.context.update(
        asset=build.watch.function("asset", lambda name: f"static/{assets[name].name}"),
        has_asset=assets.__contains__,
        modules=scripts.find_mountable(scripts.list_own_modules(Path(generator.theme), PACKAGE)),
        scripts_from=f"{build.town.base}/static/js/" if is_for_one_host else Markup("'self'"),
        icon=partial(draw_symbol, MODULES),
        early=inline_script(assets.pop("js/early.js")),
    )


def _draw_icons(generator: Any, build: Build) -> dict[str, Asset]:
    """Return the icons; an emblem that is no picture is a fault."""
    emblem = build.content / "data" / build.town.emblem if build.town.emblem else None
    file = emblem or Path(generator.theme) / "static" / "mark.svg"
    data = read_bytes(file, build.content if emblem else None)
    source = icons.source_of(data, file.suffix, emblem is not None, build.town)
    tokens = (Path(generator.theme) / "css/tokens.css").read_text(encoding="utf-8")
    colour = icons.find_theme_colour("".join((*build.styles, tokens)))
    try:
        given = source, build.town, colour
        fixed, found = build.work.compute_once("icons", given, partial(icons.draw, *given))
        generator.settings["ROOT_ICONS"] = fixed
        return dict(found)
    except ValueError as error:
        # A picture that is reported at its copy is not reported again.
        if not any(fault.file == format_path(file) for fault in build.faults):
            build.faults.add(file, 1, "", f"{error}")
    return {}


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_assets))
    signals.all_generators_finalized.connect(collect_assets)
