"""The field types: what each accepts and refuses."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from plugins._kit import fields
from plugins._kit.text import slug

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


def test_when_is_a_date_or_a_moment() -> None:
    """A time that is given is kept, one that is not is not made up."""
    assert accepted(fields.When, "2020-12-14") == date(2020, 12, 14)
    assert type(accepted(fields.When, "2020-12-14")) is date
    assert accepted(fields.When, "2020-12-14 08:30") == datetime(2020, 12, 14, 8, 30)  # noqa: DTZ001


def test_day_has_no_time() -> None:
    """Where a day is asked for, a time is refused."""
    assert accepted(fields.Day, "2020-12-14") == date(2020, 12, 14)
    assert "chỉ ghi ngày" in refusal(fields.Day, "2020-12-14 08:30")


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "2201-01-01", date.max, date.min])
def test_days_that_stand_for_none_are_refused(value: Any) -> None:
    """No clock gets past the last day of all; whoever means none leaves the field empty."""
    assert "để trống" in refusal(fields.Day, value)
    assert "năm phải từ 1900 đến 2200" in refusal(fields.When, value)
    for good in ("1900-01-01", "2200-12-31"):
        assert accepted(fields.Day, good) == date.fromisoformat(good)


def test_a_picture_is_told_by_its_ending() -> None:
    """Capitals are no matter; the sentence names what was to be a picture."""
    assert fields.picture_file("A.PNG", "huy hiệu") == "A.PNG"
    with pytest.raises(ValueError, match="huy hiệu phải là tệp ảnh"):
        fields.picture_file("a.pdf", "huy hiệu")


@pytest.mark.parametrize("value", ["2020-12", "1999-01"])
def test_month_is_year_and_month(value: str) -> None:
    """A month is written like the beginning of a date."""
    assert accepted(fields.Month, value) == value


@pytest.mark.parametrize("value", ["2020-13", "2020-00", "2020-1", "12/2020", "2020-12-14", "2020"])
def test_month_refuses_other_forms(value: str) -> None:
    """Anything else is answered with an example."""
    assert "ví dụ 2020-12" in refusal(fields.Month, value)


@given(st.text(max_size=30))
@settings(deadline=None)
def test_every_slug_is_a_key(words: str) -> None:
    """What `slug` makes of words may be used as a key."""
    if slug(words):
        assert accepted(fields.Key, slug(words)) == slug(words)


@pytest.mark.parametrize(
    "value", ["Chính quyền", "chinh_quyen", "-a", "a-", "a--b", "A", "a b", ""]
)
def test_key_refuses_what_is_no_slug(value: str) -> None:
    """A key with capitals, accents, spaces or odd hyphens is refused."""
    assert "chữ thường không dấu" in refusal(fields.Key, value)


def test_key_suggests_a_right_one() -> None:
    """The sentence shows how that key should be written."""
    assert "“chinh-quyen”" in refusal(fields.Key, "Chính quyền")


@pytest.mark.parametrize("value", ["https://a.vn", "http://a.vn/b?c=d#e", "https://tên-miền.vn/"])
def test_web_address_is_complete(value: str) -> None:
    """A full address is accepted as it is."""
    assert accepted(fields.WebAddress, value) == value


@pytest.mark.parametrize(
    "value",
    ["a.vn", "www.a.vn", "//a.vn", "ftp://a.vn", "javascript:alert(1)", "https://", "https://a b"],
)
def test_web_address_refuses_what_is_none(value: str) -> None:
    """What lacks its beginning, or is of another kind, is refused."""
    assert "https://" in refusal(fields.WebAddress, value)


def test_web_address_refuses_a_bracket_that_is_not_closed() -> None:
    """An address that Python itself can't take apart does not reach the templates."""
    refusal(fields.WebAddress, "https://[a.vn/")


@pytest.mark.parametrize("value", ["/", "/ban-do/", "/2020/12/14/a/"])
def test_site_path_has_slashes_at_both_ends(value: str) -> None:
    """The root and folders below it are paths inside the portal."""
    assert accepted(fields.SitePath, value) == value


@pytest.mark.parametrize("value", ["", "ban-do", "/ban-do", "ban-do/", "//a.vn/", "/a?b/", "/a b/"])
def test_site_path_refuses_what_is_none(value: str) -> None:
    """Other hosts, questions and missing slashes are refused."""
    assert "gạch chéo" in refusal(fields.SitePath, value)


