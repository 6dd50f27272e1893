"""Duties: what each check sees, how states come about, what the command tells."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from town_portal.cli import duties
from town_portal.core.articles import InMemory
from town_portal.core.data.former import Former
from town_portal.core.data.tables import Live, Streets, Town
from town_portal.core.data.workdays import Holiday, Holidays
from town_portal.core.records import Article, Page, Site, Topic
from town_portal.features.duties.check_context import Sight
from town_portal.features.duties.checks import CHECKS
from town_portal.features.duties.missing_fields import FILES, list_openings
from town_portal.features.duties.models import Duties, merge_duties
from town_portal.features.duties.outcome import CheckOutcome, State
from town_portal.features.duties.report import build_report, compute_state
from town_portal.features.outages.models import Outage, Outages
from town_portal.features.timeliness.models import Timeliness

TOWN = Town(name="Xã Thử", address="Số 1", time_zone="Asia/Ho_Chi_Minh", base_path="/")
TODAY = date(2026, 11, 28)


def article(url: str, **fields: Any) -> Article:
    """Return an article of that address."""
    day = datetime(2026, 11, 1)  # noqa: DTZ001  # nobody asks for its zone
    return Article(url, "Một bài", day, False, Topic("a", "A", "chuyen-muc/a/"), **fields)


def seen(check: str, of: str = "", **sight: Any) -> CheckOutcome:
    """Return what a check sees."""
    return CHECKS[check].look(Sight(**{"town": TOWN, "today": TODAY, **sight}), of)


def told(*duties: dict[str, Any], **sight: Any) -> Any:
    """Return the report on some duties."""
    base = {"key": "mot", "title": "Một", "text": "Một việc", "level": "must", "judged": "met"}
    sources = [
        {"key": "luat", "title": "Luật A", "page": "/van-ban/a/"},
        {"key": "cu", "title": "Luật B", "page": "/van-ban/b/"},
    ]
    data = {"sources": sources, "duties": [base | duty for duty in duties]}
    found = merge_duties(Duties.model_validate(data), None)
    assert found
    return build_report(found, Sight(**{"town": TOWN, "today": TODAY, **sight}))


def test_fields_of_a_kind_are_counted() -> None:
    """Every text has to have them all; the first three that have not are named."""
    whole, bare = article("a/", author="An", summary="Tóm"), article("b/", author="An")
    site = Site(articles=InMemory((whole, bare)))
    assert seen("complete", "articles: author summary", site=site) == CheckOutcome(
        "partly", "1/2 đủ; còn thiếu: /b/"
    )
    assert seen("complete", "articles: author", site=site).state == "met"
    assert seen("complete", "documents: number").state == "open"
    site = Site(articles=InMemory(article(f"{number}/") for number in range(5)))
    found = seen("signed", site=site, unsigned=("0/", "1/", "2/", "3/"))
    assert found == CheckOutcome("partly", "1/5 có ghi; còn thiếu: /0/, /1/, /2/…")


def test_the_host_is_told() -> None:
    """A service on another machine is a foreign host, streets on demand are not."""
    far = TOWN.model_copy(update={"live": Live(address="https://dem.vn")})
    streets = Streets(tiles="https://manh.vn/{z}/{x}/{y}.png", attribution="A")
    assert seen("same_host", town=far).state == "open"
    asked = seen("same_host", town=TOWN.model_copy(update={"streets": streets}))
    assert (asked.state, "manh.vn" in asked.evidence) == ("met", True)
    assert seen("domain", town=TOWN.model_copy(update={"site": "https://a.com"})).state == "open"
    assert seen("domain", town=TOWN.model_copy(update={"site": "https://a.gov.vn"})).state == "met"


def test_links_to_another_host_are_found() -> None:
    """Of the links at a place all lead to the one host."""
    good = ("dichvucong.gov.vn/1", "hatinh.dichvucong.gov.vn:443/")
    bad = ("dichvucong.gov.vn.lừa.com/", "giadichvucong.gov.vn", "a.com?dichvucong.gov.vn", "[::1")
    links = [{"to": f"https://{item}"} for item in (*good, *bad)]
    data = {"procedures": {"items": links}}
    for host in ("dichvucong.gov.vn", ".dichvucong.gov.vn"):
        found = seen("hosts", f"procedures.items.*.to {host}", data=data)
        assert found == CheckOutcome("partly", "2/6 liên kết")


def test_what_data_leave_open_is_named() -> None:
    """As the core knows it, file by file; a few of it in words."""
    found = seen("openings", "data/town.yaml", data={"town": TOWN})
    assert (found.state, found.evidence.count("Xã Thử: thiếu"), found.evidence[-1]) == (
        "partly",
        3,
        "…",
    )
    files = {
        opening.file
        for opening in list_openings({"town": TOWN, "organisation": None, "monuments": None})
    }
    assert files == set(FILES)


def test_holidays_of_the_next_year_are_wanted_in_autumn() -> None:
    """The answer holds for this month, also in December."""
    day = Holiday(title="Tết", since=date(2026, 1, 1), until=date(2026, 1, 1))
    data = {"holidays": Holidays(holidays=(day,))}
    found = seen("holidays", data=data, today=date(2026, 12, 31))
    assert (found.state, found.until) == ("partly", date(2027, 1, 1))


def test_sections_that_grow_old_are_counted() -> None:
    """Older than the limit, without a day, empty; the answer is looked for again tomorrow."""
    old = Page("a", "a/", "A", modified=datetime(2025, 1, 1))  # noqa: DTZ001
    site = Site(pages=(old, Page("b", "b/", "B")), categories={Topic("c", "C", "c/"): ()})
    limits = {"timeliness": Timeliness(other_pages=365)}
    found = seen("timely", data=limits, site=site)
    said = "xem 2 mục: 1 mục quá hạn, 1 mục chưa ghi ngày, 1 chuyên mục không có bài"
    assert found == CheckOutcome("partly", said, date(2026, 11, 29))
    assert seen("timely").state == "open"


def test_outages_are_told_seven_working_days_ahead() -> None:
    """An emergency is none of them; where there was no outage nobody was late."""

    def outage(announced: date, **fields: Any) -> Outage:
        begins, returns = datetime(2026, 11, 20, 22), datetime(2026, 11, 21, 5)  # noqa: DTZ001
        return Outage(
            announced=announced, begins=begins, returns=returns, reason="Nâng cấp", **fields
        )

    late, early = outage(date(2026, 11, 18)), outage(date(2026, 11, 2))
    sudden = outage(date(2026, 11, 20), emergency=True)
    found = seen("outages", data={"outages": Outages(outages=(late, early, sudden))})
    assert found == CheckOutcome("partly", "1/2 lần báo trước 7 ngày làm việc")
    assert seen("outages").state == "met"


def test_answers_are_counted_in_working_days() -> None:
    """Two ends of a week do not count; a question without an answer is not public."""

    def question(**fields: date | None) -> Any:
        return SimpleNamespace(asked=date(2026, 11, 2), answered=fields.get("answered"))

    fast, slow = question(answered=date(2026, 11, 23)), question(answered=date(2026, 11, 24))
    site = Site(kinds={"questions": (fast, slow, question())})
    found = seen("answers", "15", site=site)
    assert found == CheckOutcome("partly", "1/2 câu trong hạn; lâu nhất 16 ngày làm việc")
    assert seen("answers", "16", site=site).state == "met"
    assert seen("answers", "15").state == "met"


def test_an_archive_is_not_asked_for_what_it_has_closed() -> None:
    """Neither for the live service nor for news; a claim that rests on nothing else holds."""
    checks = [{"check": "filled", "of": "town.live", "words": "dịch vụ"}, {"check": "timely"}]
    town = TOWN.model_copy(update={"archive": Former(since=date(2025, 7, 1))})
    (row,) = told({"checks": checks}, town=town, data={"town": town}).rows
    assert [seen.answer for seen in row.seen] == ["Không áp dụng"] * 2
    assert (row.state, row.is_broken, row.failed) == ("met", False, ())
    (row,) = told({"checks": checks}, data={"town": TOWN}).rows
    assert row.is_broken


@pytest.mark.parametrize(
    ("judged", "found", "state"),
    [
        ("met", [], "met"),
        ("met", ["met", "met"], "met"),
        ("met", ["met", "open"], "partly"),
        ("met", ["open", "open"], "open"),
        ("partly", ["met"], "partly"),
        ("partly", ["open"], "open"),
        ("open", ["met"], "open"),
    ],
)
def test_no_state_is_better_than_checks_and_people_find_it(
    judged: State, found: list[State], state: State
) -> None:
    """What people hold of it, or worse where checks say so."""
    assert compute_state(judged, found) == state


def test_a_claim_that_fails_is_told() -> None:
    """A duty held for met whose check fails is broken, and its state is another one."""
    check = {"check": "address", "of": "/a/", "words": "trang A"}
    found = told(
        {"checks": [check]}, {"key": "hai", "checks": [check], "judged": "open", "lacking": ["A"]}
    )
    assert [(row.state, row.is_broken) for row in found.rows] == [("open", True), ("open", False)]
    assert [str(item) for item in found.rows[0].failed] == ["Còn thiếu: trang A"]
    assert told({"checks": [check]}, addresses={"a/"}).counted == "1 đạt"


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        ({}, "chưa ai và chưa máy nào kiểm"),
        ({"judged": "open"}, "còn thiếu gì"),
        ({"checks": [{"check": "address"}]}, "cần biết xem gì"),
        ({"checks": [{"check": "answers", "of": "15 ngày"}]}, "viết chưa đúng cách.*ví dụ 15"),
        ({"checks": [{"check": "answers", "of": "0"}]}, "viết chưa đúng cách"),
        ({"checks": [{"check": "hosts", "of": "procedures.groups.*.url"}]}, "rồi tên máy chủ"),
        ({"checks": [{"check": "hosts", "of": "procedures.groups "}]}, "rồi tên máy chủ"),
        ({"checks": [{"check": "openings", "of": "data/khac.yaml"}]}, "data/organisation.yaml"),
        ({"checks": [{"check": "complete", "of": "documents"}]}, "viết chưa đúng cách"),
        ({"checks": [{"check": "signed"}], "basis": [{"source": "la"}]}, "không có văn bản nào"),
    ],
)
def test_what_nobody_can_know_is_refused(duty: dict[str, Any], words: str) -> None:
    """Met without a look, not met without a reason, a check of nothing, a source that is none."""
    with pytest.raises(ValueError, match=words):
        told(duty)


MET = {"what": "trang A", "state": "met", "evidence": ""}
OPEN = {"what": "trang B", "state": "open", "evidence": "0/2"}


def duty(key: str, judged: str, state: str, *checks: dict[str, str]) -> dict[str, Any]:
    """Return a duty as the report has it."""
    look = {"what": "Đã mở trang", "by": "Người soát", "seen": "2026-11-28"}
    found: dict[str, Any] = {"key": key, "title": f"Việc {key}", "basis": ["Luật"]}
    found |= {"judged": judged, "looks": [look], "lacking": ["Điều B."], "checks": [*checks]}
    return found | {"state": state, "pages": [{"url": "/a/", "published": False}], "tests": []}


def run(monkeypatch: pytest.MonkeyPatch, found: dict[str, Any] | None, **given: Any) -> int:
    """Run the command as if the build had found this."""
    monkeypatch.setattr(duties, "inspect_duties", lambda _content: found)
    return duties.main(Path(__file__).parent, **given)


def test_a_claim_that_is_not_so_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names file, duty, what a check saw and what to do."""
    assert run(monkeypatch, {"duties": [duty("a", "met", "partly", MET, OPEN)]}) == 1
    assert capsys.readouterr().err == (
        "content/data/duties.yaml: a: ghi là đạt (judged: met) nhưng phép kiểm thấy: còn thiếu: "
        "trang B (0/2). Hãy bổ sung điều còn thiếu, hoặc ghi lại judged và lacking.\n"
    )


def test_all_is_told_and_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every check, look and lack in words; the report itself for machines."""
    found = {"duties": [duty("a", "open", "open", OPEN)]}
    file = tmp_path / "tuan-thu.json"
    assert run(monkeypatch, found, in_full=True, to=file) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == found
    assert capsys.readouterr().out.splitlines() == [
        "Chưa đạt: Việc a (Luật)",
        "  trang /a/ (chưa có)",
        "  còn thiếu: trang B (0/2)",
        "  Đã mở trang (Người soát, 2026-11-28)",
        "  còn thiếu: Điều B.",
        "1 yêu cầu: 1 chưa đạt.",
    ]
    assert run(monkeypatch, found, to=tmp_path / "khong-co" / "a.json") == 1
