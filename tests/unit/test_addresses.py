"""Whether a link leads somewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.core.data.loading import Model
from town_portal.features.addresses.check import Known, find_link_fault, iter_targets

URL = "2020/12/14/a/"
SOURCE = "articles/2020/2020-12-14-a/index.md"
KNOWN = Known(
    addresses={"", "ban-do/", "chuyen-muc/tin/", "tu-khoa/cai-cach/", URL, f"{URL}tep.pdf"},
    contents={SOURCE: URL, "articles/b.md": "2020/12/15/b/", "pages/ban-do.md": "ban-do/"},
    absent={"articles/nhap.md": "bài ấy còn là bản thảo"},
)


def fault(address: str) -> str:
    """Give what is wrong with a link of the article."""
    return find_link_fault(address, SOURCE, URL, KNOWN)


INSIDE = [
    *("/", "/ban-do/", "/ban-do/#phuong", "/ban-do/?q=a", "/2020/12/14/a/tep.pdf"),
    *(
        "tep.pdf",
        "tep%2Epdf",
        "./",
        ".",
        "../../../../ban-do/",
        "../../../../",
        "#muc-1",
        "?q=a",
        "",
    ),
]
OUTSIDE = [
    "https://a.vn/khong/co",
    "http://a.vn",
    "//a.vn/b",
    "mailto:a@b.vn",
    "tel:+84",
    "HTTPS://A.VN",
]
PELICANS = [
    *("{filename}../../b.md", "{filename}/articles/b.md", "{filename}/articles/b.md#muc"),
    *("|filename|/pages/ban-do.md", "{filename}index.md", "{index}", "{category}tin"),
    *("{tag}cai-cach", "{tag}cải cách", "{category}Tin"),
]


@pytest.mark.parametrize("address", [*INSIDE, *OUTSIDE, *PELICANS])
def test_a_link_that_leads_somewhere(address: str) -> None:
    """From the root or from the page, in Pelican's own forms; what leads out is not looked at."""
    assert fault(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        *[
            (address, f"“{address}”")
            for address in (
                "/khong-co/",
                "khong-co.pdf",
                "ban-do/",
                "../ban-do/",
                "..",
                "/ban-do/a",
            )
        ],
        ("/ban-do/index.html", "“/ban-do/index.html”"),
        ("/ban-do", "liên kết “/ban-do” thiếu dấu gạch chéo ở cuối"),
        ("../../../../ban-do", "thiếu dấu gạch chéo"),
        ("../../../../../ban-do/", "liên kết"),
        ("/../ban-do/", "liên kết"),
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
def test_a_link_that_leads_nowhere(address: str, words: str) -> None:
    """What is missing, held back, unknown or one step too far is told with its name."""
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
    assert list(iter_targets(table)) == [(("items", 0, "to"), "/b/"), (("to",), "/a/")]
    assert list(iter_targets(None)) == []
