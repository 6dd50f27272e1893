"""Imported drafts are articles that the portal builds without a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.importers.page.foes import HOSTILE
from tests.importers.page.known import NAMES, data_of, saved
from tests.sites.build_site import GOOD, Site, picture
from town_portal.authoring.importers.page.batch import ImportOptions, import_pages
from town_portal.authoring.importers.page.understand import VIET_NAM

PICTURES = ("IMG_0141.jpg", "cay-1.jpg", "lop-hoc.jpg", "keo-co.jpg", "bc1.jpg", "bc2.jpg", "x.jpg")


def test_drafts_are_built(tmp_path: Path) -> None:
    """Drafts of all fixture pages, the hostile ones too, build without a fault, links included."""
    site = Site(tmp_path).write(GOOD)
    way = ImportOptions(tmp_path / "content", "thong-bao", date(2025, 6, 1), VIET_NAM)
    files = {name: picture(colour=f"#2a6f{at:02x}") for at, name in enumerate(PICTURES)}
    pages = [(name, data_of(name)) for name in NAMES] + [*HOSTILE.items()]
    outcomes = import_pages([saved(data, f"{name}.html", **files) for name, data in pages], way)
    assert {outcome.state for outcome in outcomes} == {"new"}
    for outcome in outcomes:  # as they are once an editor has published them
        file = tmp_path / "content" / outcome.place / "index.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    built = site.good()
    link = built.page("2021/03/05/ra-quan-trong-cay-dau-nam")
    assert 'href="../../../../2020/12/14/kiem-tra-danh-gia-ket-qua-cai-cach-hanh-chinh/"' in link
    old = "portal/pages/2020-12-14/Kiem-tra-cai-cach-hanh-chinh-tai-thixq7z1.aspx/index.html"
    assert old in built.tree
    whole = "\n".join(built.page(outcome.place[14:].replace("-", "/", 3)) for outcome in outcomes)
    assert "LOADED-BY-HOSTILE-PAGE" not in whole
