"""What is not up to date: sections older than their limit, empty ones, unknown names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.unit.recorded_block import ARTICLE
from town_portal.cli.timeliness import iter_lines
from town_portal.core.records import Page, Site, Topic
from town_portal.features.organisation.models import Organisation
from town_portal.features.outages.models import Outages
from town_portal.features.timeliness.models import (
    Timeliness,
    TimelinessReport,
    build_report,
    iter_unknown_names,
)
from town_portal.features.timeliness.report_file import read_report, write_report

TODAY = date(2021, 1, 13)
NEWS, EMPTY = Topic("tin", "Tin", "chuyen-muc/tin/"), Topic("trong", "Trống", "chuyen-muc/trong/")
OLD = replace(ARTICLE, url="b/", date=datetime(2001, 1, 1, tzinfo=UTC))
SITE = Site(
    categories={NEWS: (ARTICLE, OLD), EMPTY: ()},
    pages=(
        Page("cu", "cu/", "Cũ", modified=datetime(2020, 1, 1, tzinfo=UTC)),
        Page("khong-ngay", "khong-ngay/", "Không ngày"),
    ),
)


def looked(limits: dict[str, Any], **data: Any) -> TimelinessReport:
    """Give the report of that site."""
    given = {"timeliness": Timeliness.model_validate(limits), "links": None}
    return build_report({**given, **data}, SITE, TODAY)


def names(found: TimelinessReport) -> tuple[list[str], list[str]]:
    """Give the keys of what is stale, and of what nobody has dated."""
    return [item.key for item in found.stale], [item.key for item in found.unknown]


def test_the_newest_article_counts_and_the_limit_is_in_time() -> None:
    """30 days after the newest article a limit of 30 is kept, one of 29 is not."""
    assert names(looked({"other_categories": 30})) == ([], [])
    assert names(looked({"other_categories": 29})) == (["tin"], [])
    own = {"other_categories": 30, "categories": [{"category": "tin", "days": 29}]}
    assert names(looked(own)) == (["tin"], [])


def test_pages_and_data_say_themselves_when() -> None:
    """A page and a data file without a date are told as such, not as old."""
    assert names(looked({"other_pages": 365})) == (["cu"], ["khong-ngay"])
    assert names(looked({"pages": [{"page": "cu", "days": 400}]})) == ([], [])
    limits = {"data": [{"data": "lich", "days": 7}, {"data": "links", "days": 7}]}
    assert names(looked(limits, lich=SimpleNamespace(modified=date(2021, 1, 5)))) == (["lich"], [])
    assert names(looked(limits, lich=SimpleNamespace())) == ([], ["lich"])
    made = Organisation(made=date(2021, 1, 5))
    limits = {"data": [{"data": "organisation", "days": 7}]}
    assert names(looked(limits, organisation=made)) == (["organisation"], [])
    assert names(looked(limits, organisation=Organisation())) == ([], ["organisation"])


def test_empty_categories_are_told_unless_they_may_be() -> None:
    """Whatever the limits, a category without an article is told."""
    assert looked({}).empty == (("trong", "Trống"),)
    assert looked({"may_be_empty": ["trong"]}).empty == ()


def test_names_that_nothing_has_are_faults() -> None:
    """A limit of an unknown category, page or data file is told with its place."""
    limits = {
        "categories": [{"category": "tin", "days": 1}, {"category": "la", "days": 1}],
        "pages": [{"page": "la", "days": 1}],
        "data": [{"data": name, "days": 1} for name in ("la", "organisation", "outages", "links")],
    }
    data: dict[str, Any] = {"timeliness": Timeliness.model_validate(limits), "links": None}
    data |= {"organisation": Organisation(), "outages": Outages()}
    assert [place for place, _ in iter_unknown_names(data, SITE)] == [
        *(("categories", 1, "category"), ("pages", 0, "page"), ("data", 0, "data")),
        ("data", 2, "data"),
    ]


def test_people_and_machines_are_told_the_same(tmp_path: Path) -> None:
    """What a build has noted is read again; each thing has its line with its days."""
    found = looked({"other_categories": 29, "other_pages": 365})
    write_report(tmp_path / "a" / "b.json", found)
    assert read_report(tmp_path / "a" / "b.json") == found
    assert list(iter_lines(found)) == [
        "Trang lâu chưa cập nhật:",
        "  trang Cũ (cu): cập nhật lần cuối 01/01/2020, đã 378 ngày (hạn 365 ngày)",
        "  chuyên mục Tin (tin): cập nhật lần cuối 14/12/2020, đã 30 ngày (hạn 29 ngày)",
        "Không ghi ngày cập nhật (hãy ghi modified; ở tệp dữ liệu có ô made thì ghi made):",
        "  trang Không ngày (khong-ngay)",
        "Chuyên mục chưa có nội dung:",
        "  Trống (trong)",
        "content/data/holidays.yaml: chưa có ngày nghỉ lễ nào của năm 2021.",
        "Đã xem 3 mục có hạn cập nhật; hạn của từng mục ở content/data/timeliness.yaml.",
    ]
