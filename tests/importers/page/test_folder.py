"""Saved pages on the disk: their pictures are found, and nothing outside of the folder is read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.importers.page.known import data_of
from tests.sites.build_site import picture, write
from town_portal.authoring.importers.page.batch import read_page
from town_portal.authoring.importers.page.folder import iter_saved_pages
from town_portal.authoring.importers.page.saved import Unread
from town_portal.authoring.importers.page.understand import VIET_NAM
from town_portal.authoring.importers.write import list_pictures

SHAREPOINT = '<meta name="generator" content="SharePoint">'


def _pages(*given: Path) -> tuple[list[Unread], list[str]]:
    skipped: list[str] = []
    return list(iter_saved_pages(given, skipped)), skipped


def _data(page: Unread) -> list[bytes | None]:
    return [item.data for item in list_pictures(read_page(page, VIET_NAM).draft)]


def test_page_with_its_folder(tmp_path: Path) -> None:
    """A page saved by a browser has its pictures beside it; its frames are no pages."""
    red, blue = picture(colour="#ff0000"), picture(colour="#0000ff")
    write(
        tmp_path / "luu",
        {
            "sharepoint-1.html": data_of("sharepoint-1"),
            "sharepoint-1_files/IMG_0141.jpg": red,
            "sharepoint-1_files/IMG_0142.jpg": blue,
            "sharepoint-1_files/saved_resource.html": "<p>khung quảng cáo</p>",
            "ghi-chu.txt": "không phải trang",
        },
    )
    pages, skipped = _pages(tmp_path / "luu")
    assert ([page.name for page in pages], skipped) == (["luu/sharepoint-1.html"], [])
    assert _data(pages[0]) == [red, blue]
    assert _data(_pages(tmp_path / "luu/sharepoint-1.html")[0][0]) == [red, blue]


def test_mirror(tmp_path: Path) -> None:
    """In a mirror of the whole site pictures are found by their address; a page tells its own."""
    green = picture(colour="#00ff00")
    page = data_of("sharepoint-3").replace(b"https://honglinh.example/portal/pages", b"https://x")
    page = page.replace(b'<link rel="canonical"', b'<link rel="nofollow"')
    write(
        tmp_path / "ban-sao",
        {
            "honglinh.example/portal/pages/2021-03-05/bai.aspx.html": page,
            "honglinh.example/portal/PublishingImages/cay-1.jpg": green,
        },
    )
    (found,), _ = _pages(tmp_path / "ban-sao")
    assert _data(found)[0] == green
    url = "http://honglinh.example/portal/pages/2021-03-05/bai.aspx"
    draft = read_page(found, VIET_NAM).draft
    assert draft.original_url == url
    assert draft.redirect_from == ("/portal/pages/2021-03-05/bai.aspx",)


def test_other_form_of_a_name(tmp_path: Path) -> None:
    """A picture whose name macOS wrote in NFD is found under the name that the page writes."""
    data = picture()
    html = data_of("sharepoint-1").replace(b"IMG_0141.jpg", "Ảnh họp.jpg".encode())
    name = unicodedata.normalize("NFD", "sharepoint-1_files/Ảnh họp.jpg")
    write(tmp_path, {"bai.html": html, name: data})
    assert _data(_pages(tmp_path / "bai.html")[0][0])[0] == data


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    """Neither a path that climbs out nor a symbolic link leads to a file outside of the folder."""
    secret = picture(colour="#123456")
    write(tmp_path, {"kin/mat.jpg": secret, "kin/mat.html": data_of("sharepoint-4")})
    html = f'{SHAREPOINT}<div class="news-content">Bài thử có ảnh ở ngoài thư mục.{{}}</div>'
    sources = (
        "../kin/mat.jpg",
        "/../kin/mat.jpg",
        "%2e%2e/kin/mat.jpg",
        "noi.jpg",
        "thu-muc/mat.jpg",
    )
    images = "".join(f'<img src="{source}">' for source in sources)
    write(tmp_path, {"luu/bai.html": html.format(images)})
    try:
        (tmp_path / "luu/noi.jpg").symlink_to(tmp_path / "kin/mat.jpg")
        (tmp_path / "luu/thu-muc").symlink_to(tmp_path / "kin", target_is_directory=True)
        (tmp_path / "luu/noi.html").symlink_to(tmp_path / "kin/mat.html")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    pages, _ = _pages(tmp_path / "luu")
    assert [page.name for page in pages] == ["luu/bai.html"]
    assert _data(pages[0]) == [None] * len(sources)


def test_only_pictures_are_read(tmp_path: Path) -> None:
    """A page can't have another kind of file read as its photograph."""
    images = '<img src="mat-khau.txt"><img src="gia.jpg">'
    html = f'{SHAREPOINT}<div class="news-content">Bài thử có ảnh giả bên trong.{images}</div>'
    write(
        tmp_path,
        {"bai.html": html, "mat-khau.txt": "bí mật", "gia.jpg": "<svg>không phải ảnh</svg>"},
    )
    assert _data(_pages(tmp_path / "bai.html")[0][0]) == [None, None]
