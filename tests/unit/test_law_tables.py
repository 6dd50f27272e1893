"""Tables of every town beside a town's own: links, synonyms, map, sources of duties."""

from __future__ import annotations

from pathlib import Path

import pytest

from town_portal.blocks.links import BLOCK as LINKS
from town_portal.blocks.links import Links
from town_portal.blocks.town_map import BLOCK as MAP
from town_portal.blocks.town_map.models import TownMap
from town_portal.core.data.loading import Table, Tables, load_tables
from town_portal.core.data.tables import TABLES
from town_portal.core.faults import Faults
from town_portal.features.duties.models import TABLE as DUTIES
from town_portal.features.duties.models import Duties
from town_portal.features.search.models import TABLE as SYNONYMS
from town_portal.features.search.models import Synonyms

TOWN = "name: Phường A\naddress: B\ntime_zone: Asia/Ho_Chi_Minh\nbase_path: /\n"
NATIONWIDE = f'{TOWN}nationwide: true\ncommune: "18754"\n'
LOADED: tuple[Table, ...] = (
    *TABLES,
    *(item.table for item in (LINKS, MAP) if item.table),
    *(SYNONYMS, DUTIES),
)
OWN_DUTY = """\
duties:
- key: rieng
  title: Việc riêng
  text: Nghị quyết của Hội đồng nhân dân giao cổng đăng lịch tiếp dân.
  level: must
  judged: partly
  lacking: [Chưa đăng đủ]
  basis: [{source: nd-224-2026, clause: Điều 5}]
"""


def loaded(folder: Path, **files: str) -> tuple[Tables, list[str]]:
    """Write data files, load them, and return the tables with the faults."""
    (folder / "data").mkdir()
    for name, text in files.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    faults = Faults()
    tables = load_tables(LOADED, folder / "data", faults)
    return tables, [f"{fault.line}: {fault.field}: {fault.message}" for fault in faults]


def test_what_every_town_has_needs_no_file(tmp_path: Path) -> None:
    """By its code a town has map and former names, by ``nationwide`` links and abbreviations."""
    tables, faults = loaded(tmp_path, town=NATIONWIDE)
    assert not faults
    links, synonyms, plan = tables["links"], tables["synonyms"], tables["map"]
    assert isinstance(links, Links)
    assert isinstance(synonyms, Synonyms)
    assert isinstance(plan, TownMap)
    assert [group.title for group in links.groups] == ["Trung ương"]
    assert synonyms.groups[0].words == ("Sông Trí",)
    assert synonyms.groups[0].parts
    assert ("UBND", "Ủy ban nhân dân") in [group.words for group in synonyms.groups]
    assert plan.commune == "18754"


def test_without_code_and_law_there_is_nothing(tmp_path: Path) -> None:
    """A town that follows no table of the generator's has what its own files say."""
    tables, faults = loaded(tmp_path, town=TOWN)
    assert not faults
    assert (tables["links"], tables["map"], tables["synonyms"]) == (None, None, Synonyms())


def test_what_a_town_writes_holds(tmp_path: Path) -> None:
    """A group of the same title or with one of the words stands in place of the common one."""
    links = "groups:\n- {title: Trung ương, links: [{title: A, url: 'https://a.vn/'}]}\n"
    links += "- {title: Tỉnh, links: [{title: B, url: 'https://b.vn/'}]}\n"
    words = "groups:\n- words: [ubnd, Ủy ban]\n"
    tables, faults = loaded(tmp_path, town=NATIONWIDE, links=links, synonyms=words)
    assert not faults
    found, synonyms = tables["links"], tables["synonyms"]
    assert isinstance(found, Links)
    assert isinstance(synonyms, Synonyms)
    assert [group.links[0].title for group in found.groups] == ["A", "B"]
    assert [group.words for group in synonyms.groups if "nhân dân" in str(group.words)] == [
        ("HĐND", "Hội đồng nhân dân")
    ]


@pytest.mark.parametrize("ends", ["", "verdicts: []\n"])
def test_a_towns_own_duty_cites_a_national_source(tmp_path: Path, ends: str) -> None:
    """The source is named by its key alone, and is told with the others."""
    tables, faults = loaded(tmp_path, town=NATIONWIDE, duties=OWN_DUTY + ends)
    assert not faults
    duties = tables["duties"]
    assert isinstance(duties, Duties)
    assert duties.source("nd-224-2026").title == "Nghị định 224/2026/NĐ-CP"


@pytest.mark.parametrize(("town", "key"), [(TOWN, "nd-224-2026"), (NATIONWIDE, "khong-co")])
def test_a_source_that_nobody_has_is_a_fault_at_its_line(
    tmp_path: Path, town: str, key: str
) -> None:
    """Where the town does not follow the common table, or that has no such key."""
    own = OWN_DUTY.replace("nd-224-2026", key)
    _, faults = loaded(tmp_path, town=town, duties=own)
    assert faults == [f"8: duties.1.basis.1.source: không có văn bản nào mang khóa “{key}”"]


def test_a_code_that_no_unit_has_is_a_fault(tmp_path: Path) -> None:
    """It is told at its line of town.yaml."""
    _, faults = loaded(tmp_path, town=f"{TOWN}commune: '99999'\n")
    assert faults == [
        "5: commune: không có xã, phường, đặc khu nào mang mã “99999”; mã gồm năm chữ số"
    ]