def test_time_zone_must_be_known() -> None:
    """A name that no table of zones has is refused, and so is a path."""
    assert ZoneInfo(accepted(fields.TimeZone, "Asia/Ho_Chi_Minh")).key == "Asia/Ho_Chi_Minh"
    for value in ("Hà Nội", "Asia/Ha_Noi", "../../etc/passwd", "/etc/localtime", "Asia"):
        assert "Asia/Ho_Chi_Minh" in refusal(fields.TimeZone, value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("một, hai ,ba", ("một", "hai", "ba")),
        (["một", "hai"], ("một", "hai")),
        (["một, hai"], ("một, hai",)),
        ("một,, một,", ("một",)),
        ("", ()),
    ],
)
def test_words_are_a_list_or_text_with_commas(value: Any, words: tuple[str, ...]) -> None:
    """Both forms give a list in which each word stands once."""
    assert accepted(fields.Words, value) == words


def test_file_name_must_be_there(tmp_path: Path) -> None:
    """A file beside the data is accepted, in a folder below as well; one that is not is told."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "ảnh 1.jpg").write_bytes(b"\xff\xd8\xff")
    assert accepted(fields.FileName, "b/ảnh 1.jpg", tmp_path) == "b/ảnh 1.jpg"
    assert "không tìm thấy tệp “c.jpg”" in refusal(fields.FileName, "c.jpg", tmp_path)
    assert "“b” là thư mục" in refusal(fields.FileName, "b", tmp_path)


@pytest.mark.parametrize("value", ["/etc/passwd", "../a.jpg", "b/../../a.jpg", "b\\a.jpg"])
def test_file_name_stays_in_its_folder(tmp_path: Path, value: str) -> None:
    """A path that leads out of the folder is refused, whether the file is there or not."""
    (tmp_path / "a.jpg").write_bytes(b"x")
    folder = tmp_path / "data"
    folder.mkdir()
    assert "không ghi đường dẫn ra ngoài" in refusal(fields.FileName, value, folder)


def test_json_file_is_read_and_validated(tmp_path: Path) -> None:
    """The field holds what the file holds."""
    (tmp_path / "a.json").write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert accepted(JSON, "a.json", tmp_path) == {"a": 1}
    assert accepted(JSON, {"a": 2}, tmp_path) == {"a": 2}


@pytest.mark.parametrize("text", ["{", "", "a: b"])
def test_json_file_that_is_none(tmp_path: Path, text: str) -> None:
    """A file that is no JSON is told by name."""
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert "tệp “a.json” không phải JSON" in refusal(JSON, "a.json", tmp_path)


@pytest.mark.parametrize(
    "value",
    [
        *("//evil.example", "//evil", "/a//b", "/../../x", "/a/../b", "/a/./b", "/..", "/a/.."),
        *("/%2e%2e/x", "/a/%2E./b", "/a%2F..%2Fb", "/%252e%252e/x", "/%2fevil.example"),
        *("/a\\b", "/\\evil.example", "/a%5Cb", "/a%5c..%5cb"),
    ],
)
def test_an_old_path_leads_nowhere_else(value: str) -> None:
    """No host, no file system and no browser may read it as another address or another folder."""
    assert "hãy chép lại đúng đường dẫn" in refusal(fields.OldPath, value)


@pytest.mark.parametrize(
    "value", ["/a%00b", "/a%0Ab", "/a%0d%0aLocation:x", "/a%1fb", "tin", "/a b"]
)
def test_an_old_path_has_no_control_characters(value: str) -> None:
    """What could end a line in a host's file is refused."""
    assert "phải là đường dẫn cũ" in refusal(fields.OldPath, value)


@pytest.mark.parametrize("value", ["/.htaccess", "/tin/%2Ehtaccess", "/_redirects/", "/web.config"])
def test_an_old_path_is_no_file_for_hosts(value: str) -> None:
    """Where the build writes one, no folder of that name can lead on."""
    assert "tệp riêng của máy chủ" in refusal(fields.OldPath, value)


@pytest.mark.parametrize("value", ["/" + "a" * 201, "/" + "ắ" * 90, "/a" * 501, "/" + "%E1" * 201])
def test_an_old_path_fits_a_file_system(value: str) -> None:
    """A page that leads on is written there: no part may be longer than a file's name."""
    assert "dài quá" in refusal(fields.OldPath, value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "/portal/pages/2021-03-03/bai.aspx",
            "/",
            "/tin/",
            "/a/.../b",
            "/a..b/c.d",
            "/tin/%C4%91",
        ),
        *("/zh/-ieu-kien-tu-nhien", "/.well-known/x", "/" + "a" * 200, "/a%20b", "/100%25"),
    ],
)
def test_old_paths_of_former_portals_are_taken(value: str) -> None:
    """Dots inside of names, encoded letters and a last slash are usual."""
    assert accepted(fields.OldPath, value) == value


def test_a_key_is_not_endless() -> None:
    """A part of an address that no file system takes is refused with its length."""
    assert "dài 600 ký tự" in refusal(fields.Key, "a" * 600)
