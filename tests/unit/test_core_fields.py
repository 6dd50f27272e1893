"""The field types: what each accepts and refuses."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from town_portal.core.data import fields
from town_portal.core.text import make_slug

JSON = Annotated[dict[str, int], fields.JsonFile]


def accepted(kind: Any, value: Any, folder: Path | None = None) -> Any:
    """Give what a field of that kind makes of a value."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter.validate_python(value, context={"folder": folder} if folder else None)


def refusal(kind: Any, value: Any, folder: Path | None = None) -> str:
    """Give the sentence with which a field of that kind refuses a value."""
    with pytest.raises(ValidationError) as caught:
        accepted(kind, value, folder)
    return str(caught.value.errors()[0]["msg"])


ACCEPTED: list[tuple[Any, Any, Any]] = [
    (fields.When, "2020-12-14 08:30", datetime(2020, 12, 14, 8, 30)),  # noqa: DTZ001
    (fields.Day, "1900-01-01", date(1900, 1, 1)),
    (fields.Day, "2200-12-31", date(2200, 12, 31)),
    (fields.Words, "một, hai ,ba", ("một", "hai", "ba")),
    (fields.Words, ["một, hai"], ("một, hai",)),
    (fields.Words, "một,, một,", ("một",)),
    (fields.Words, "", ()),
]
UNCHANGED = [
    (fields.Month, "2020-12"),
    (fields.WebAddress, "http://a.vn/b?c=d#e"),
    (fields.WebAddress, "https://tên-miền.vn/"),
    (fields.SitePath, "/"),
    (fields.SitePath, "/2020/12/14/a/"),
    (fields.TimeZone, "Asia/Ho_Chi_Minh"),
    *(
        (fields.OldPath, path)
        for path in (
            *("/portal/pages/2021-03-03/bai.aspx", "/", "/tin/", "/a/.../b", "/a..b/c.d"),
            *("/tin/%C4%91", "/zh/-ieu-kien-tu-nhien", "/.well-known/x", "/" + "a" * 200),
            *("/a%20b", "/100%25"),
        )
    ),
]


@pytest.mark.parametrize(
    ("kind", "value", "found"), [*ACCEPTED, *((kind, item, item) for kind, item in UNCHANGED)]
)
def test_what_staff_may_write(kind: Any, value: Any, found: Any) -> None:
    """A time that is not given is not made up, words are a list, old paths have odd signs."""
    made = accepted(kind, value)
    assert made == found
    assert type(made) is type(found)


REFUSED: dict[str, list[tuple[Any, Any]]] = {
    "chỉ ghi ngày": [(fields.Day, "2020-12-14 08:30")],
    "để trống": [
        (fields.Day, day) for day in ("9999-12-31", "0001-01-01", "2201-01-01", date.max, date.min)
    ],
    "năm phải từ 1900 đến 2200": [(fields.When, "9999-12-31")],
    "ví dụ 2020-12": [
        (fields.Month, month)
        for month in ("2020-13", "2020-00", "2020-1", "12/2020", "2020-12-14", "2020")
    ],
    "chữ thường không dấu": [
        (fields.Key, key) for key in ("chinh_quyen", "-a", "a-", "a--b", "A", "a b", "")
    ],
    "“chinh-quyen”": [(fields.Key, "Chính quyền")],
    "dài 600 ký tự": [(fields.Key, "a" * 600)],
    "https://": [
        (fields.WebAddress, address)
        for address in (
            *("www.a.vn", "//a.vn", "ftp://a.vn", "javascript:alert(1)", "https://", "https://a b"),
            "https://[a.vn/",
        )
    ],
    "gạch chéo": [
        (fields.SitePath, path)
        for path in ("", "ban-do", "/ban-do", "ban-do/", "//a.vn/", "/a?b/", "/a b/")
    ],
    "Asia/Ho_Chi_Minh": [
        (fields.TimeZone, zone)
        for zone in ("Hà Nội", "Asia/Ha_Noi", "../../etc/passwd", "/etc/localtime", "Asia")
    ],
    "hãy chép lại đúng đường dẫn": [
        (fields.OldPath, path)
        for path in (
            *("//evil.example", "/a//b", "/../../x", "/a/../b", "/a/./b", "/..", "/a/.."),
            *("/%2e%2e/x", "/a/%2E./b", "/a%2F..%2Fb", "/%252e%252e/x", "/%2fevil.example"),
            *("/a\\b", "/\\evil.example", "/a%5Cb", "/a%5c..%5cb"),
        )
    ],
    "phải là đường dẫn cũ": [
        (fields.OldPath, path)
        for path in ("/a%00b", "/a%0Ab", "/a%0d%0aLocation:x", "/a%1fb", "tin", "/a b")
    ],
    "tệp riêng của máy chủ": [
        (fields.OldPath, path)
        for path in ("/.htaccess", "/tin/%2Ehtaccess", "/_redirects/", "/web.config")
    ],
    "dài quá": [
        (fields.OldPath, path)
        for path in ("/" + "a" * 201, "/" + "ắ" * 90, "/a" * 501, "/" + "%E1" * 201)
    ],
}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [(kind, value, words) for words, pairs in REFUSED.items() for kind, value in pairs],
)
def test_what_is_refused(kind: Any, value: Any, words: str) -> None:
    """With what to write instead; no old path leads elsewhere or ends a line of a host's file."""
    assert words in refusal(kind, value)


def test_a_picture_is_told_by_its_ending() -> None:
    """Capitals are no matter; the sentence names what was to be a picture."""
    assert fields.check_picture_file("A.PNG", "huy hiệu") == "A.PNG"
    with pytest.raises(ValueError, match="huy hiệu phải là tệp ảnh"):
        fields.check_picture_file("a.pdf", "huy hiệu")


@given(st.text(max_size=30))
def test_every_slug_is_a_key(words: str) -> None:
    """What `slug` makes of words may be used as a key."""
    if make_slug(words):
        assert accepted(fields.Key, make_slug(words)) == make_slug(words)


def test_file_name_must_be_there(tmp_path: Path) -> None:
    """A file beside the data is accepted, in a folder below as well; none leads out of it."""
    folder = tmp_path / "data"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "ảnh 1.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert accepted(fields.FileName, "b/ảnh 1.jpg", folder) == "b/ảnh 1.jpg"
    assert "không tìm thấy tệp “c.jpg”" in refusal(fields.FileName, "c.jpg", folder)
    assert "“b” là thư mục" in refusal(fields.FileName, "b", folder)
    for value in ("/etc/passwd", "../a.jpg", "b/../../a.jpg", "b\\a.jpg"):
        assert "không ghi đường dẫn ra ngoài" in refusal(fields.FileName, value, folder)


def test_json_file_is_read_and_validated(tmp_path: Path) -> None:
    """The field holds what the file holds; a file that is no JSON is told by name."""
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert accepted(JSON, "a.json", tmp_path) == {"a": 1}
    for text in ("{", "", "a: b"):
        file.write_text(text, encoding="utf-8")
        assert "tệp “a.json” không phải JSON" in refusal(JSON, "a.json", tmp_path)
