"""Every field of every model that staff write data for, with values that the build accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.unit.map_data import SQUARE
from town_portal.authoring.editing.models import collect_models
from town_portal.authoring.editing.shapes import Shape, list_shapes
from town_portal.core.data.fee_rates import FEES
from town_portal.core.data.loading import Model
from town_portal.settings.base import PLUGINS

MODELS = {**collect_models(PLUGINS), FEES.name: FEES.model}
SAMPLES: dict[str, Any] = {
    "text": "chữ",
    "when": "2026-11-25T08:30",
    "day": "2026-11-25",
    "month": "2026-11",
    "key": "chinh-quyen",
    "web": "https://vi-du.gov.vn/a?b=c",
    "origin": "https://vi-du.vn",
    "path": "/ban-do/",
    "old-path": "/cu/bai.aspx",
    "focus": "40% 20%",
    "block": "town_map",
    "zone": "Asia/Ho_Chi_Minh",
    "words": ["một", "hai"],
    "file": "tep.jpg",
    "point": ["105.7", "18.5"],
    "bool": True,
    "int": "1500",
    "float": "1.5",
    "options": {},
}
"""A value of each kind, as it stands in a file."""
NAMED: dict[str, Any] = {
    "areas": SQUARE,
    "neighbours": SQUARE,
    "repo": "ubnd/cong-thong-tin",
    "contact": "an-toan@vi-du.gov.vn",
    "tiles": "https://manh.vn/{z}/{x}/{y}.png",
    "start": "2026-11-01",
    "from_time": "08:00",
    "to_time": "11:30",
    "begins": "2026-11-25T07:00",
}
"""Values of fields that take less than their kind."""


@dataclass(frozen=True)
class Field:
    """A field of a model: its table, its path there, its shape."""

    table: str
    model: type[Model]
    name: str
    path: str
    shape: Shape


def fields() -> Iterator[Field]:
    """Return every field of every table."""
    for table, model in MODELS.items():
        yield from fields_of(table, model)


def fields_of(table: str, model: type[Model], path: str = "") -> Iterator[Field]:
    """Return the fields of a model, and of the models in it."""
    for name, shape in list_shapes(model).items():
        here = f"{path}.{name}".lstrip(".")
        yield Field(table, model, name, here, shape)
        inner = shape
        while inner.item:
            inner = inner.item
        if inner.model:
            yield from fields_of(table, inner.model, here)


def sample(shape: Shape, name: str) -> Any:
    """Return a value that a field of this shape takes."""
    if name in NAMED and shape.kind not in ("int", "day"):
        return NAMED[name]
    if shape.kind == "int":
        return str(shape.bounds.get("min", shape.bounds.get("max", 1500)))
    if shape.item:
        inner = sample(shape.item, name)
        return [inner] if shape.kind == "list" else {(*shape.choices, "ban-do")[0]: inner}
    if shape.model:
        return least(shape.model)
    return SAMPLES.get(shape.kind) if shape.kind in SAMPLES else shape.choices[0]


def least(model: type[Model]) -> dict[str, Any]:
    """Return the least that a model takes: what is required, and one of what excludes another."""
    extra = {"Video": "address", "Task": "to", "Redirect": "to", "Group": "parts"}
    found = list_shapes(model)
    names = [name for name, shape in found.items() if shape.is_required]
    names += [item for item in (extra.get(model.__name__),) if item in found]
    return {
        name: sample(found[name], name)
        for name in dict.fromkeys((*names, *OTHER.get(model.__name__, ())))
    }


OTHER = {"Desk": ("app_id",), "Duty": ("looks",), "Check": ("of",)}
