"""Whether a link leads somewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins._kit.data import Model
from plugins.addresses.check import Known, link_fault, paths

URL = "2020/12/14/a/"
SOURCE = "articles/2020/2020-12-14-a/index.md"
KNOWN = Known(
    addresses={"", "ban-do/", "chuyen-muc/tin/", "tu-khoa/cai-cach/", URL, f"{URL}tep.pdf"},
    contents={SOURCE: URL, "articles/b.md": "2020/12/15/b/", "pages/ban-do.md": "ban-do/"},
    absent={"articles/nhap.md": "bài ấy còn là bản thảo"},
)


def fault(address: str) -> str:
    """Give what is wrong with a link of the article."""
    return link_fault(address, SOURCE, URL, KNOWN)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/ban-do/",
        "/ban-do/#phuong",
        "/ban-do/?q=a",
        "/2020/12/14/a/tep.pdf",
        "tep.pdf",
        "tep%2Epdf",
        "./",
        ".",
        "../../../../ban-do/",
        "../../../../",
        "#muc-1",
        "?q=a",
        "",
    ],
)
def test_a_link_inside_the_portal_that_leads_somewhere(address: str) -> None:
    """From the root or from the page, with and without a place on it."""
    assert fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://a.vn/khong/co",
        "http://a.vn",
        "//a.vn/b",
        "mailto:a@b.vn",
        "tel:+84",
        "HTTPS://A.VN",
    ],
)
def test_a_link_that_leads_out_is_not_looked_at(address: str) -> None:
    """Other sites, mail and telephone are no business of this check."""
    assert fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "/khong-co/",
        "khong-co.pdf",
        "ban-do/",
        "../ban-do/",
        "/ban-do/index.html",
        "..",
        "/ban-do/a",
    ],
)
def test_a_link_that_leads_nowhere(address: str) -> None:
    """It is told as it was written."""
    assert f"“{address}”" in fault(address)


def test_a_link_without_its_last_slash() -> None:
    """A page without the slash at its end is not found by every server."""
    assert fault("/ban-do") == "liên kết “/ban-do” thiếu dấu gạch chéo ở cuối"
    assert "thiếu dấu gạch chéo" in fault("../../../../ban-do")


def test_a_link_out_of_the_portal_by_too_many_steps() -> None:
    """Under a sub-path one step too many leads to another site of the host."""
    assert fault("../../../../../ban-do/")
    assert fault("/../ban-do/")


@pytest.mark.parametrize(
    "address",
    [
        "{filename}../../b.md",
        "{filename}/articles/b.md",
        "{filename}/articles/b.md#muc",
        "|filename|/pages/ban-do.md",
        "{filename}index.md",
        "{index}",
        "{category}tin",
        "{tag}cai-cach",
    ],
)
def test_pelicans_own_forms_that_lead_somewhere(address: str) -> None:
    """Contents are found from the article's folder and from the content's."""
    assert fault(address) == ""


@pytest.mark.parametrize("address", ["{tag}cải cách", "{category}Tin"])
def test_a_topic_may_be_called_by_its_words(address: str) -> None:
    """Pelican makes the address of a tag from its words; so does the check."""
    assert fault(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("{filename}khong-co.md", "không tìm thấy tệp “khong-co.md”"),
        ("{filename}/b.md", "không tìm thấy tệp “/b.md”"),
        ("{filename}", "không tìm thấy tệp “”"),
        ("{filename}../../../../../etc/passwd", "dẫn ra ngoài thư mục nội dung"),
        ("{filename}../../../articles/../../content/articles/b.md", "dẫn ra ngoài"),
        ("{filename}/articles/nhap.md", "nhưng bài ấy còn là bản thảo"),
        ("{tag}khong-co", "không có mục “khong-co”"),
        ("{category}khong-co", "không có mục “khong-co”"),
        ("{author}a", "không có kiểu liên kết “{author}”"),
    ],
)
def test_pelicans_own_forms_that_lead_nowhere(address: str, words: str) -> None:
    """What is missing, held back or unknown is told with its name."""
    assert words in fault(address)


@pytest.mark.parametrize("address", ["http://[a.vn", "https://[::1", "//[", "{filename}//[a"])
def test_an_address_that_python_can_not_take_apart(address: str) -> None:
    """A bracket too many is a fault, not the end of the build."""
    assert fault(address)


@given(st.text(alphabet="ab/.{}|#?:%[]@đ ", max_size=20))
@settings(deadline=None)
def test_the_check_never_breaks(address: str) -> None:
    """Whatever stands in a link, the answer is a sentence or nothing."""
    assert isinstance(fault(address), str)


def test_paths_of_a_table() -> None:
    """Each field ``to``, however deep, with its way; a name elsewhere and no data give none."""

    class Item(Model):
        to: str | None = None
        title: str = "/to/"

    class Group(Model):
        items: tuple[Item, ...] = ()
        to: str = "/a/"

    table = Group(items=(Item(to="/b/"), Item()))
    assert list(paths(table)) == [(("items", 0, "to"), "/b/"), (("to",), "/a/")]
    assert list(paths(None)) == []
