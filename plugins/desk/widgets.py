"""One form field for each field of a model, as Decap's configuration writes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plugins._kit.data import Model
from plugins.authoring.labels import Label, label_of, order_of
from plugins.authoring.models import FRONTS
from plugins.authoring.shapes import Shape, shapes
from plugins.blocks.contract import Block
from plugins.blocks.models import Placement

Field = dict[str, Any]
ITEM = "muc"
"""The name of a list's items, which no file ever shows."""
UNNAMED = "(chưa ghi)"
LONG = frozenset({"summary", "description", "note", "text", "reason"})
"""Texts of more than a line."""
HIDDEN = frozenset({"review.by", "review.hash"})
"""What the room for approvals writes, not a person."""
_NOT_OFFERED: Mapping[str, tuple[str, ...]] = {"review.state": ("approved",)}
"""Values that a form shows where they stand, and nobody chooses."""

_URL = (r"^https?://[^\s/?#]+[^\s]*$", "ghi đủ địa chỉ, bắt đầu bằng https:// hoặc http://")
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "key": (r"^[a-z0-9]+(-[a-z0-9]+)*$", "chỉ dùng chữ thường không dấu, số và dấu gạch nối"),
    "web": _URL,
    "origin": (r"^https?://[^\s/?#]+/?$", "chỉ ghi tên miền, ví dụ https://ten-phuong.gov.vn"),
    "path": (r"^/([^\s/?#]+/)*$", "ghi đường dẫn trong cổng, có gạch chéo ở hai đầu"),
    "old-path": (r"^/[^\s?#]*$", "ghi đường dẫn cũ, bắt đầu bằng gạch chéo"),
    "focus": (r"^(\d{1,2}|100)% (\d{1,2}|100)%$", "ghi hai số phần trăm, ví dụ 40% 20%"),
    "month": (r"^\d{4}-(0[1-9]|1[0-2])$", "ghi năm-tháng, ví dụ 2020-12"),
    "zone": (r"^[A-Za-z0-9_+\-/]+$", "ghi tên múi giờ, ví dụ Asia/Ho_Chi_Minh"),
    "block": (r"^[a-z][a-z0-9_]*$", "ghi tên khối"),
}
"""How a text must look, so that nothing is saved that the build refuses."""


@dataclass(frozen=True)
class Around:
    """What the forms offer for choosing: ``categories`` by key, ``pages`` by key, ``blocks``.

    ``rules`` are the titles of the editorial rules by name; without them a name is to be written.
    ``choices`` are those of other fields, by table and path (``front-document.kind``).
    """

    categories: Mapping[str, str]
    pages: tuple[str, ...]
    blocks: Mapping[str, Block]
    rules: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Spot:
    """Where a field stands: its table, its path there, and what is around."""

    table: str
    around: Around
    path: str = ""

    def at(self, name: str) -> "Spot":
        """Return the place of a field in this one."""
        return replace(self, path=f"{self.path}.{name}".lstrip("."))

    @property
    def label(self) -> Label:
        """The words for this place."""
        return label_of(self.table, self.path)


def fields_of(model: type[Model], spot: Spot) -> list[Field]:
    """Return the form of a model, in the order in which labels.yaml names its fields."""
    named = [(spot.at(name), name, shape) for name, shape in shapes(model).items()]
    named.sort(key=lambda it: order_of(it[0].table, it[0].path))
    return [field_of(name, shape, place) for place, name, shape in named]


def field_of(name: str, shape: Shape, spot: Spot) -> Field:
    """Return the form field of one field of a model."""
    words = spot.label
    made: Field = {"name": name, "label": words.label, "required": shape.is_required}
    if words.hint:
        made["hint"] = words.hint
    if spot.path in HIDDEN:
        return {**made, "widget": "hidden"}
    return {**made, **_widget(name, shape, spot)}


def _widget(name: str, shape: Shape, spot: Spot) -> Field:
    if shape.kind in _MAKERS:
        return _MAKERS[shape.kind](shape, spot)
    if name == "category" and spot.around.categories:
        return chosen(spot.around.categories)
    if spot.path == "waive.rule" and spot.around.rules:
        return chosen(spot.around.rules)
    others = spot.around.choices.get(f"{spot.table}.{spot.path}")
    if others:
        return chosen(others)
    made: Field = {"widget": "text" if name in LONG else "string"}
    if shape.kind in _PATTERNS:
        made["pattern"] = list(_PATTERNS[shape.kind])
    elif "max_length" in shape.bounds:
        most = shape.bounds["max_length"]
        made["pattern"] = [rf"^[\s\S]{{0,{most}}}$", f"dài quá {most} ký tự"]
    return made


def chosen(options: Mapping[str, str]) -> Field:
    """Return a choice of ``options``: what is written, and what staff read."""
    return {
        "widget": "chon",
        "options": [{"value": value, "label": label} for value, label in options.items()],
    }


