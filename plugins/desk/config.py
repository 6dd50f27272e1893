"""Decap's configuration, made of the models that the build reads with: they cannot differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from plugins._kit.data import Model
from plugins.desk.labels import label_of, order_of, title_of
from plugins.desk.models import ARTICLE, FRONTS, PAGE
from plugins.desk.shapes import Shape, shapes
from plugins.desk.widgets import Around, Field, Spot, fields_of

Config = dict[str, Any]
TODAY = "{{hôm nay}}"
"""Stands for the day on which an article is begun; the browser knows it."""
SLUG: Config = {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"}
ARTICLES, PAGES, DATA, LAYOUT = "bai-viet", "trang", "du-lieu", "bo-cuc"
"""The collections, and of the same names the formats in which their files are read and written."""
_COLLECTIONS = {"articles": ARTICLES, "pages": PAGES}
MODES = ["rich_text", "raw"]
BUTTONS = (
    *("bold", "italic", "link", "heading-two", "heading-three", "quote"),
    *("bulleted-list", "numbered-list"),
)


def opened(path: str) -> str:
    """Return where the desk's page opens an article or a page, by its file below the content."""
    folder, _, file = path.partition("/")
    entry = PurePosixPath(file).with_suffix("")
    return f"#/collections/{_COLLECTIONS[folder]}/entries/{quote(str(entry))}"


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
            *(_articles(desk), _pages(desk)),
            *_tables(desk),
        ],
    }


def formats(desk: Desk) -> Config:
    """Return how each format differs from plain YAML, as static/files.js takes it.

    ``words`` are lists that may be written as one text with commas, ``texts`` the choices between
    true, false and nothing, ``defaults`` what need not be written; ``short`` is the only field of a
    group that may be written as its value alone.
    """
    fronts = {ARTICLES: FRONTS[ARTICLE], PAGES: FRONTS[PAGE]}
    made = {name: {"front": True, **_manner(model)} for name, model in fronts.items()}
    data = {DATA: {"texts": _texts(desk.models)}, LAYOUT: {"short": "block"}}
    return {**made, **data}


def _texts(models: Mapping[str, type[Model]]) -> list[str]:
    """Return the names of the choices between yes and no in any data file."""
    found: set[str] = set()
    for model in models.values():
        for name, shape in shapes(model).items():
            if _is_open(shape):
                found.add(name)
            inner = shape.item or shape
            if inner.model and model not in FRONTS.values():
                found.update(_texts({"": inner.model}))
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
    """Return the form of an article or a page: the model's fields and the body, sorted."""
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


_ORDER: Config = {
    "sortable_fields": [
        {"field": "date", "label": label_of(ARTICLE, "date").label, "default_sort": "desc"},
        {"field": "title", "label": label_of(ARTICLE, "title").label},
    ],
    "view_filters": [
        {"label": "Bản thảo", "field": "status", "pattern": "draft"},
        {"label": "Bài ẩn", "field": "status", "pattern": "hidden"},
    ],
}
"""How the list of articles can be ordered and narrowed."""


def _articles(desk: Desk) -> Config:
    """Return the collection of articles: a folder each, named by its day, below that of its year.

    Decap reads the UTC day out of a local date, which east of Greenwich is the day before: so the
    day is cut out of the written date. It also takes capitals, dots and quotation marks out of
    ``path``, so that no other filter works there.
    """
    title = title_of(ARTICLE)
    return {
        "name": ARTICLES,
        "label": title.label,
        "label_singular": title.one,
        "folder": f"{desk.root}articles",
        "format": ARTICLES,
        "extension": "md",
        "create": True,
        "delete": False,
        "identifier_field": "title",
        "slug": "{{date | truncate(10)}}-{{title | truncate(80)}}",
        "path": "{{date | truncate(4)}}/{{slug}}/index",
        "media_folder": "",
        "public_folder": "",
        "summary": "{{date | truncate(10)}} · {{title}}",
        **_ORDER,
        "fields": _front(ARTICLE, desk),
    }


def _pages(desk: Desk) -> Config:
    title = title_of(PAGE)
    return {
        "name": PAGES,
        "label": title.label,
        "label_singular": title.one,
        "folder": f"{desk.root}pages",
        "format": PAGES,
        "extension": "md",
        "create": True,
        "delete": False,
        "identifier_field": "title",
        "slug": "{{title | truncate(80)}}",
        "path": "{{slug}}/index",
        "media_folder": "",
        "public_folder": "",
        "summary": "{{title}}",
        "sortable_fields": [
            {"field": "title", "label": label_of(PAGE, "title").label, "default_sort": "asc"}
        ],
        "fields": _front(PAGE, desk),
    }


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
