"""Maps to be drawn: the town's own and one of a square ward."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from town_portal.blocks.contract import Form
from town_portal.blocks.town_map import BLOCK, TownMap
from town_portal.core.data.loading import load_file
from town_portal.core.faults import Faults
from town_portal.core.filters import FILTERS

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


def drawn(view: Any, form: Form) -> str:
    """Return the block's HTML of what the template is given."""
    options: Any = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}
    package = ROOT / "plugins/town_portal"
    loader = FileSystemLoader([package, package / "features", ROOT / "theme/templates"])
    environment = Environment(loader=loader, lstrip_blocks=True, **options)
    environment.globals["published"] = lambda _url: True
    environment.filters.update(FILTERS)
    template = environment.get_template("blocks/town_map/template.html")
    return template.render(view=view, form=form, block=BLOCK, SITEURL="..")