def _choice(shape: Shape, spot: Spot) -> Field:
    names = spot.label.choices
    made = chosen({value: names[value] for value in shape.choices})
    if spot.table in FRONTS and spot.path in _NOT_OFFERED:
        made["not_offered"] = list(_NOT_OFFERED[spot.path])
    if not shape.default:
        return made
    told = {**made, "none": f"(để trống: {names[shape.default].lower()})"}
    return {**told, "default": shape.default} if spot.table in FRONTS else told


def _bool(shape: Shape, spot: Spot) -> Field:
    """Return a switch; where "not said" differs from "no", a choice of three."""
    if shape.default is False:
        return {"widget": "boolean", "required": False}
    return chosen(spot.label.choices or {"true": "Có", "false": "Không"})


def _number(shape: Shape, _spot: Spot) -> Field:
    made: Field = {"widget": "number", "value_type": shape.kind}
    return {**made, **shape.bounds, "step": 1 if shape.kind == "int" else 0.000001}


def _day(_shape: Shape, _spot: Spot) -> Field:
    return {"widget": "ngay", "time": False}


def _when(_shape: Shape, _spot: Spot) -> Field:
    return {"widget": "ngay", "time": True}


def _file(_shape: Shape, _spot: Spot) -> Field:
    return {"widget": "tep"}


def _words(_shape: Shape, _spot: Spot) -> Field:
    return {"widget": "list"}


def _point(_shape: Shape, spot: Spot) -> Field:
    number = field_of(ITEM, Shape("float", is_required=True), spot.at("*"))
    return {"widget": "list", "field": number, "min": 2, "max": 2, **_item(spot)}


def _group(shape: Shape, spot: Spot) -> Field:
    assert shape.model
    widget = "object" if shape.is_required else "nhom"
    return {"widget": widget, "collapsed": True, "fields": fields_of(shape.model, spot)}


def _map(shape: Shape, spot: Spot) -> Field:
    """Return a group with a field for each key that there may be."""
    assert shape.item
    keys = shape.choices or spot.around.pages
    inner = shape.item
    named = [_keyed(key, inner, spot if not shape.choices else spot.at(key)) for key in keys]
    return {"widget": "nhom", "collapsed": True, "fields": named}


def _keyed(key: str, shape: Shape, spot: Spot) -> Field:
    if shape.kind != "map":
        return field_of(key, replace(shape, is_required=False), spot)
    return {"name": key, "label": key, "required": False, **_map(shape, spot)}


def _list(shape: Shape, spot: Spot) -> Field:
    assert shape.item
    limits = {"min_length": "min", "max_length": "max"}
    made: Field = {limits[name]: count for name, count in shape.bounds.items()}
    made |= {"widget": "list", "collapsed": True, **_item(spot)}
    inner = shape.item
    if inner.model is Placement:
        return {**made, "typeKey": "block", "types": placements(spot)}
    if inner.model:
        named = fields_of(inner.model, spot)
        summary = f"{{{{fields.{_told(named)} | default('{UNNAMED}')}}}}"
        return {**made, "fields": named, "summary": summary}
    one = field_of(ITEM, inner, spot.at("*"))
    if inner.kind == "list":  # a new one is empty, not nothing
        one["default"] = []
    summary = f"{{{{fields.{ITEM} | default('{UNNAMED}')}}}}"
    return {**made, "field": one, "summary": one["label"] if inner.kind == "list" else summary}


def _item(spot: Spot) -> Field:
    return {"label_singular": spot.label.one or spot.label.label.lower()}


def _told(fields: Iterable[Field]) -> str:
    """Return the name of the field by which a person knows an item: its title, else the first."""
    names = [field["name"] for field in fields]
    return next((name for name in ("title", "name") if name in names), names[0])


def placements(spot: Spot) -> list[Field]:
    """Return the blocks that may stand in a place, each with its own options."""
    return [_placement(block, Spot("layout", spot.around)) for block in spot.around.blocks.values()]


def _placement(block: Block, spot: Spot) -> Field:
    found = shapes(Placement)
    named = [field_of(name, found[name], spot.at(name)) for name in ("title", "form")]
    if shapes(block.options):
        options = {"name": "options", "label": spot.at("options").label.label, "required": False}
        inner = fields_of(block.options, spot.at(block.name))
        named.append({**options, "widget": "nhom", "collapsed": True, "fields": inner})
    return {"name": block.name, "label": block.title, "widget": "object", "fields": named}


_MAKERS: Mapping[str, Callable[[Shape, Spot], Field]] = {
    "choice": _choice,
    "bool": _bool,
    "int": _number,
    "float": _number,
    "day": _day,
    "when": _when,
    "file": _file,
    "words": _words,
    "point": _point,
    "group": _group,
    "map": _map,
    "list": _list,
}
