"""What a field of a model is made of, as a form needs to know it: pure looking at types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from town_portal.blocks.town_map.geojson import AreaFile, Coordinates
from town_portal.core.data import fields as kinds
from town_portal.core.data.loading import Model

KINDS: tuple[tuple[Any, str], ...] = (
    (kinds.When, "when"),
    (kinds.Day, "day"),
    (kinds.Month, "month"),
    (kinds.Key, "key"),
    (kinds.WebAddress, "web"),
    (kinds.Origin, "origin"),
    (kinds.SitePath, "path"),
    (kinds.OldPath, "old-path"),
    (kinds.Focus, "focus"),
    (kinds.BlockName, "block"),
    (kinds.TimeZone, "zone"),
    (kinds.Words, "words"),
    (kinds.FileName, "file"),
    (kinds.PictureName, "file"),
    (kinds.PhotoName, "file"),
    (AreaFile, "file"),
    (Coordinates, "point"),
    (kinds.Text, "text"),
    (str, "text"),
    (bool, "bool"),
    (int, "int"),
    (float, "float"),
)
"""Types by what they are for a person; the first that is equal counts."""
_BOUNDS = {"ge": "min", "le": "max", "min_length": "min_length", "max_length": "max_length"}


@dataclass(frozen=True)
class Shape:
    """A field: ``kind`` is one of KINDS or choice, group, list, map.

    ``model`` is what a group consists of, ``item`` what a list or a map holds; ``choices`` the
    values of a choice, or the keys of a map where only some are allowed. ``bounds`` are min and max
    of a number, min_length and max_length of a text or a list. ``default`` is None where there is
    none.
    """

    kind: str
    is_required: bool
    default: Any = None
    bounds: Mapping[str, int] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    model: type[Model] | None = None
    item: "Shape | None" = None


def list_shapes(model: type[Model]) -> dict[str, Shape]:
    """Return the shapes of a model's fields by name, in the model's order.

    Raises TypeError for a type that no form is known for.
    """
    hints = get_type_hints(model, include_extras=True)
    return {
        name: _build_field_shape(hints[name], info) for name, info in model.model_fields.items()
    }


def _build_field_shape(hint: Any, info: FieldInfo) -> Shape:
    found = build_shape(hint, is_required=info.is_required())
    default = None if info.default is PydanticUndefined else info.default
    return replace(
        found, default=default, bounds={**dict(found.bounds), **_collect_bounds(info.metadata)}
    )


def build_shape(hint: Any, *, is_required: bool = True) -> Shape:
    """Return the shape of a type; raises TypeError for one that no form is known for."""
    known = next((kind for given, kind in KINDS if hint == given), None)
    if known:
        return Shape(known, is_required)
    if isinstance(hint, type) and issubclass(hint, Model):
        return Shape("group", is_required, model=hint)
    maker = _BY_ORIGIN.get(get_origin(hint))
    if maker is None:
        raise TypeError(f"no form is known for {hint}")
    return maker(hint, is_required)


def _build_optional(hint: Any, _is_required: bool) -> Shape:
    (only,) = (argument for argument in get_args(hint) if argument is not NoneType)
    return build_shape(only, is_required=False)


def _build_choice(hint: Any, is_required: bool) -> Shape:
    return Shape("choice", is_required, choices=tuple(map(str, get_args(hint))))


def _list(hint: Any, is_required: bool) -> Shape:
    (item, _dots) = get_args(hint)
    return Shape("list", is_required, item=build_shape(item))


def _build_map(hint: Any, is_required: bool) -> Shape:
    key, value = get_args(hint)
    if value is Any:
        return Shape("options", is_required)
    keys = get_args(key) if get_origin(key) is Literal else ()
    return Shape("map", is_required, choices=keys, item=build_shape(value))


def _build_annotated(hint: Any, is_required: bool) -> Shape:
    found = build_shape(get_args(hint)[0], is_required=is_required)
    inner: list[Any] = []
    for part in hint.__metadata__:
        inner += part.metadata if isinstance(part, FieldInfo) else [part]
    return replace(found, bounds=_collect_bounds(inner))


def _collect_bounds(metadata: list[Any]) -> dict[str, int]:
    """Return the limits in what pydantic or annotated_types have noted on a type."""
    return {
        name: getattr(part, known)
        for part in metadata
        for known, name in _BOUNDS.items()
        if getattr(part, known, None) is not None
    }


_BY_ORIGIN: Mapping[Any, Callable[[Any, bool], Shape]] = {
    Union: _build_optional,
    UnionType: _build_optional,
    Annotated: _build_annotated,
    Literal: _build_choice,
    tuple: _list,
    dict: _build_map,
}
