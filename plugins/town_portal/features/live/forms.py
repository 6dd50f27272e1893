"""The forms for stars and comments: the same for all articles, so scripts fetch each as a file."""

from collections.abc import Iterable
from typing import Any

from town_portal.build.build import Build
from town_portal.core.reader_data import Accepts

FORMS: tuple[tuple[str, str, frozenset[Accepts]], ...] = (
    ("khoi/danh-gia.html", "live/rating_form", frozenset(("all", "rating"))),
    ("khoi/binh-luan.html", "live/form", frozenset(("all",))),
)
"""The address of each form, its template, and what an article takes that needs it."""


def plan_forms(settings: Any, taken: Iterable[Accepts]) -> None:
    """Choose the forms to be written, by what the articles take."""
    build: Build = settings["BUILD"]
    found = frozenset(taken)
    settings["FORMS"] = {url: template for url, template, needs in FORMS if needs & found}
    for url in settings["FORMS"]:
        build.reserve(url)


def write_forms(generator: Any, writer: Any) -> None:
    """Write the chosen forms; addresses in them are relative to their own."""
    for url, name in generator.settings["FORMS"].items():
        template, values = generator.get_template(name), {"url": url, "SITEURL": ".."}
        writer.write_file(url, template, generator.context, relative_urls=False, **values)
