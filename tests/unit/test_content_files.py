"""The door to the content folder: what a name may be, what a link leads to, which bytes fit."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.core.content_files import opening
from town_portal.core.content_files.kinds import KINDS, check_bytes, check_ending
from town_portal.core.content_files.links import make_key, resolve_content_path, resolve_file
from town_portal.core.content_files.names import MissingFile, RefusedFile, split_name
from town_portal.core.content_files.opening import find_file, open_file

SOURCE = "articles/2020/bai/index.md"
unix = pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
PIECES = st.sampled_from(
    [*"./\\aé:#?", "..", "%2e", "%2F", "%00", "{static}", "{attach}", "|filename|"]
)


@given(st.lists(PIECES, max_size=9).map("".join))
@settings(deadline=None, max_examples=500)
def test_no_address_leads_out_of_the_content_folder(address: str) -> None:
    """Whatever is put together of dots, slashes and codes: it is refused, or lies below."""
    try:
        path = resolve_content_path(address, SOURCE)
    except ValueError:
        return
    if path:
        assert not path.startswith("/")
        assert not {"", ".", ".."}.intersection(path.split("/"))
        assert path.startswith("articles/2020/bai/") or address[0] in "{|"


@given(st.text(min_size=1, max_size=30))
@settings(deadline=None)
def test_a_name_that_is_accepted_stays_one(name: str) -> None:
    """What comes out is in NFC, below its folder, and accepted again."""
    try:
        parts = split_name(name)
    except RefusedFile:
        return
    assert split_name("/".join(parts)) == parts
    assert Path("/a", *parts).resolve().is_relative_to("/a")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("tep.pdf#page=2", "tep.pdf"),
        ("./phu%20luc/tep.pdf", "phu luc/tep.pdf"),
        ("{attach}tep.pdf", "tep.pdf"),
        ("{static}../khac/tep.pdf", "/articles/2020/khac/tep.pdf"),
        ("{static}/pages/tep.pdf", "/pages/tep.pdf"),
        ("|filename|/articles/2020/bai/tep.pdf", "tep.pdf"),
        (quote(unicodedata.normalize("NFD", "đơn ế.pdf")), "đơn ế.pdf"),
    ],
)
def test_a_link_to_a_file(address: str, key: str) -> None:
    """Beside the text it is known by its name there, else by its path in the content folder."""
    path = resolve_file(address, SOURCE)
    assert path is not None
    assert make_key(path, SOURCE) == key


@pytest.mark.parametrize(
    "address",
    [
        *("{filename}a.md", "|filename|a.md", "/ban-do/", "a/", "#b", "?q=a", "", "../tep.pdf"),
        *("{tag}x", "{filename}//[", "https://a.vn/tep.pdf", "//a.vn/tep.pdf", "mailto:a@b.vn"),
        "tel:0239",
    ],
)
def test_a_link_to_something_else(address: str) -> None:
    """Texts, pages, places in a page, topics, other sites, mail, telephone."""
    assert resolve_file(address, SOURCE) is None


HEADS = {
    ".pdf": b"%PDF-1.7",
    ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ".docx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
    ".zip": b"PK\x05\x06",
    ".rar": b"Rar!\x1a\x07\x01",
    ".jpg": b"\xff\xd8\xff\xe0",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".webp": b"RIFF\0\0\0\0WEBP",
    ".heic": b"\0\0\0\x18ftypheic",
    ".mp3": b"\xff\xfb\x90",
    ".wav": b"RIFF\0\0\0\0WAVE",
    ".m4a": b"\0\0\0\x18ftypM4A ",
    ".ogg": b"OggS",
    ".mp4": b"\0\0\0\x18ftypmp42",
    ".webm": b"\x1a\x45\xdf\xa3",
    ".csv": "\ufeffSố;Tên\n".encode(),
    ".txt": b"",
}


@pytest.mark.parametrize("ending", HEADS)
def test_each_kind_is_known_by_its_bytes(ending: str) -> None:
    """What programs write is accepted; the file is left at its beginning."""
    file = io.BytesIO(HEADS[ending] + b"x" * 9)
    check_ending(f"a{ending.upper()}")
    check_bytes(file, f"a{ending}")
    assert file.tell() == 0


@pytest.mark.parametrize("ending", sorted(KINDS.keys() - {".txt", ".csv"}))
@pytest.mark.parametrize(
    "data", [b"<!doctype html><script>", b"MZ\x90\0", b"#!/bin/sh\n", b"\xff\xfeM\0Z\0", b""]
)
def test_a_page_or_a_program_is_of_no_kind(ending: str, data: bytes) -> None:
    """Whatever its name says."""
    with pytest.raises(RefusedFile, match="nội dung không khớp với đuôi"):
        check_bytes(io.BytesIO(data), f"a{ending}")


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea\0", "Số".encode("utf-16"), b"S\xe8"])
def test_text_is_utf_8(data: bytes) -> None:
    """Other codes are read by each browser in another way."""
    with pytest.raises(RefusedFile, match="UTF-8"):
        check_bytes(io.BytesIO(data), "a.csv")


@pytest.mark.parametrize(
    "name", ["a.html", "a.HTM", "a.xhtml", "a.js", "a.mjs", "a.css", "a.xml", "a.svg", "a.php", "a"]
)
def test_what_a_browser_would_run_is_not_published(name: str) -> None:
    """Nor what has no ending: the server would guess."""
    with pytest.raises(RefusedFile):
        check_ending(name)


@unix
@pytest.mark.parametrize("has_places", [True, False], ids=["unix", "windows"])
def test_a_folder_exchanged_for_a_link_is_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_places: bool
) -> None:
    """Below the folder that is trusted; that one may be a link. Windows opens by whole paths."""
    monkeypatch.setattr(opening, "_HAS_PLACES", has_places)
    (tmp_path / "that/bai").mkdir(parents=True)
    (tmp_path / "that/bai/a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "content").symlink_to(tmp_path / "that")
    assert find_file("bai/a.txt", tmp_path / "content").size == 1
    (tmp_path / "that/bai").rename(tmp_path / "ngoai")
    (tmp_path / "that/bai").symlink_to(tmp_path / "ngoai")
    with pytest.raises(RefusedFile, match="là liên kết"):
        find_file("bai/a.txt", tmp_path / "content")


@unix
@pytest.mark.parametrize("place", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(place: str) -> None:
    """It would never end, or wait for somebody."""
    if not os.path.exists(place):  # noqa: PTH110
        pytest.skip("no such device")
    with pytest.raises(RefusedFile, match="không phải tệp thường"):
        open_file(Path(place))


def lowest_free_handle() -> int:
    """Return the number that the next file to be opened gets."""
    handle = os.open(os.devnull, os.O_RDONLY)
    os.close(handle)
    return handle


def test_handles_are_closed(tmp_path: Path) -> None:
    """Of what is read, of what is refused, and of the folders on the way."""
    (tmp_path / "b/c").mkdir(parents=True)
    (tmp_path / "b/a.txt").write_text("x", encoding="utf-8")
    before = lowest_free_handle()
    find_file("b/a.txt", tmp_path)
    with pytest.raises(RefusedFile):
        find_file("b/c", tmp_path)
    with pytest.raises(MissingFile):
        find_file("b/d/e.txt", tmp_path)
    assert lowest_free_handle() == before
