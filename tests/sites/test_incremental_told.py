"""The closing line of a build: how much was read, rendered and written."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import pytest

from plugins._kit.kinds import FOLDERS
from tests.sites.build_site import article, picture, stamps
from tests.sites.cases_changes import KEPT, OLD, PAGE, PORTRAIT, PORTRAYED, body, data
from tests.sites.changing import Changing, Told
from tests.sites.many_articles import CONF, Change

CLOSING = re.compile(
    r"Đọc (?P<read>[\d.]+) bài, (?P<remembered>[\d.]+) bài không đổi; "
    r"dựng (?P<rendered>[\d.]+) trang; "
    r"ghi (?P<written>[\d.]+) tệp, bỏ (?P<removed>[\d.]+) tệp, giữ nguyên (?P<kept>[\d.]+) tệp; "
    r"hết \d+,\d giây\."
)
NOTHING = re.compile(r"Không có gì thay đổi; hết \d+,\d giây\.")
SITE = KEPT
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
    return Closing(**{it.name: int(found[it.name].replace(".", "")) for it in fields(Closing)})


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles, without a plugin that writes files of its own."""
    conf = CONF.replace('"beside", ', "")
    return Changing.begun(tmp_path_factory.mktemp("told"), SITE, conf)


@pytest.fixture
def changing(ours: Changing) -> Changing:
    """The site as it was when it was built."""
    ours.recover()
    return ours


def test_a_build_of_nothing_new_says_so(changing: Changing) -> None:
    """Where nothing has changed, this and the seconds are all that it tells, and no error."""
    built = changing.build()
    assert NOTHING.fullmatch(built.lines[-1])
    assert built.errors == ()


DATA = ("static/tim/", "du-lieu-mo/")
"""Where words are written down once more: for the search, and as open data."""


def test_an_edited_body_costs_one_of_each(changing: Changing) -> None:
    """Editing one body reads one article and renders one page; but for its data, all is kept."""
    before = stamps(changing.output)
    with changing.changed(Change("body", body(OLD, "Thêm một câu."), (PAGE,))):
        built = changing.build()
        told, tree, after = closing(built), built.tree, stamps(changing.output)
        written = [name for name in tree if after[name] != before.get(name)]
        gone = changing.base.keys() - tree.keys()
        # Its words are in the index of its year and in the open data of its month, too.
        assert [it for it in written if not it.startswith(DATA)] == [PAGE]
        assert 2 <= len(written) <= 8
        assert told == Closing(
            *(1, TEXTS - 1 - NOT_SHOWN, 1),
            *(len(written), len(gone), len(tree) - len(written)),
        )


SHEET = "Ngày;Nội dung;Loại\n16/6/2025;Họp;Lịch làm việc\n"
WITH_PORTRAIT = Change(
    "portrayed",
    {
        **PORTRAYED,
        **data("province", ("logo: huy-hieu.svg", "logo: chan-dung.jpg")),
        PORTRAIT: picture(size=(60, 40)),
    },
)


def test_files_of_tables_that_texts_do_not_read(changing: Changing) -> None:
    """The calendar, a leader's photograph, the province's logo: no text is read for them."""
    with changing.changed(WITH_PORTRAIT):
        changing.build()
        before = stamps(changing.output)
        photograph = picture(size=(60, 40), colour="#386641")
        for name, file, most in (
            ("calendar", {"content/data/calendar.csv": SHEET}, 2),
            ("portrait", {PORTRAIT: photograph}, 1),
        ):
            changing.apply(Change(name, file))
            told, after = closing(changing.build()), stamps(changing.output)
            assert (told.read, told.remembered) == (0, TEXTS - NOT_SHOWN)
            assert told.rendered <= most
            assert [name for name in after if after[name] != before.get(name)]
            before = after
        changing.prove()


def test_an_added_article_writes_few_files(changing: Changing) -> None:
    """A new article costs its page, its neighbour's, and lists and feeds: at most 40 files."""
    before = stamps(changing.output)
    new = "content/articles/2025-06-01-moi.md"
    with changing.changed(Change("new", {new: article(date="2025-06-01", tags="y tế")})):
        built = changing.build()
        told, tree, after = closing(built), built.tree, stamps(changing.output)
        written = [name for name in tree if after[name] != before.get(name)]
        assert "2025/06/01/moi/index.html" in written
        assert len([it for it in written if it.endswith((".html", ".xml", ".json"))]) <= 40
        gone = changing.base.keys() - tree.keys()
        assert [it for it in gone if not it.startswith(DATA)] == []
        assert (told.read, told.removed, told.written) == (1, len(gone), len(written))
        assert told.kept == len(tree) - len(written)
        assert 0 < told.rendered <= 40


def test_a_deleted_article_is_counted_as_removed(changing: Changing) -> None:
    """What is no longer in the output is counted, and nothing is read for it."""
    with changing.changed(Change("gone", {"content/articles/2025-01-12-dan-toi.md": None})):
        built = changing.build()
        told, tree = closing(built), built.tree
        gone = changing.base.keys() - tree.keys()
        assert "2025/01/12/dan-toi/index.html" in gone
        assert (told.read, told.removed) == (0, len(gone))
        assert told.written + told.kept == len(tree)


def test_a_first_build_keeps_nothing(changing: Changing) -> None:
    """A build into an empty folder reads and writes all."""
    changing.forget()
    told = closing(changing.build())
    assert told.read == TEXTS - NOT_SHOWN
    pages = [name for name in changing.base if name.endswith(".html")]
    assert 0 < told.rendered <= len(pages)
    assert (told.remembered, told.written) == (0, len(changing.base))
    assert (told.removed, told.kept) == (0, 0)
