"""Maps to be drawn: the town's own and one of a square ward."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from plugins._kit.data import load_file
from plugins._kit.faults import Faults
from plugins.blocks.contract import Form
from plugins.blocks.town_map import TownMap

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "town" / "data"
FORMS: tuple[Form, Form] = ("page", "box")
points = st.tuples(st.floats(102, 118), st.floats(6, 24))


def areas(ring: Any, kind: str = "Polygon", name: str = "Phường Thử") -> Any:
    """Return a GeoJSON file with one area, and fields that the map does not use."""
    geometry = {"type": kind, "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"name": name, "code": 1}, "geometry": geometry}
    return {"type": "FeatureCollection", "bbox": [1, 2, 3, 4], "features": [feature]}


SQUARE = areas([[105.7, 18.5], [105.75, 18.5], [105.75, 18.55], [105.7, 18.55], [105.7, 18.5]])


def made(**fields: Any) -> TownMap:
    """Return a map of one square ward, with ``fields`` besides."""
    data = {"areas": SQUARE, "valid": "từ nay", "source": "nguồn", "licence": "CC0", **fields}
    return TownMap.model_validate(data, context={"folder": DATA})


def real() -> TownMap:
    """Return the town's own map data."""
    data = load_file(TownMap, DATA / "map.yaml", Faults())
    assert isinstance(data, TownMap)
    return data
