"""Old addresses answer on any host, and none that was published falls silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, Site, article, page

NEWS = "content/articles/2020/2020-12-14-tot/index.md"
TABLE = """\
redirects:
  - {old: /zh/gioi-thieu, to: /gioi-thieu/}
  - {old: /van-ban/cu.aspx, gone: true, reason: Văn bản đã hết hiệu lực.}
"""
MAPS = ("_redirects", "web.config")
BESIDE = ("nginx-http.conf", "portal.caddy")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site, as it is published, with an article that stood elsewhere before."""
    moved = article(title="Bài tốt", date="2020-12-14", redirect_from="[/tin/tot-1.aspx]")
    files = {**GOOD, NEWS: moved, "content/data/redirects.yaml": TABLE}
    return Site(tmp_path, settings="publishconf.py").write(files)


def test_an_old_address_leads_on(site: Site) -> None:
    """A page at the old path sends the reader on, by itself and by a link, and is no search hit."""
    old = site.good().page("tin/tot-1.aspx")
    assert '<meta http-equiv="refresh" content="0; url=../../2020/12/14/tot/">' in old
    assert '<a href="../../2020/12/14/tot/">Mở trang mới</a>' in old
    assert '<link rel="canonical" href="https://thu-nghiem.example/2020/12/14/tot/">' in old
    assert '<meta name="robots" content="noindex">' in old


def test_what_is_gone_says_so(site: Site) -> None:
    """A page that is gone tells why, and leads nowhere by itself."""
    gone = site.good().page("van-ban/cu.aspx")
    assert "Văn bản đã hết hiệu lực." in gone
    assert "refresh" not in gone


def test_every_host_gets_a_map(site: Site) -> None:
    """The article's and the table's old addresses are in all maps."""
    built = site.good()
    beside = built.output.with_name(".output.state") / "hosting"
    texts = [built.tree[name].decode() for name in MAPS]
    texts += [(beside / name).read_text(encoding="utf-8") for name in BESIDE]
    for text in texts:
        assert "/2020/12/14/tot/" in text
        assert "zh/gioi-thieu" in text
    # In Apache each old folder has its own.
    assert b'"/2020/12/14/tot/" [R=301' in built.tree["tin/.htaccess"]
    assert b'"^(gioi-thieu)/?$" "/gioi-thieu/"' in built.tree["zh/.htaccess"]


def test_old_addresses_are_in_no_list_and_no_sitemap(site: Site) -> None:
    """A page that only leads on is neither listed nor named to search engines."""
    tree = site.good().tree
    assert not [name for name, data in tree.items() if name.endswith(".xml") and b"aspx" in data]


def test_an_address_in_use_is_refused(site: Site) -> None:
    """An old address where something else stands is a fault in the file that names it."""
    wrong = article(title="Bài tốt", date="2020-12-14", redirect_from="[/gioi-thieu/]")
    built = site.write({NEWS: wrong}).build()
    assert built.code == 1
    assert "redirect_from: địa chỉ cũ /gioi-thieu/ đang có nội dung khác" in built.errors[0]


def test_an_address_does_not_fall_silent(site: Site) -> None:
    """Taking a published article away stops the build until something says what became of it."""
    site.good()
    away = site.write({NEWS: None, "content/pages/tot.md": page(title="Tốt")}).build()
    assert away.code == 1
    assert "địa chỉ /2020/12/14/tot/" in away.errors[0]
    gone = TABLE + "  - {old: /2020/12/14/tot/, gone: true}\n"
    answered = site.write({"content/data/redirects.yaml": gone}).good()
    assert "Nội dung không còn" in answered.page("2020/12/14/tot")
    # The answer, too, may not be taken away.
    assert site.write({"content/data/redirects.yaml": TABLE}).build().code == 1


def test_a_moved_article_answers_at_its_old_address(site: Site) -> None:
    """With the old path in its front matter an article may get another address."""
    site.good()
    new = "content/articles/2020/2020-12-14-moi/index.md"
    moved = article(title="Bài tốt", date="2020-12-14", redirect_from="[/2020/12/14/tot/]")
    built = site.write({NEWS: None, new: moved}).good()
    assert "Trang đã chuyển chỗ" in built.page("2020/12/14/tot")


def test_an_article_may_run_out(site: Site) -> None:
    """An article whose time is over may leave its address without a word."""
    site.good()
    over = article(title="Bài tốt", date="2020-12-14", expires="2025-01-01")
    site.write({NEWS: over, "content/data/redirects.yaml": "redirects: []\n"}).good()


def test_at_the_desk_drafts_come_and_go(site: Site) -> None:
    """Only what is published is remembered."""
    desk = Site(site.folder)
    desk.good()
    desk.write({NEWS: None}).good()
