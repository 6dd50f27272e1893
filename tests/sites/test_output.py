"""The output as a whole: links, what is kept, what is taken away, the same bytes every time."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.sites.build_site import (
    CLOCK,
    GOOD,
    TOWN,
    Built,
    Files,
    Site,
    Tree,
    article,
    page,
    picture,
    stamps,
)

LINK = re.compile(r'(?:href|src|poster|action)="([^"]*)"')
RICH: Files = {
    "content/data/town.yaml": TOWN.replace("base_path: /", "base_path: /cong/"),
    "content/data/menu.yaml": "items:\n  - {title: Đầu, to: /}\n"
    "  - {title: Một, to: /gioi-thieu/}\n",
    "content/data/layout.yaml": "home:\n  - [latest, notices]\n"
    "article:\n  aside: [related]\nlisting:\n  below: [latest]\n",
    "content/articles/b/index.md": article(
        "Từ gốc [trang](/gioi-thieu/), [tốt](/2020/12/14/tot/#a), "
        "[tệp]({filename}../2020/2020-12-14-tot/index.md), "
        "[mục]({category}thong-bao), [nhãn]({tag}thu), [chủ](/), [ghi](tep.txt).\n\n![Hình](h.png)",
        title="Nhiều liên kết",
        category="thong-bao",
        tags="thử",
        author="Lê An",
    ),
    "content/articles/b/h.png": picture("PNG"),
    "content/articles/b/tep.txt": "tệp",
    "content/articles/nhap.md": article("[trang](/gioi-thieu/)", title="Nháp", status="draft"),
    "content/pages/lien-he.md": page(
        "Xem [bài]({filename}/articles/b/index.md), [gốc](/luu-tru/).", title="Liên hệ"
    ),
}


def links(built: Built) -> list[tuple[str, str]]:
    """Return every (page, address) that leads into the portal."""
    found = [(name, link) for name, text in built.pages.items() for link in LINK.findall(text)]
    return [(name, link) for name, link in found if not urlsplit(link).scheme]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with all kinds of links, for a folder below its host's root."""
    return Site(tmp_path_factory.mktemp("rich")).write(GOOD).write(RICH).good()


def test_links_are_relative_to_the_page(rich: Built) -> None:
    """No link begins at the root but those of 404.html, which begin at the base path."""
    for name, link in links(rich):
        if name == "404.html":
            assert link.startswith(("/cong/", "#")), link
        else:
            assert not link.startswith("/"), f"{name}: {link}"


def test_every_link_leads_to_a_file_below_the_sub_path(rich: Built) -> None:
    """Put below /cong/ of a dumb server, each address finds its file."""
    tree = rich.tree
    for name, link in links(rich):
        path = unquote(urlsplit(link).path)
        if path:
            target = posixpath.normpath(posixpath.join("/cong", posixpath.dirname(name), path))
            assert target.startswith("/cong"), f"{name}: {link}"
            file = target.removeprefix("/cong").lstrip("/")
            if path.endswith(("/", ".")):
                file = posixpath.join(file, "index.html")
            assert file in tree, f"{name}: {link}"


def test_full_addresses_hold_the_base_path(rich: Built) -> None:
    """Feeds, sitemaps and canonical links name the site with its sub-path."""
    base = "https://thu-nghiem.example/cong/"
    assert f'rel="canonical" href="{base}2020/12/15/nhieu-lien-ket/"' in rich.page(
        "2020/12/15/nhieu-lien-ket"
    )
    for name in ("tin.atom", "tin.rss", "sitemap.xml", "sitemap/trang.xml", "robots.txt"):
        found = re.findall(r"https://thu-nghiem\.example[^\s<\"]*", rich.tree[name].decode())
        assert found, name
        assert all(address.startswith(base) for address in found), name


def test_what_is_gone_from_content_is_gone_from_the_output(tmp_path: Path) -> None:
    """A removed article and photograph leave no file or folder; what is equal keeps its date.

    Whatever else lies in the folder named by -o is kept, before and after it is ours.
    """
    foreign: Files = {"CNAME": "x", "tai-lieu/2010.pdf": b"%PDF", "2020/.htaccess": "y"}
    gone: Files = {
        "content/articles/2019-01-02-cu/index.md": article(
            "![Hình](a.jpg)", date="2019-01-02", tags="cũ"
        ),
        "content/articles/2019-01-02-cu/a.jpg": picture(colour="#bc4749"),
    }
    site = Site(tmp_path).write(GOOD).write(gone)
    site.write({f"output/{name}": data for name, data in foreign.items()})
    first = site.good()
    before, stamps_before = first.tree, stamps(first.output)
    second = site.write(dict.fromkeys(gone)).good()
    after, stamps_after = second.tree, stamps(second.output)
    assert not any("2019" in name or "tu-khoa/cu/" in name for name in stamps_after)
    same = [name for name in after if after[name] == before.get(name)]
    assert len(same) > 10
    assert foreign.keys() <= after.keys()
    assert [name for name in same if stamps_after[name] != stamps_before[name]] == []


def test_a_foreign_folder_in_the_way_is_not_taken_away(tmp_path: Path) -> None:
    """A foreign folder where a file of ours belongs stops the build instead of being lost."""
    site = Site(tmp_path).write(GOOD).write({"output/tin.rss/quan-trong.txt": "giữ"})
    built = site.build()
    assert (built.output / "tin.rss" / "quan-trong.txt").is_file()
    assert built.code == 1


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Folder, time of day, time zone, language and hash seed of the machine leave no trace."""
    trees: list[Tree] = []
    for name, env in (
        ("a", {"TZ": "UTC", "LANG": "C", "PYTHONHASHSEED": "1"}),
        ("b/b", {"TZ": "America/New_York", "LC_ALL": "en_US.UTF-8", "PYTHONHASHSEED": "77"}),
    ):
        site = Site(tmp_path / name, env=env).write(GOOD).write(RICH)
        site.env["SOURCE_DATE_EPOCH"] = str(CLOCK + 3600 * len(trees))
        trees.append(site.build(cwd=tmp_path).tree)
    assert len(trees[0]) > 20
    assert trees[0].keys() == trees[1].keys()
    assert [name for name in trees[0] if trees[0][name] != trees[1][name]] == []
