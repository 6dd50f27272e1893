"""The tree of fields of a form, made of a model: what each is called, what it takes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from town_portal.authoring.editing.labels import find_label, find_order
from town_portal.authoring.editing.shapes import Shape, list_shapes
from town_portal.blocks.contract import Block
from town_portal.blocks.models import Placement
from town_portal.core.data.loading import Model

ITEM = "item"
"""The name of what a list holds; no file ever shows it."""
KEY, VALUE = "key", "value"
"""The two parts of an entry of a map whose keys are free."""
_LONG = frozenset(
    {
        *("summary", "description", "note", "text", "reason", "what", "about", "function"),
        *("biography", "task", "question", "rank", "festival", "texts", "photographs"),
        *("stand_ins", "law", "instead", "result"),
    }
)
"""Texts of more than a line."""
_YES_OR_NO = {"true": "Có", "false": "Không"}
_NUMBERS = ("int", "float")
_AS_THEY_ARE = ("day", "when", "file", "words", "point", *_NUMBERS)


@dataclass(frozen=True)
class Offers:
    """What a form offers for choosing: categories and pages by key, blocks.

    ``choices`` are those of other fields, by table and path (``front-document.kind``).
    """

    categories: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    blocks: Mapping[str, Block] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class FormField:
    """A field of a form.

    ``kind`` is text, long, int, float, switch, choice, day, when, file, words, point, group, list,
    map, pairs (a map with free keys) or placement (a block in its place). ``choices`` are values
    with their titles. ``fields`` are those of a group or a map, and the kinds of a placement;
    ``item`` is what a list holds, ``one`` what one of them is called. A group that
    ``is_optional`` may be absent as a whole.
    """

    name: str
    kind: str
    label: str = ""
    hint: str = ""
    one: str = ""
    shape: Shape = field(default_factory=lambda: Shape("text", is_required=False))
    choices: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[FormField, ...] = ()
    item: FormField | None = None
    is_optional: bool = False

    @property
    def is_required(self) -> bool:
        """Whether it must be filled in."""
        return self.shape.is_required


@dataclass(frozen=True)
class _Spot:
    """Where a field stands: its table, its path there, what is offered."""

    table: str
    offers: Offers
    path: str = ""

    def at(self, name: str) -> _Spot:
        """Return the place of a field in this one."""
        return replace(self, path=f"{self.path}.{name}".lstrip("."))


def build_form(table: str, model: type[Model], offers: Offers) -> FormField:
    """Return the form of a whole table: a group, its fields in the order of labels.yaml."""
    spot = _Spot(table, offers)
    shape = Shape("group", is_required=True, model=model)
    return FormField("", "group", shape=shape, fields=_build_fields(model, spot))


def _build_fields(model: type[Model], spot: _Spot) -> tuple[FormField, ...]:
    found = list_shapes(model)
    names = sorted(found, key=lambda name: find_order(spot.table, spot.at(name).path))
    return tuple(_build_field(name, found[name], spot.at(name)) for name in names)


def _build_field(name: str, shape: Shape, spot: _Spot) -> FormField:
    words = find_label(spot.table, spot.path)
    made = FormField(name, "text", words.label, words.hint, words.one, shape)
    return _MAKERS.get(shape.kind, _make_text_field)(made, spot)


def _make_text_field(made: FormField, spot: _Spot) -> FormField:
    if made.shape.kind in _AS_THEY_ARE:
        return replace(made, kind=made.shape.kind)
    others = spot.offers.choices.get(f"{spot.table}.{spot.path}")
    if others:
        return replace(made, kind="choice", choices=others)
    is_category = made.name in ("category", "categories", "without", "may_be_empty")
    if spot.path.rpartition(".")[2] == "*":
        is_category = spot.path.split(".")[-2] in ("categories", "without", "may_be_empty")
    if is_category and spot.offers.categories:
        return replace(made, kind="choice", choices=spot.offers.categories)
    if made.name == "page" and made.shape.kind == "key":
        return replace(made, kind="choice", choices={key: key for key in spot.offers.pages})
    return replace(made, kind="long" if made.name in _LONG else "text")


def _make_choice_field(made: FormField, spot: _Spot) -> FormField:
    titles = find_label(spot.table, spot.path).choices
    choices = {value: titles[value] for value in made.shape.choices}
    return replace(made, kind="choice", choices=choices)


def _switch(made: FormField, spot: _Spot) -> FormField:
    """Return a switch; where "not said" differs from "no", a choice."""
    if made.shape.default is False:
        return replace(made, kind="switch")
    titles = find_label(spot.table, spot.path).choices or _YES_OR_NO
    return replace(made, kind="choice", choices=titles)


def _make_group_field(made: FormField, spot: _Spot) -> FormField:
    assert made.shape.model
    is_optional = not made.is_required and made.shape.default is None
    fields = _build_fields(made.shape.model, spot)
    return replace(made, kind="group", fields=fields, is_optional=is_optional)


def _list(made: FormField, spot: _Spot) -> FormField:
    inner = made.shape.item
    assert inner
    if inner.model is Placement:
        kinds = tuple(_make_placement_field(block, spot) for block in spot.offers.blocks.values())
        item = FormField(ITEM, "placement", one=made.one, fields=kinds)
    elif inner.model:
        item = FormField(ITEM, "group", shape=inner, fields=_build_fields(inner.model, spot))
    else:
        item = _build_field(ITEM, inner, spot.at("*"))
    return replace(made, kind="list", item=item, one=made.one or made.label.lower())


def _make_placement_field(block: Block, spot: _Spot) -> FormField:
    """Return the fields of a block in its place: title, size, its own options."""
    layout, found = _Spot("layout", spot.offers), list_shapes(Placement)
    fields = [_build_field(name, found[name], layout.at(name)) for name in ("title", "form")]
    own = _build_fields(block.options, layout.at(block.name))
    if own:
        shape = Shape("group", is_required=False, model=block.options)
        label = find_label("layout", "options").label
        fields.append(FormField("options", "group", label, shape=shape, fields=own))
    return FormField(block.name, "group", block.title, fields=tuple(fields))


def _make_map_field(made: FormField, spot: _Spot) -> FormField:
    """Return a group with a field for each key there may be, or pairs where keys are free."""
    inner, keys = made.shape.item, made.shape.choices
    assert inner
    optional = replace(inner, is_required=False)
    if keys:
        fields = [_build_field(key, optional, spot.at(key)) for key in keys]
        return replace(made, kind="map", fields=tuple(fields))
    if inner.kind == "map":
        inside = FormField("", "map", shape=optional)
        made_keys = [replace(inside, name=key, label=key) for key in spot.offers.pages]
        return replace(
            made, kind="map", fields=tuple(_make_map_field(key, spot) for key in made_keys)
        )
    pair = (FormField(KEY, "text", "Tên"), FormField(VALUE, "text", "Giá trị"))
    item = FormField(ITEM, "group", fields=pair)
    return replace(made, kind="pairs", item=item, one="dòng")


_MAKERS: Mapping[str, Callable[[FormField, _Spot], FormField]] = {
    "choice": _make_choice_field,
    "bool": _switch,
    "group": _make_group_field,
    "list": _list,
    "map": _make_map_field,
}
