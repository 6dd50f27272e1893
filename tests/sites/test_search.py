"""The index and the search page of a small site: what is in them, and when they are made again."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.sites.build_site import GOOD, Built, Site, article, read, stamps
from town_portal.features.search.words import fold_word

TIM = "static/tim"
OLD = "content/articles/2019/2019-05-06-cu.md"
NEW = "content/articles/2020/2020-12-15-moi.md"
SYNONYMS = """\
groups:
  - words: [UBND, Ủy ban nhân dân]
  - words: [Phường Mới]
    parts: [Phường Cũ]
"""


def begun(folder: Path) -> Site:
    """Return a site with articles of two years, a page, and some that nobody is to find."""
    files = {
        OLD: article("Chuyện năm cũ.", title="Bài cũ", date="2019-05-06"),
        NEW: article("Đậu Liêu, *Hồng* Lĩnh<br>m<sup>2</sup>.\n\nĐoạn hai.", title="Bài mới"),
        "content/articles/nhap.md": article("Giấu kỹ.", status="draft"),
        "content/articles/an.md": article("Giấu kỹ.", title="Bài ẩn", status="hidden"),
        "content/articles/het.md": article("Giấu kỹ.", title="Hết hạn", expires="2021-01-01"),
        "content/data/synonyms.yaml": SYNONYMS,
    }
    return Site(folder).write(GOOD).write(files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give the site to be changed."""
    return begun(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site once for all that only read it."""
    return begun(tmp_path_factory.mktemp("search")).good()


def manifest(built: Built) -> dict[str, Any]:
    """Return the file that names the others."""
    found: dict[str, Any] = json.loads((built.output / TIM / "index.json").read_bytes())
    return found


def shown(built: Built) -> dict[str, tuple[str, str]]:
    """Return what the browser is given of each text, by its address."""
    files = (built.output / TIM).glob("*/hien-*.bin")
    found = [json.loads(gzip.decompress(file.read_bytes())) for file in files]
    return {url: (title, lead) for rows in found for url, title, lead in rows}


def test_every_published_text_is_there(built: Built) -> None:
    """Articles by year and pages are in the index; drafts, hidden and expired ones are not."""
    told = [(item["key"], item["documents"]) for item in manifest(built)["segments"]]
    assert told == [("trang", 1), ("2020", 2), ("2019", 1)]
    assert not any("Giấu kỹ" in str(item) for item in shown(built).values())


def test_title_and_lead_are_shown(built: Built) -> None:
    """They are kept as they are read, without marks."""
    assert shown(built)["2020/12/15/moi/"][0] == "Bài mới"


def test_vocabulary_has_every_word(built: Built) -> None:
    """The words for slips of a finger are all that occur, without accents and numbers."""
    data = (built.output / TIM / "tu.bin").read_bytes()
    words = gzip.decompress(data).decode().split()
    assert {"dau", "lieu", "hong", "linh", "chuyen"} <= set(words)
    assert words == [fold_word(word) for word in words if not word.isdigit()]
    assert "giau" not in words


def test_synonyms_are_given_to_the_browser(built: Built) -> None:
    """Words of one meaning, and wholes with their parts, are in the manifest."""
    assert manifest(built)["synonyms"] == [
        [["UBND", "Ủy ban nhân dân"], []],
        [["Phường Mới"], ["Phường Cũ"]],
    ]


WRONG = {
    "[một]": "nhóm phải có ít nhất hai từ",
    "[Ủy ban, uy ban]": "“uy ban” đã có ở trên",
    "[một, '…']": "“…” không có chữ hay số nào để tìm",
}
"""Groups of synonyms, and what is told of them."""


def test_synonyms_that_are_wrong_stop_the_build(site: Site) -> None:
    """A group of one, a word twice, a word without letters are told with their place."""
    for words, told in WRONG.items():
        text = f"groups:\n  - words: {words}\n"
        (line, _) = site.write({"content/data/synonyms.yaml": text}).build().errors
        assert line.startswith("content/data/synonyms.yaml:2: groups")
        assert told in line


def test_only_the_year_that_changed_is_made_again(site: Site) -> None:
    """A new article of 2020 leaves the files of 2019 and those of other texts untouched."""
    built = site.good()
    before = stamps(built.output / TIM)
    site.write(
        {"content/articles/2020/2020-12-31-them.md": article(date="2020-12-31", title="Thêm")}
    )
    built = site.good()
    after = stamps(built.output / TIM)
    same = {name for name, stamp in before.items() if after.get(name) == stamp}
    assert {name for name in before if name.startswith(("2019/", "trang/"))} <= same
    assert not {name for name in same if name.startswith(("2020/chu", "2020/bai"))}


def test_a_sentence_rewrites_its_words(site: Site) -> None:
    """A sentence more in an older article leaves what is shown, and most words, alone."""
    words = " ".join(f"chữ{number}" for number in range(400))
    texts = {
        f"content/articles/2019/2019-05-{day:02}-bai.md": article(
            f"{words} {day}", title=f"Bài {day}", date=f"2019-05-{day:02}"
        )
        for day in range(1, 31)
    }
    site.write(texts)
    before = stamps(site.good().output / TIM)
    name, text = next(iter(texts.items()))
    site.write({name: text.rstrip() + " Thêm.\n"})
    after = stamps(site.good().output / TIM)
    fresh = {file.split(".")[0] for file, stamp in after.items() if before.get(file) != stamp}
    assert {file for file in fresh if "." not in file} >= {"2019/bai", "index"}
    assert len([file for file in fresh if file.startswith("2019/chu")]) == 1
    assert not [file for file in fresh if "hien" in file]


def test_nothing_changed_writes_nothing(site: Site) -> None:
    """A build that finds all as it was touches no file; one with the state lost neither."""
    before = stamps(site.good().output / TIM)
    assert stamps(site.good().output / TIM) == before
    (site.folder / ".output.state" / "search.db").write_bytes(b"damaged")
    site.write({OLD: article("Chuyện năm cũ.", title="Bài cũ", date="2019-05-06") + "\n"})
    files = {name for name in before if "." in name}
    after = stamps(site.good().output / TIM)
    assert {name for name in files if after.get(name) != before[name]} == set()


def test_memory_of_another_build_is_not_trusted(site: Site) -> None:
    """What is remembered of the index is put back to an earlier day: the files are right again."""
    site.good()
    memory = site.folder / ".output.state" / "search.db"
    before = memory.read_bytes()
    site.write({OLD: article("Chuyện khác hẳn.", title="Bài cũ", date="2019-05-06")}).good()
    memory.write_bytes(before)
    site.write({NEW: article("Hồng Lĩnh.", title="Bài mới")})
    found = read(site.good().output / TIM)
    shutil.rmtree(site.folder / ".output.state")
    assert read(site.good().output / TIM) == found


def test_page_leads_on_without_script(built: Built) -> None:
    """Years with counts, categories with counts, pages: all that there is to search by."""
    text = built.page("tim-kiem")
    assert '<a href="../2020/">Năm 2020</a> <span class="meta">(2)</span>' in text
    assert (
        '<a href="../chuyen-muc/chinh-quyen/">Chính quyền</a> <span class="meta">(3)</span>' in text
    )
    assert '<a href="../gioi-thieu/">Giới thiệu</a>' in text


def test_every_page_leads_to_the_search(built: Built) -> None:
    """The form of the masthead and that of the 404 page ask the search page."""
    assert 'role="search" action="./tim-kiem/"' in built.page("")
    missing = built.pages["404.html"]
    assert missing.count('action="/tim-kiem/"') == 2


def test_a_site_without_articles_has_a_search(tmp_path: Path) -> None:
    """Where there is nothing to find, the index is empty and the page stands."""
    files = {"content/data/town.yaml": GOOD["content/data/town.yaml"]}
    built = Site(tmp_path).write(files).good()
    assert manifest(built)["segments"] == []
    assert "Tìm kiếm" in built.page("tim-kiem")
