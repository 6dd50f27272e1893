"""The map of a unit whose borders the portal has itself (core/communes)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from town_portal.core.communes import FormerUnit, read_commune, read_feature
from town_portal.core.text import lower_first

VALID = "địa giới từ 01/7/2025, chỉ để định hướng"
SOURCE = (
    "sapnhap.bando.com.vn (Nhà xuất bản Tài nguyên – Môi trường và Bản đồ Việt Nam), "
    "qua thanglequoc/vietnamese-provinces-database"
)
LICENCE = "MIT, © 2021 Thang Le Quoc"


def build_map(code: str) -> dict[str, Any]:
    """Return the data of map.yaml for a unit, with its neighbours; raises LookupError."""
    unit = read_commune(code)
    if unit is None:
        raise LookupError(code)
    neighbours = [neighbour for neighbour in map(read_commune, unit.neighbours) if neighbour]
    area = read_feature(unit)
    area["properties"]["merged_from"] = list(describe_former(unit.former))
    around = [read_feature(neighbour) for neighbour in neighbours]
    return {
        "areas": _build_collection([area]),
        **({"neighbours": _build_collection(around)} if around else {}),
        "valid": VALID,
        "source": SOURCE,
        "licence": LICENCE,
    }


def describe_former(former: Iterable[FormerUnit]) -> Iterator[str]:
    """Yield former units as a list names them, with what sets them apart.

    The district stands beside a name where it is not that of most; so does "một phần".
    """
    former = tuple(former)
    usual = Counter(item.district for item in former).most_common(1)[0][0] if former else ""
    for item in former:
        district = [lower_first(item.district)] if item.district != usual else []
        notes = [*district, *(["một phần"] if item.is_part else [])]
        yield f"{item.name} ({', '.join(notes)})" if notes else item.name


def _build_collection(features: list[Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
