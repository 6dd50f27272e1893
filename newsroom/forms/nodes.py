"""A form as its template draws it: fields, what stands in them, what is wrong there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from newsroom.forms.fields import FormField
from newsroom.forms.typed import BLOCK, ON, find_block_fields, format_typed, make_inner_name

ANY_BLOCK = "__block__"
"""Stands for the name of a placement in what the page's script copies."""
UNNAMED = "(chưa ghi)"
_LINE = 70
"""Characters of a line of a form."""
_TITLES = ("title", "name", "what", "old", "data")


@dataclass(frozen=True)
class Node:
    """A field in its place: ``name`` in the form, ``value`` as a text, what stands inside it.

    ``template`` is a new item of a list, in whose names ``token`` stands for the item. ``title`` is
    what a person knows an item by.
    """

    field: FormField
    name: str
    value: str = ""
    error: str = ""
    inside: tuple[Node, ...] = ()
    template: Node | None = None
    token: str = ""
    title: str = ""
    is_on: bool = True
    number: str = ""

    @property
    def id(self) -> str:
        """The field's id on the page."""
        return f"f-{self.name}"

    @property
    def has_error(self) -> bool:
        """Whether anything is wrong here or inside."""
        return bool(self.error) or any(node.has_error for node in self.inside)

    @property
    def options(self) -> list[tuple[str, str]]:
        """The values of a choice with their titles; one that is not known is kept."""
        known = dict(self.field.choices)
        if self.value and self.value not in known:
            known[self.value] = self.value
        return list(known.items())

    @property
    def is_long(self) -> bool:
        """Whether the text needs more than a line."""
        return self.field.kind == "long" or "\n" in self.value or len(self.value) > _LINE

    @property
    def rows(self) -> int:
        """How many lines the text needs, about."""
        lines = sum(1 + len(line) // _LINE for line in self.value.split("\n"))
        return min(max(2, lines), 12)

    @property
    def none(self) -> str:
        """What the empty choice is called."""
        default = str(self.field.shape.default or "")
        if self.field.shape.kind == "bool" and self.field.shape.default is True:
            default = "true"
        title = self.field.choices.get(default, "")
        return f"Mặc định: {title.lower()}" if title else "(để trống)"


def build_node(field: FormField, typed: Any, errors: Mapping[str, str], name: str = "") -> Node:
    """Return a field as it is drawn; ``errors`` are sentences by the names of fields."""
    error = errors.get(name, "")
    if field.kind in ("group", "map"):
        inside = _build_inner_nodes(field, typed, errors, name)
        return Node(field, name, "", error, inside, is_on=bool(typed[ON]))
    if field.kind in ("list", "pairs"):
        return _list(field, typed, errors, name)
    if field.kind == "placement":
        kind = find_block_fields(field, typed[BLOCK])
        assert kind
        inside = _build_inner_nodes(kind, typed, errors, name)
        return Node(field, name, kind.name, error, inside, title=kind.label)
    return Node(field, name, typed, error)


def _build_inner_nodes(
    field: FormField, typed: Mapping[str, Any], errors: Mapping[str, str], name: str
) -> tuple[Node, ...]:
    return tuple(
        build_node(inner, typed[inner.name], errors, make_inner_name(name, inner.name))
        for inner in field.fields
    )


def _list(field: FormField, typed: Any, errors: Mapping[str, str], name: str) -> Node:
    assert field.item
    items = tuple(
        _build_item(build_node(field.item, inside, errors, make_inner_name(name, number)), number)
        for number, inside in typed
    )
    token = f"__{name.count('.') + 1}__"
    template = None
    if field.item.kind != "placement":
        empty = format_typed(field.item, None)
        template = _build_item(
            build_node(field.item, empty, {}, make_inner_name(name, token)), token
        )
    return Node(field, name, "", errors.get(name, ""), items, template, token)


def _build_item(made: Node, number: str) -> Node:
    named = {inner.field.name: inner.value for inner in made.inside}
    texts = [named[name] for name in _TITLES if named.get(name)]
    texts += [value for value in named.values() if value]
    title = made.title or (texts[0] if texts else UNNAMED)
    return replace(made, number=number, title=title[:120])


def list_new_blocks(field: FormField) -> tuple[Node, ...]:
    """Return a new placement of each block, for the script to copy; none without placements."""
    kinds = _find_placement(field)
    if kinds is None:
        return ()
    return tuple(
        _build_item(
            build_node(kinds, {**format_typed(kind, None), BLOCK: kind.name}, {}, ANY_BLOCK), ""
        )
        for kind in kinds.fields
    )


def _find_placement(field: FormField) -> FormField | None:
    """Return the first field of a form that holds blocks in their places."""
    if field.kind == "placement":
        return field
    inner = (*field.fields, *((field.item,) if field.item else ()))
    return next((found for item in inner if (found := _find_placement(item)) is not None), None)
