"""`new` for communes of all kinds: built and checked, with nothing of the demonstration in it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from town_portal.cli import content_check, new
from town_portal.core.communes import Commune, list_communes, read_commune, strip_kind
from town_portal.core.system.places import ROOT
from town_portal.publishing import gate
from town_portal.publishing.build import build_site

DEMONSTRATION = ROOT / "content" / "data"
DRAWN = 2026_12
"""The seed of the draw."""
TEXTS = {".html", ".json", ".xml", ".txt", ".md", ".yaml", ".css", ".js", ".atom", ".rss", ""}
KINDS = "(?:[Pp]hường|[Xx]ã|[Đđ]ặc khu)"


def _draw() -> list[Commune]:
    """Return ten communes of ten provinces, and a special zone of another before them."""
    chance = random.Random(DRAWN)
    units = list(list_communes())
    zone = chance.choice([unit for unit in units if unit.kind == "đặc khu"])
    others = [item for item in {it.province_code for it in units} if item != zone.province_code]
    provinces = chance.sample(sorted(others), 10)
    return [
        zone,
        *(chance.choice([unit for unit in units if unit.province_code == p]) for p in provinces),
    ]


TOWNS = [
    pytest.param(unit, id=unit.code, marks=[pytest.mark.long] if number > 1 else [])
    for number, unit in enumerate(_draw())
]


def _read(name: str) -> Any:
    return yaml.safe_load((DEMONSTRATION / f"{name}.yaml").read_text(encoding="utf-8"))


def _facts() -> Iterator[str]:
    """Yield names, numbers and addresses of the demonstration as its data have them."""
    town, organisation = _read("town"), _read("organisation")
    yield from (town[item] for item in ("name", "short_name", "address", "telephone", "site"))
    yield from (town["province"], "Hà Tĩnh", "hatinh", "18115", "18118")
    yield str(town["visits"]["start"])
    for item in (*organisation["units"], *organisation["leaders"]):
        yield from (item[name] for name in ("head", "telephone") if name in item)
    yield from (item["name"] for item in organisation["leaders"])
    for place in _read("map")["places"]:
        yield place["name"]
        yield from map(str, place.get("coordinates", ()))
    yield from (item["name"] for item in _read("monuments")["monuments"])
    yield from (item["title"] for item in _read("songs")["songs"])
    for group in _read("links")["groups"][1:]:
        yield from (item["url"] for item in group["links"])
    yield from (part for group in _read("synonyms")["groups"] for part in group.get("parts", ()))


FACTS = frozenset(_facts())


def _own(unit: Commune) -> str:
    """Return every name that a town's portal may hold: its own, what is near, what it was."""
    near = [neighbour for neighbour in map(read_commune, unit.neighbours) if neighbour]
    names = [
        unit.name,
        unit.province,
        *(item.name for item in near),
        *(item.province for item in near),
    ]
    names += [word for item in unit.former for word in (item.name, item.district, item.province)]
    return "\n".join(names)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file, with plain spaces."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in TEXTS and ".git" not in path.parts:
            text = path.read_bytes().decode("utf-8", "replace")
            yield path.relative_to(folder).as_posix(), re.sub(r"[\xa0\u202f]|&nbsp;", " ", text)


def _strange_units(unit: Commune) -> re.Pattern[str]:
    """Return what finds a unit that has nothing to do with a town, named with its kind.

    The town's own names are alternatives too, so that a longer one hides what it begins with.
    """
    own = {strip_kind(name) for name in _own(unit).split("\n") if name}
    names = {commune.short_name for commune in list_communes()} | own
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b{KINDS} ({words})(?!\w)")


def _assert_own(folder: Path, unit: Commune) -> None:
    own = _own(unit)
    units = {strip_kind(name) for name in own.split("\n")}
    strange = _strange_units(unit)
    foreign = sorted(re.escape(item) for item in FACTS if item.casefold() not in own.casefold())
    facts = re.compile(rf"(?<![\w.])(?:{'|'.join(foreign)})(?!\w)")
    for name, text in _texts(folder):
        assert not facts.findall(text), name
        assert {item[1] for item in strange.finditer(text)} <= units, name


@pytest.mark.parametrize("unit", TOWNS)
def test_a_new_town_is_whole_and_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], unit: Commune
) -> None:
    """Made, built as it is published, checked and gated without a finding; no other town's fact."""
    town, output = tmp_path / "cong", tmp_path / "output-public"
    flags = {"domain": "cong.example", "colour": "xanh-la", "telephone": "", "email": ""}
    assert new.main(town, unit.code, flags, is_asked=False) == 0
    assert content_check.main(town / "content") == 0
    assert "Nội dung không có chỗ nào cần xem lại." in capsys.readouterr().out
    result = build_site(town / "content", output, ROOT / "publishconf.py")
    assert result.code == 0, result.faults
    assert gate.main(output, town / "content") == 0
    assert "cổng mẫu" not in capsys.readouterr().out
    home = (output / "index.html").read_text(encoding="utf-8")
    assert unit.short_name in re.sub(r"[\xa0]", " ", home)
    assert "Hiện không có tin nào" not in home
    assert "chưa được kiểm tra" in (output / "kha-nang-tiep-can" / "index.html").read_text("utf-8")
    _assert_own(town, unit)
    _assert_own(output, unit)


def test_a_fact_of_the_demonstration_would_be_found(tmp_path: Path) -> None:
    """The search for strange facts finds a name, a number and another commune."""
    unit = read_commune("21548")
    assert unit
    for text in ("thị xã Hồng&nbsp;Lĩnh", "ĐT 0239 000 0000", "về xã Tân Phú chơi"):
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        with pytest.raises(AssertionError, match=r"a\.html"):
            _assert_own(tmp_path, unit)
    (tmp_path / "a.html").write_text("xã hội, phường cũ: huyện Lý Sơn", encoding="utf-8")
    _assert_own(tmp_path, unit)
