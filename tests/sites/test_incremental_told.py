"""The closing line of a build: how much was read, rendered and written."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import pytest

from tests.sites.build_site import Site, article, picture, stamps
from tests.sites.cases_changes import KEPT, OLD, PAGE, PORTRAIT, PORTRAYED, body, data
from tests.sites.changing import Changing, Told
from tests.sites.many_articles import CONF, Change
from town_portal.core.texts.folders import FOLDERS

CLOSING = re.compile(
    r"Đọc (?P<read>[\d.]+) bài, (?P<remembered>[\d.]+) bài không đổi; "
    r"dựng (?P<rendered>[\d.]+) trang; "
    r"ghi (?P<written>[\d.]+) tệp, bỏ (?P<removed>[\d.]+) tệp, giữ nguyên (?P<kept>[\d.]+) tệp; "
    r"hết \d+,\d giây\."
)
NOTHING = re.compile(r"Không có gì thay đổi; hết \d+,\d giây\.")
WITH_PORTRAIT = {
    **PORTRAYED,
    **data("province", ("logo: huy-hieu.svg", "logo: chan-dung.jpg")),
    PORTRAIT: picture(size=(60, 40)),
}
SITE = {**KEPT, **WITH_PORTRAIT}
TEXTS = len([name for name in SITE if re.search(rf"^content/({'|'.join(FOLDERS)})/.*\.md$", name)])
NOT_SHOWN = 1
"""The article that appears later counts neither as read nor as unchanged."""


@dataclass(frozen=True)
class Closing:
    """The numbers of a closing line."""

    read: int
    remembered: int
    rendered: int
    written: int
    removed: int
    kept: int


def closing(built: Told) -> Closing:
    """Return the numbers of the one closing line, which is the last of standard output."""
    found = CLOSING.fullmatch(built.lines[-1])
    assert found, built.lines
    return Closing(
        **{field.name: int(found[field.name].replace(".", "")) for field in fields(Closing)}
    )


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles, without a plugin that writes files of its own, never built."""
    conf = CONF.replace('"beside", ', "")
    return Changing(Site(tmp_path_factory.mktemp("told"), conf).write(SITE), SITE, conf=conf)


DATA = ("static/tim/", "du-lieu-mo/")
"""Where words are written down once more: for the search, and as open data."""
NEW = {"content/articles/2025-06-01-moi.md": article(date="2025-06-01", tags="y tế")}
GONE = {"content/articles/2025-01-12-dan-toi.md": None}
SHEET = {"content/data/calendar.csv": "Ngày;Nội dung;Loại\n16/6/2025;Họp;Lịch làm việc\n"}
CHANGES = (
    ("body", body(OLD, "Thêm một câu."), PAGE, 1, 1),
    ("new", NEW, "2025/06/01/moi/index.html", 1, 40),
    ("gone", GONE, "2025/01/12/dan-toi/index.html", 0, 40),
    ("calendar", SHEET, "lich/index.html", 0, 2),
    ("portrait", {PORTRAIT: picture(size=(60, 40), colour="#386641")}, "lanh-dao/index.html", 0, 1),
)
"""Name, files, a file that is written or goes, the texts read, the most pages rendered."""


def test_the_closing_line_counts_what_a_build_costs(changing: Changing) -> None:
    """Read, rendered, written, removed and kept are the true numbers, and small ones.

    A first build reads and writes all, one of nothing new says so; for the calendar, a leader's
    photograph and the province's logo no text is read.
    """
    first = changing.build()
    assert_first(closing(first), first)
    built = changing.build()
    assert NOTHING.fullmatch(built.lines[-1])
    assert built.errors == ()
    texts, before, times = TEXTS - NOT_SHOWN, first.tree, stamps(changing.output)
    for name, files, shows, read, most in CHANGES:
        changing.apply(Change(name, files))
        built = changing.build()
        told, tree, now = closing(built), built.tree, stamps(changing.output)
        written = [item for item in tree if now[item] != times.get(item)]
        gone = before.keys() - tree.keys()
        texts += (name == "new") - (name == "gone")
        assert (told.read, told.remembered) == (read, texts - read), name
        assert told.rendered <= most, name
        counted = (len(written), len(gone), len(tree) - len(written))
        assert (told.written, told.removed, told.kept) == counted, name
        assert shows in {*written, *gone}, name
        if name == "body":
            # Its words are in the index of its year and in the open data of its month, too.
            assert [item for item in written if not item.startswith(DATA)] == [PAGE]
        before, times = tree, now


def assert_first(told: Closing, built: Told) -> None:
    """Hold that a build into an empty folder has read and written all."""
    assert told.read == TEXTS - NOT_SHOWN
    assert 0 < told.rendered <= len(built.pages)
    assert (told.remembered, told.written) == (0, len(built.tree))
    assert (told.removed, told.kept) == (0, 0)
