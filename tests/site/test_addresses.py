"""Addresses: those promised for ever are there, and every link leads somewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from tests.portal import CONTENT, SEED, Page, Portal
from town_portal.core.system.places import get_scripts_folder

FIXED = [
    "",
    *("2020/", "2020/12/", "luu-tru/", "chuyen-muc/", "tu-khoa/", "so-do-cong/"),
    *(
        "ban-do/",
        "bai-hat/",
        "lien-ket/",
        "gioi-thieu/",
        "lien-he/",
        "thong-ke/",
        "quyen-rieng-tu/",
    ),
    *("to-chuc/", "lanh-dao/", "di-tich/", "en/", "kha-nang-tiep-can/", "ban-quyen/"),
    *("chuyen-muc/chinh-quyen/", "tu-khoa/cai-cach-hanh-chinh/", SEED),
]
FILES = ["tin.atom", "tin.rss", "sitemap.xml", "404.html", "robots.txt"]
LEAST_LINKS = 1000
"""A check that looked at fewer links than this looked at the wrong folder."""


def test_fixed_addresses_answer(portal: Portal) -> None:
    """An address that was promised is a folder with a page; what programs ask for is there."""
    files = [*(f"{url}index.html" for url in FIXED), *FILES]
    assert [name for name in files if not (portal.output / name).is_file()] == []


def test_every_category_has_its_list_and_its_feed(portal: Portal) -> None:
    """A category answers at /chuyen-muc/KEY/ and, having articles, at its tin.atom."""
    data = yaml.safe_load((CONTENT / "data" / "categories.yaml").read_text(encoding="utf-8"))
    keys = [item["key"] for item in data["categories"]]
    missing = [
        f"chuyen-muc/{key}/{name}"
        for key in keys
        for name in ("index.html", "tin.atom")
        if not (portal.output / "chuyen-muc" / key / name).is_file()
    ]
    assert keys
    assert missing == []


def test_every_page_of_the_content_is_at_the_root(portal: Portal) -> None:
    """A page answers at its file's name."""
    names = [path.stem for path in (CONTENT / "pages").glob("*.md")]
    assert names
    assert [name for name in names if f"{name}/" not in portal.pages] == []


def test_every_month_and_year_with_articles_has_its_page(portal: Portal) -> None:
    """The days, months and years of the articles answer, and no others do."""
    dates = [page.url.split("/")[:3] for page in portal.of_kind("article")]
    wanted = {"/".join(date[:parts]) + "/" for date in dates for parts in (1, 2, 3)}
    lists = {page.url for page in portal.of_kind("listing")}
    assert {url for url in lists if url[0].isdigit() and "trang" not in url} == wanted


def lychee(folder: Path) -> dict[str, Any]:
    """Check the links of every page below ``folder``, the root of a host, and give the report."""
    program = shutil.which("lychee", path=str(get_scripts_folder(Path(sys.prefix)))) or "lychee"
    command = [program, "--offline", "--include-fragments", "--no-progress", "--format", "json"]
    command += ["--index-files", "index.html", "--root-dir", str(folder), str(folder)]
    command += ["--exclude-path", "/mau/"]  # examples of the gallery lead to pages that are none
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_every_link_leads_somewhere(portal: Portal) -> None:
    """No link within the portal is broken, fragments included."""
    report = lychee(portal.root)
    assert report["error_map"] == {}
    assert report["errors"] == 0
    assert report["successful"] >= LEAST_LINKS


def test_links_within_the_portal_are_relative(portal: Portal) -> None:
    """Links within the portal hold no host and no base path, but on 404.html."""
    own = urlsplit(portal.address).netloc

    def check(page: Page) -> list[str]:
        links = page.find('.//body//*[not(@rel="external noopener")]/@href | .//body//@src')
        if page.kind == "missing":
            within = [link for link in links if not urlsplit(link).scheme and link[0] != "#"]
            return [link for link in within if not link.startswith(portal.base)]
        return [link for link in links if link.startswith("/") or urlsplit(link).netloc == own]

    assert portal.faults(check) == []


def test_every_page_is_reached_from_the_home_page(portal: Portal) -> None:
    """Links lead from the home page to every page but 404."""
    found, ahead = {""}, [""]
    while ahead:
        page = portal.pages[ahead.pop()]
        for link in page.find(".//a/@href"):
            target = urljoin(portal.address + page.url, link).partition("#")[0]
            url = target.removeprefix(portal.address)
            if url in portal.pages and url not in found:
                found.add(url)
                ahead.append(url)
    assert set(portal.pages) - found == {"404.html"}


def test_names_are_lower_case_ascii(portal: Portal) -> None:
    """Every published file has a name that any server and file system takes alike."""
    names = [path.relative_to(portal.root).as_posix() for path in portal.root.rglob("*")]
    assert [name for name in names if name != name.lower() or not name.isascii()] == []
    assert [name for name in names if set(name) & set(" %?#:\\")] == []


def test_nothing_of_the_sources_is_published(portal: Portal) -> None:
    """Markdown, data files and templates stay at home."""
    endings = {path.suffix for path in portal.output.rglob("*") if path.is_file()}
    wanted = {".html", ".xml", ".atom", ".rss", ".txt", ".css", ".svg", ".woff2", ".jpg", ".csv"}
    assert endings <= wanted | {
        ".bin",
        ".js",
        ".json",
        ".png",
        ".webp",
        ".avif",
        ".pdf",
        ".ico",
        ".webmanifest",
        ".config",  # web.config
        "",  # _headers, .htaccess
    }
