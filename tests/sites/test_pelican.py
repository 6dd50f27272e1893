"""The portal within Pelican: plain content folders, Pelican's own features, no foreign page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, TOWN, Site, article

OWN_LISTS = """\
AUTHOR_SAVE_AS = "nguoi-viet/{slug}/index.html"
AUTHOR_URL = "nguoi-viet/{slug}/"
DIRECT_TEMPLATES = ["index", "authors", "categories", "tags", "archives"]
INDEX_SAVE_AS = "rieng/index.html"
AUTHORS_SAVE_AS = "rieng/authors/index.html"
CATEGORIES_SAVE_AS = "rieng/categories/index.html"
TAGS_SAVE_AS = "rieng/tags/index.html"
ARCHIVES_SAVE_AS = "rieng/archives/index.html"
CATEGORY_SAVE_AS = "muc/{slug}/index.html"
TAG_SAVE_AS = "nhan/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "nam/{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "nam/{date:%Y}/{date:%m}/index.html"
"""
"""Settings that switch all of Pelican's own lists on."""
WRITER = {"content/articles/b.md": article(author="Lê An", tags="thử, hai", title="Có người viết")}


def test_every_page_is_of_our_theme(tmp_path: Path) -> None:
    """With Pelican's own lists switched on, no page comes from its "simple" theme."""
    built = Site(tmp_path, OWN_LISTS).write(GOOD).write(WRITER).build()
    assert (built.code, len(built.errors)) == (0, 1)
    assert "YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS cần thấy mọi bài" in built.errors[0]
    own = {name.partition("/")[0] for name in built.pages}
    assert {"rieng", "nam"} <= own
    for name, text in built.pages.items():
        assert '<body class="portal ' in text, name
        assert text.startswith("<!doctype html>"), name
        assert 'lang="vi"' in text, name


@pytest.mark.parametrize(
    "first",
    [
        "Title: Bài đầu\nDate: 2020-12-15 10:20\nCategory: Tin Tức\nTags: a, b\n\nChữ.\n",
        "---\ntitle: Bài đầu\ndate: 2020-12-15 10:20\ncategory: Tin Tức\n---\n\nChữ.\n",
    ],
    ids=["header", "yaml"],
)
def test_a_plain_content_folder_builds(tmp_path: Path, first: str) -> None:
    """Without data files there are neutral defaults, any category, and no name of any town."""
    files = {
        "content/articles/first.md": first,
        "content/pages/about.md": "Title: About\n\nText.\n",
    }
    built = Site(tmp_path).write(files).good()
    assert "<h1>Bài đầu</h1>" in built.page("2020/12/15/bai-dau")
    assert 'href="../chuyen-muc/tin-tuc/"' in built.page("chuyen-muc")
    assert "chuyen-muc/tin-tuc/index.html" in built.tree
    assert "<h1>About</h1>" in built.page("about")
    assert "Trang thông tin" in built.page("")
    assert "Hồng Lĩnh" not in "".join(built.pages.values())
    assert not {"tin.atom", "tin.rss", "sitemap.xml"} & built.tree.keys()


def test_one_category_in_two_spellings_is_one_list(tmp_path: Path) -> None:
    """Without categories.yaml, categories that fold to one address are one category."""
    files = {
        f"content/articles/{name}.md": article(title=f"Bài {name}", category=category)
        for name, category in (("a", "Tin tức"), ("b", "tin-tuc"), ("c", "TIN TỨC"))
    }
    text = Site(tmp_path).write(files).good().page("chuyen-muc/tin-tuc")
    assert all(f">Bài {name}</a>" in text for name in "abc")


def test_an_empty_content_folder_builds(tmp_path: Path) -> None:
    """Without any content there is a home page that says so."""
    built = Site(tmp_path).write(
        {"content/data/town.yaml": "name: A\naddress: B\ntime_zone: UTC\nbase_path: /\n"}
    )
    assert "Hiện không có tin nào." in built.good().page("")


def test_nothing_foreign_is_loaded(tmp_path: Path) -> None:
    """Scripts, styles, fonts and pictures come from the site itself; Pelican has no warning."""
    built = Site(tmp_path).write(GOOD).good("--fatal", "warnings")
    for name, text in built.pages.items():
        for word in ('src="http', 'src="//', "@import", 'rel="stylesheet" href="http', "style="):
            assert word not in text, f"{name}: {word}"
    css = next(data for name, data in built.tree.items() if name.endswith(".css")).decode()
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", css)


def test_the_theme_stands_without_the_plugins_of_the_duties(tmp_path: Path) -> None:
    """Footer, masthead, texts and statements ask nothing of a plugin that is not in PLUGINS."""
    site = Site(tmp_path).write(
        {
            **GOOD,
            "content/data/town.yaml": f"{TOWN}live: {{comments: true}}\n",
            "content/data/statutory.yaml": "privacy: {made: 2025-05-01}\n",
            "content/data/information.yaml": "contact: {unit: Văn phòng}\n",
        }
    )
    left_out = ("questions", "documents", "province")
    site.conf = "".join(f'PLUGINS.remove("town_portal.features.{name}")\n' for name in left_out)
    built = site.good()
    assert "Gửi thư hoặc đến trụ sở" in built.page("tiep-can-thong-tin")
    privacy = built.page("quyen-rieng-tu")
    assert "bình luận đang viết dở" in privacy
    assert not [words for words in ("thư đang viết dở", "gửi câu hỏi") if words in privacy]
    assert "index.html" in built.tree
