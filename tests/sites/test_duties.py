"""The page of duties follows what the site has become, and costs nothing where that is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites.build_site import CLOCK, GOOD, TOWN, Files, Site, article, page, stamps
from town_portal.core.data.loading import LAW

PAGE = "muc-do-tuan-thu"
DUTIES = """\
duties:
  - key: lien-he
    title: Liên hệ
    text: Có trang liên hệ, mỗi bài ghi tên tác giả
    level: must
    pages: [{title: Liên hệ, page: /lien-he/}]
    checks: [{check: address, of: /lien-he/, words: trang liên hệ}, {check: signed}]
    judged: met
"""
HOLIDAYS = """\
  - key: ngay-le
    title: Ngày lễ
    text: Biết ngày lễ
    level: must
    checks: [{check: holidays}]
    judged: met
"""
YEAR = "holidays: [{title: Lễ, since: 2025-09-02, until: 2025-09-02}]\n"
CONTACT: Files = {"content/pages/lien-he.md": page(title="Liên hệ")}
GOOD_ARTICLE = "content/articles/2020/2020-12-14-tot/index.md"
SIGNED: Files = {GOOD_ARTICLE: article(title="Bài tốt", date="2020-12-14", author="Lê An")}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site that is held to a duty."""
    return Site(tmp_path).write({**GOOD, "content/data/duties.yaml": DUTIES})


def told(output: Path) -> dict[str, Any]:
    """Return the first duty as the file for machines tells it."""
    data = json.loads((output / PAGE / "du-lieu.json").read_text(encoding="utf-8"))
    return dict(data["duties"][0])


def test_the_page_follows_the_site(site: Site) -> None:
    """After each change it is what a build from nothing makes; what is not there has no link."""
    first = site.good()
    assert told(first.output)["state"] == "open"
    assert "Liên hệ (không có trang)" in first.page(f"{PAGE}/can-cu")
    changes: list[tuple[Files, str]] = [
        (CONTACT, "partly"),
        (SIGNED, "met"),
        ({GOOD_ARTICLE: GOOD[GOOD_ARTICLE], **dict.fromkeys(CONTACT)}, "open"),
    ]
    for files, state in changes:
        again = site.write(files).good()
        assert told(again.output)["state"] == state, files
    table = (again.output / PAGE / "du-lieu.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 2
    assert table[1].startswith("Liên hệ,")
    before = stamps(again.output / PAGE)
    text = article("Câu khác.", title="Bài tốt", date="2020-12-14", tags="thử")
    again = site.write({GOOD_ARTICLE: text}).good()
    assert stamps(again.output / PAGE) == before  # a sentence more changes no answer
    assert again.tree == site.good(output="fresh").tree


def test_the_answer_changes_with_the_calendar(site: Site) -> None:
    """From October the holidays of the next year are wanted: nobody has to change a file."""
    site.write(
        {"content/data/duties.yaml": f"duties:\n{HOLIDAYS}", "content/data/holidays.yaml": YEAR}
    )
    assert told(site.good().output)["state"] == "met"
    for day, state in ((120, "partly"), (1, "met")):
        site.env = {"SOURCE_DATE_EPOCH": str(CLOCK + day * 86_400)}
        assert told(site.good().output)["state"] == state


def test_what_law_asks_of_every_town_needs_no_file(tmp_path: Path) -> None:
    """A town that follows the rules of all begins without a page, then without a verdict."""
    town = {"content/data/town.yaml": f"{TOWN}nationwide: true\n"}
    site = Site(tmp_path).write({**GOOD, **town})
    assert f"{PAGE}/index.html" not in site.good().tree
    site.write({"content/data/duties.yaml": "verdicts: []\n"})
    found = json.loads(site.good().tree[f"{PAGE}/du-lieu.json"])
    rules = yaml.safe_load((LAW / "duties.yaml").read_text(encoding="utf-8"))["duties"]
    assert {duty["key"] for duty in found["duties"]} == {rule["key"] for rule in rules}
    assert {duty["judged"] for duty in found["duties"]} == {"open"}
    assert not any(duty["looks"] or duty["tests"] for duty in found["duties"])
    verdict = "verdicts:\n- {key: thu-tuc, judged: partly, lacking: [Chưa đủ.]}\n"
    site.write({"content/data/duties.yaml": verdict})
    again = json.loads(site.good().tree[f"{PAGE}/du-lieu.json"])
    changed = {duty["key"]: duty["judged"] for duty in again["duties"] if duty["judged"] != "open"}
    assert changed == {"thu-tuc": "partly"}


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("{key: khong-co, judged: open, lacking: [a]}", "không có yêu cầu chung nào mang khóa"),
        ("{key: an-toan, judged: met}", "an-toan: chưa ai và chưa máy nào kiểm"),
    ],
)
def test_a_verdict_that_fits_no_rule_is_told(tmp_path: Path, verdict: str, sentence: str) -> None:
    """What was found of a rule that is gone does not vanish; what nobody has seen is not met."""
    town = {"content/data/town.yaml": f"{TOWN}nationwide: true\n"}
    own = {"content/data/duties.yaml": f"verdicts:\n- {verdict}\n"}
    built = Site(tmp_path).write({**GOOD, **town, **own}).build()
    assert [line for line in built.errors if sentence in line and "pydantic" not in line]
