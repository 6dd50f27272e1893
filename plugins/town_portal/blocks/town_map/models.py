"""map.yaml: areas, neighbours, places."""

from types import MappingProxyType
from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field, model_validator

from town_portal.blocks.town_map.boundaries import build_map
from town_portal.blocks.town_map.geojson import AreaFile, Coordinates
from town_portal.core.data.fields import FieldError, Text
from town_portal.core.data.loading import Model
from town_portal.core.data.tables import NO_UNIT, Town

Kind = Literal[
    "trung-tam",
    "co-quan",
    "di-tich",
    "den",
    "chua",
    "nha-tho",
    "canh-quan",
    "lang-nghe",
    "cho",
    "truong-hoc",
    "y-te",
    "giao-thong",
    "khac",
    "khu-dan-cu",
]
_TITLES = (
    "Trung tâm",
    "Cơ quan",
    "Di tích",
    "Đền, miếu",
    "Chùa",
    "Nhà thờ",
    "Cảnh quan",
    "Làng nghề",
    "Chợ",
    "Trường học",
    "Y tế",
    "Giao thông",
    "Nơi khác",
    "Nơi lân cận",
)
KINDS = MappingProxyType(dict(zip(get_args(Kind), _TITLES, strict=True)))
"""The kinds of places in the order of the lists, with their headings."""


class Place(Model):
    """A place; without coordinates it stands in the list only, never on the map by guess."""

    name: Text
    kind: Kind = "khac"
    coordinates: Coordinates | None = None
    address: Text | None = None
    note: Text | None = None
    source: Text | None = None


def _require_one_code(schema: dict[str, Any]) -> None:
    """Let a JSON Schema ask for the code of a unit, or for all that it stands for."""
    schema["anyOf"] = [{"required": ["commune"]}, {"required": schema.pop("required")}]


class TownMap(Model):
    """map.yaml; ``valid`` tells from when the boundaries hold.

    ``commune``, the code of a unit, stands for all but the places: the portal has the borders.
    """

    model_config = ConfigDict(json_schema_extra=_require_one_code)

    commune: Text | None = None
    areas: AreaFile
    neighbours: AreaFile | None = None
    valid: Text
    source: Text
    licence: Text
    places: tuple[Place, ...] = Field(default=())

    @model_validator(mode="before")
    @classmethod
    def _of_commune(cls, value: Any) -> Any:
        code = value.get("commune") if isinstance(value, dict) else None
        if not code:
            return value
        try:
            written = {name: item for name, item in value.items() if item not in ("", None)}
            return {**build_map(str(code)), **written, "commune": str(code)}
        except LookupError:
            raise FieldError(NO_UNIT.format(code), "commune") from None

    @model_validator(mode="after")
    def _one_centre(self) -> "TownMap":
        centres = [place.name for place in self.places if place.kind == "trung-tam"]
        if len(centres) > 1:
            first = [place.kind for place in self.places].index("trung-tam")
            names = ", ".join(f"“{name}”" for name in centres)
            second = [place.kind for place in self.places].index("trung-tam", 1 + first)
            sentence = f"chỉ một nơi được là trung-tam; ở đây có {len(centres)}: {names}"
            raise FieldError(sentence, "places", second, "kind")
        return self


def of_town(own: TownMap | None, _common: None, town: Town) -> TownMap | None:
    """Return the map of map.yaml, else that of the town's unit, where town.yaml names it."""
    if own is None and town.commune:
        return TownMap.model_validate({"commune": town.commune})
    return own
