"""Pelican's side of the province: templates get its slots, the style sheet its colours."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.features.province.models import TABLES, Province
from town_portal.features.province.tokens import (
    build_layer,
    find_declared_colours,
    iter_faults,
    of_colour,
)

__all__ = ["TABLES", "register"]
SHEETS = ("tokens", "themes")
"""The theme's style sheets that set colours."""


def give_slots(generators: Iterable[Any]) -> None:
    """Give the templates ``province``, copy its logo, and hand its colours to the style sheet."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    province = build.data.get("province")
    found = province if isinstance(province, Province) else Province()
    generator.context["province"] = found
    header = found.header
    generator.context["province_logo"] = header.logo_url if header else ""
    if header and header.logo:
        build.copy(build.content / "data" / header.logo, header.logo_url)
    if tokens := {**of_colour(build.town.colour), **found.tokens}:
        folder = Path(generator.theme) / "css"
        css = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
        for name, sentence in iter_faults(tokens, find_declared_colours(css)):
            is_provinces = name in found.tokens
            table, place = ("province", ("tokens", name)) if is_provinces else ("town", ("colour",))
            build.data_fault(table, place, sentence)
        build.styles.append(build_layer(tokens))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(give_slots)
