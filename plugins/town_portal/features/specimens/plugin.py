"""Pelican's side of the specimens: plan the gallery, claim its addresses, write it."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.records import Photo
from town_portal.features.specimens.body import render_body
from town_portal.features.specimens.gallery import (
    ROOT,
    SpecimenPage,
    build_block_gallery,
    build_component_gallery,
)
from town_portal.features.specimens.models import Example, load_components
from town_portal.features.specimens.tokens import format_sample_rules, list_sheets, list_tokens
from town_portal.features.specimens.values import build_values

FOLDER = Path(__file__).parent
FILES = ("mau.css", "ngang.svg", "dung.svg")


def write_gallery(generator: Any, writer: Any) -> None:
    """Write every page, and the files beside the overview."""
    if not generator.settings.get("SPECIMENS"):
        return
    build: Build = generator.settings["BUILD"]
    for page in generator.settings["SPECIMEN_PAGES"]:
        adapt.write_page(generator, writer, page.url, page.template, **page.values)
    for name in FILES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        text += generator.settings["SPECIMEN_CSS"] if name == "mau.css" else ""
        build.outlet.put(f"{ROOT}{name}", text, partial(text.encode))


def plan_specimens(generators: Iterable[Any]) -> None:
    """Plan the gallery where the setting SPECIMENS asks for it."""
    generator = next(iter(generators))
    settings = generator.settings
    build: Build = settings["BUILD"]
    if not settings.get("SPECIMENS") or build.faults.found:
        return
    parts = [
        build_component_gallery(load_components(), partial(_build_page_values, generator)),
        build_block_gallery(settings["BLOCK_SPECIMENS"]()),
    ]
    css = "".join(path.read_text(encoding="utf-8") for path in list_sheets(Path(generator.theme)))
    tokens = list_tokens(css)
    settings["SPECIMEN_CSS"] = format_sample_rules(tokens)
    groups = [group for part in parts for group in part.groups]
    overview = SpecimenPage(ROOT, "specimens/overview", {"groups": groups, "tokens": tokens})
    settings["SPECIMEN_PAGES"] = [overview, *(page for part in parts for page in part.pages)]
    for page in settings["SPECIMEN_PAGES"]:
        build.reserve(page.url)
    for name in FILES:
        build.reserve(ROOT + name)


def _build_page_values(generator: Any, example: Example, url: str) -> dict[str, Any]:
    """Return what the template of an example's page is given."""
    figure = generator.get_template("photos/figure")

    def draw(photos: list[Photo], kind: str) -> str:
        return str(figure.render(photos=photos, kind=kind)).strip()

    body = render_body(example.body, Markdown(**generator.settings["MARKDOWN"]), draw)
    return build_values(example, url, body, generator.settings["BUILD"])


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_gallery))
    signals.all_generators_finalized.connect(plan_specimens)
