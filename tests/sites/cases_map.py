"""A map.yaml that is broken, or the file of areas beside it."""

from __future__ import annotations

import json

from tests.sites.case import Case, data
from tests.sites.cases_front import NO_FILE, missing

MAP = "areas: map/khu.geojson\nvalid: địa giới thử\nsource: Tự vẽ\nlicence: CC0\n"
RING = [[105.7, 18.5], [105.8, 18.5], [105.8, 18.6], [105.7, 18.5]]


def geojson(ring: object, **properties: object) -> str:
    """Return a GeoJSON file of one area."""
    area = {
        "type": "Feature",
        "properties": {"name": "Phường Thử"} | properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [area]}, ensure_ascii=False)


def map_case(name: str, text: str, *lines: str, areas: str = geojson(RING)) -> Case:
    """Return the case of a broken map.yaml, or of a broken file of areas beside it."""
    case = data(name, "map", text, *lines)
    return Case(name, {**case.files, "content/data/map/khu.geojson": areas}, case.lines)


CASES = (
    data(
        "map-areas-missing",
        "map",
        MAP,
        f"1: areas: {NO_FILE.format('map/khu.geojson', 'content/data/map')}",
    ),
    map_case(
        "map-not-json", MAP, "1: areas: tệp “map/khu.geojson” không phải JSON đọc được", areas="{"
    ),
    map_case(
        "map-without-valid", MAP.replace("valid: địa giới thử\n", ""), f"1: {missing('valid')}"
    ),
    map_case(
        "map-kind",
        MAP + "places:\n  - {name: Đền, kind: dinh}\n",
        "6: places.1.kind: giá trị không được nhận; chỉ nhận: trung-tam, co-quan, di-tich, den, chua, "
        "nha-tho, canh-quan, lang-nghe, cho, truong-hoc, y-te, giao-thong, khac, khu-dan-cu",
    ),
    map_case(
        "map-place-order",
        MAP + "places:\n  - name: Đền\n    coordinates: [18.5, 105.7]\n",
        "7: places.1.coordinates: tọa độ [18.5, 105.7] không ở Việt Nam; "
        "hãy viết kinh độ trước (102 đến 118), vĩ độ sau (6 đến 24)",
    ),
    map_case(
        "map-two-centres",
        MAP + "places:\n  - {name: A, kind: trung-tam}\n  - {name: B, kind: trung-tam}\n",
        "7: places.2.kind: chỉ một nơi được là trung-tam; ở đây có 2: “A”, “B”",
    ),
    map_case(
        "map-ring-open",
        MAP,
        "1: areas.features.1.geometry.Polygon.coordinates.1: đường bao chưa khép kín: "
        "điểm cuối phải trùng điểm đầu",
        areas=geojson([*RING[:3], [105.7, 18.6]]),
    ),
)
