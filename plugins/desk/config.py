"""Decap's configuration, made of the models that the build reads with: they cannot differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from plugins._kit.data import Model
from plugins.authoring.labels import label_of, order_of, title_of
from plugins.authoring.models import ARTICLE, FRONTS, TEXTS, Texts
from plugins.authoring.shapes import Shape, shapes
from plugins.desk.widgets import Around, Field, Spot, fields_of

Config = dict[str, Any]
TODAY = "{{hôm nay}}"
"""Stands for the day on which an article is begun; the browser knows it."""
SLUG: Config = {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"}
DATA, LAYOUT = "du-lieu", "bo-cuc"
"""The collections of data, and of the same names the formats of their files, as of texts."""
DAYS = ("day", "when")
MODES = ["rich_text", "raw"]
BUTTONS = (
    *("bold", "italic", "link", "heading-two", "heading-three", "quote"),
    *("bulleted-list", "numbered-list"),
)


def opened(path: str) -> str:
    """Return where the desk's page opens an article or a page, by its file below the content."""
    folder, _, file = path.partition("/")
    entry = PurePosixPath(file).with_suffix("")
    name = next(texts.name for texts in TEXTS if texts.folder == folder)
    return f"#/collections/{name}/entries/{quote(str(entry))}"


@dataclass(frozen=True)
class Desk:
    """What the desk is for: all models by table, what can be chosen, where the content lies.

    ``root`` is the content's folder as the back end names files: empty, or ``content/``.
    """

    models: Mapping[str, type[Model]]
    around: Around
    root: str = ""


def config(desk: Desk, backend: Mapping[str, Any], address: str) -> Config:
    """Return the whole configuration; ``address`` is the portal's, where people go back to."""
    return {
        "load_config_file": False,
        "locale": "vi",
        "backend": dict(backend),
        "site_url": address,
        "show_preview_links": False,
        "media_folder": f"{desk.root}articles",
        "public_folder": "",
        "slug": SLUG,
        "collections": [
            *(_texts(texts, desk) for texts in TEXTS),
            *_tables(desk),
        ],
    }


def formats(desk: Desk) -> Config:
    """Return how each format differs from plain YAML, as static/files.js takes it.

    ``words`` are lists that may be written as one text with commas, ``texts`` the choices between
    true, false and nothing, ``defaults`` what need not be written; ``short`` is the only field of a
    group that may be written as its value alone.
    """
    made = {it.name: {"front": True, **_manner(FRONTS[it.table])} for it in TEXTS}
    data = {DATA: {"texts": _open_choices(desk.models)}, LAYOUT: {"short": "block"}}
    return {**made, **data}


def _open_choices(models: Mapping[str, type[Model]]) -> list[str]:
    """Return the names of the choices between yes and no in any data file."""
    found: set[str] = set()
    for model in models.values():
        for name, shape in shapes(model).items():
            if _is_open(shape):
                found.add(name)
            inner = shape.item or shape
            if inner.model and model not in FRONTS.values():
                found.update(_open_choices({"": inner.model}))
    return sorted(found)


def _is_open(shape: Shape) -> bool:
    return shape.kind == "bool" and shape.default is not False


def _manner(model: type[Model]) -> Config:
    found = shapes(model)
    plain = {"choice", "bool", "int"}
    return {
        "words": [name for name, shape in found.items() if shape.kind == "words"],
        "texts": [name for name, shape in found.items() if _is_open(shape)],
        "defaults": {
            name: shape.default
            for name, shape in found.items()
            if shape.kind in plain and shape.default is not None
        },
    }


def _front(table: str, desk: Desk) -> list[Field]:
    """Return the form of a text: the model's fields and the body, sorted."""
    named = {
        field["name"]: field for field in fields_of(desk.models[table], Spot(table, desk.around))
    }
    named["body"] = {
        "name": "body",
        "label": label_of(table, "body").label,
        "widget": "markdown",
        "required": table == ARTICLE,
        "modes": MODES,
        "buttons": list(BUTTONS),
        "editor_components": ["image", "khoi"],
    }
    if table == ARTICLE:
        named["date"] |= {"default": TODAY, "in_address": True}
    return sorted(named.values(), key=lambda field: order_of(table, field["name"]))


_FILTERS = [
    {"label": "Bản thảo", "field": "status", "pattern": "draft"},
    {"label": "Bài ẩn", "field": "status", "pattern": "hidden"},
]
"""How the list of articles can be narrowed."""


def _texts(texts: Texts, desk: Desk) -> Config:
    """Return a collection of texts."""
    title = title_of(texts.table)
    return {
        "name": texts.name,
        "label": title.label,
        "label_singular": title.one,
        "folder": f"{desk.root}{texts.folder}",
        "format": texts.name,
        "extension": "md",
        "create": True,
        "delete": False,
        "identifier_field": "title",
        "media_folder": "",
        "public_folder": "",
        **(_dated() if texts.table == ARTICLE else _named(texts.table)),
        "fields": _front(texts.table, desk),
    }


def _dated() -> Config:
    """Return how articles are named and listed: a folder each, named by its day, below its year's.

    Decap reads the UTC day out of a local date, which east of Greenwich is the day before: so the
    day is cut out of the written date. It also takes capitals, dots and quotation marks out of
    ``path``, so that no other filter works there.
    """
    return {
        "slug": "{{date | truncate(10)}}-{{title | truncate(80)}}",
        "path": "{{date | truncate(4)}}/{{slug}}/index",
        "summary": "{{date | truncate(10)}} · {{title}}",
        "sortable_fields": [_sorted(ARTICLE, "date", "desc"), _sorted(ARTICLE, "title")],
        "view_filters": _FILTERS,
    }


def _named(table: str) -> Config:
    """Return how other texts are named, by their title, and listed, by a day that all have."""
    found = shapes(FRONTS[table])
    day = next((name for name, it in found.items() if it.is_required and it.kind in DAYS), "")
    shown = f"{{{{{day} | truncate(10)}}}} · " if day else ""
    return {
        "slug": "{{title | truncate(80)}}",
        "path": "{{slug}}/index",
        "summary": f"{shown}{{{{title}}}}",
        "sortable_fields": [
            *([_sorted(table, day, "desc")] if day else []),
            _sorted(table, "title", "" if day else "asc"),
        ],
    }


def _sorted(table: str, name: str, first: str = "") -> Config:
    """Return how a list is sorted by a field; ``first``, if it is at first, and which way."""
    made = {"field": name, "label": label_of(table, name).label}
    return {**made, "default_sort": first} if first else made


def _tables(desk: Desk) -> list[Config]:
    """Return the data files; the layout has a format, and so a collection, of its own."""
    names = [name for name in desk.models if name not in FRONTS]
    names.sort(key=lambda name: order_of("titles", name))
    data = [_file(name, desk) for name in names if name != "layout"]
    common = {"media_folder": "", "public_folder": "", "delete": False, "extension": "yaml"}
    editor = {"editor": {"preview": False}}
    found = [{"name": DATA, "label": "Dữ liệu của cổng", "format": DATA, "files": data}]
    if "layout" in names:
        files = [_file("layout", desk)]
        label = title_of("layout").label
        found.append({"name": LAYOUT, "label": label, "format": LAYOUT, "files": files})
    return [{**made, **common, **editor} for made in found]


def _file(name: str, desk: Desk) -> Config:
    return {
        "name": name,
        "label": title_of(name).label,
        "file": f"{desk.root}data/{name}.yaml",
        "media_folder": "",
        "public_folder": "",
        "fields": fields_of(desk.models[name], Spot(name, desk.around)),
    }
