"""What an article looks like in the site, by what its file says."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, Built, Files, Site, article, page, picture

NFD = unicodedata.normalize("NFD", "Đường sắt đi qua thị xã")
SPACED = ("<Mẫu đơn.txt>", "M%E1%BA%ABu%20%C4%91%C6%A1n.txt", "Mẫu đơn.txt")
"""One file's name as Markdown may write it."""
WRITTEN = {
    "CO<sub>2</sub> &amp; H<sub>2</sub>O": "CO2 &amp; H2O",
    "1 &lt; 2 \\* 3": "1 &lt; 2 * 3",
    "Xem `mã` và **đậm**": "Xem mã và đậm",
}
"""Sentences, and the plain text that they show."""
FILES: Files = {
    "content/articles/gio.md": article(
        title="Có giờ", date="2020-12-15 08:30", modified="2020-12-17"
    ),
    "content/articles/khong-gio.md": article(title="Không giờ", date="2020-12-15"),
    "content/articles/zulu.md": article(title="Giờ quốc tế", date="2020-12-31T18:00:00Z"),
    "content/articles/tom-tat.md": article("Đoạn đầu.\n\nĐoạn sau.", title="Không tóm tắt"),
    "content/articles/sapo.md": article("Đoạn A.", title="Có tóm tắt", summary="Lời dẫn <em>"),
    "content/articles/pelican.md": "Title: Phần đầu: kiểu Pelican\nDate: 2020-12-20\n"
    "Category: thong-bao\nTags: một, hai\nSummary: Tóm tắt\n    hai dòng\n\nChữ **đậm**.\n",
    "content/articles/an.md": article(title="Bài ẩn", status="hidden"),
    "content/articles/tuong-lai.md": article(title="Ngày mai", date="2031-01-01"),
    "content/articles/tep/index.md": article(
        "Tải [hai](hai.txt).",
        title="Có tệp",
        attachments='[{file: "Mẫu đơn số 1.txt", title: Mẫu đơn}]',
    ),
    "content/articles/tep/Mẫu đơn số 1.txt": "đơn",
    "content/articles/tep/hai.txt": "hai",
    "content/articles/ngoac.md": article(
        '![Một](anh.jpg "Bí thư nói: \\"Tốt\\". Ảnh: Lê An")', title='"Nháy \\"kép\\" & <b>"'
    ),
    "content/articles/anh.jpg": picture(),
    unicodedata.normalize("NFD", "content/articles/2020-12-09-đường-sắt.md"): article(
        f"{NFD} bằng chữ tách dấu.",
        title=NFD,
        date="2020-12-09",
        tags=unicodedata.normalize("NFD", "đường sắt"),
    ),
    "content/pages/an.md": page(title="Trang ẩn", status="hidden"),
    **{
        f"content/articles/{name}.md": article(title=title, date=date)
        for name, title, date in (
            ("2020-11-02-lich-tiep-dan", "Lịch tiếp dân", "2020-11-02"),
            ("2020-12-02-lich-tiep-dan", "Lịch tiếp dân", "2020-12-02"),
            ("lich-1", "Lịch nghỉ", "2020-11-03"),
            ("lich-2", "Lịch nghỉ", "2020-12-03"),
        )
    },
    "content/articles/cach/index.md": article(
        "\n\n".join(f"[x]({item})" for item in SPACED), title="Dấu cách"
    ),
    "content/articles/cach/Mẫu đơn.txt": "đơn",
    "content/articles/phim/index.md": article(video="{file: Phim Hay.mp4, title: Phim hay}"),
    "content/articles/phim/Phim Hay.mp4": b"\0\0\0\x18ftypmp42",
    **{
        f"content/articles/dau-{number}.md": article(
            f"{item}.\n\n![Hình](anh.jpg)\n*Hình: {item}*", title=f"Dấu {number}"
        )
        for number, item in enumerate(WRITTEN)
    },
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of all these articles."""
    return Site(tmp_path_factory.mktemp("articles")).write(GOOD).write(FILES).good()


def lists(built: Built) -> str:
    """Return the texts of all lists and feeds."""
    names = ("index.html", "luu-tru/index.html", "2020/index.html", "tin.atom", "tin.rss")
    pages = [data.decode() for name, data in built.tree.items() if name.startswith("chuyen-muc/")]
    return "".join((*(built.tree[name].decode() for name in names), *pages))


@pytest.mark.parametrize(
    ("url", "shown", "machine"),
    [
        ("2020/12/15/co-gio", "Thứ Ba, 15/12/2020, 08:30", "2020-12-15T08:30:00+07:00"),
        ("2020/12/15/khong-gio", "Thứ Ba, 15/12/2020", "2020-12-15"),
        ("2021/01/01/gio-quoc-te", "Thứ Sáu, 01/01/2021, 01:00", "2021-01-01T01:00:00+07:00"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(
    built: Built, url: str, shown: str, machine: str
) -> None:
    """A date without time shows no time; a time is shown in the town's zone."""
    times = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', built.page(url))
    assert times[0] == (machine, shown)


def test_a_change_without_time_shows_no_time(built: Built) -> None:
    """`modified` follows its own precision, not that of `date`."""
    assert 'Cập nhật <time datetime="2020-12-17">Thứ Năm, 17/12/2020</time>' in built.page(
        "2020/12/15/co-gio"
    )


def test_pelicans_own_header_is_read_as_well(built: Built) -> None:
    """`Title: …` lines without fences give the same article as YAML would."""
    text = built.page("2020/12/20/phan-dau-kieu-pelican")
    assert "<h1>Phần đầu: kiểu Pelican</h1>" in text
    assert "<strong>đậm</strong>" in text
    assert re.search(r'article__lead">Tóm tắt\s+hai dòng</p>', text)
    assert {"tu-khoa/mot/index.html", "tu-khoa/hai/index.html"} <= built.tree.keys()


def test_the_first_paragraph_stands_in_for_a_summary(built: Built) -> None:
    """Lists and both feeds show the first paragraph where there is no summary; the page no lead."""
    for name in ("chuyen-muc/chinh-quyen/index.html", "tin.atom", "tin.rss"):
        text = built.tree[name].decode()
        assert "Đoạn đầu." in text
        assert "Đoạn sau." not in text
        assert "Lời dẫn" in text
        assert "Đoạn A." not in text
    assert "article__lead" not in built.page("2020/12/15/khong-tom-tat")


def test_a_hidden_content_has_a_page_and_stands_in_no_list(built: Built) -> None:
    """A hidden article or page is reached by its address alone."""
    assert "<h1>Bài ẩn</h1>" in built.page("2020/12/15/bai-an")
    assert "<h1>Trang ẩn</h1>" in built.page("an")
    assert "Bài ẩn" not in lists(built)
    others = [text for name, text in built.pages.items() if "bai-an" not in name]
    assert not any("bai-an" in text for text in others)
    assert b"bai-an" not in built.tree["sitemap/2020-12.xml"]
    assert b"/an/" not in built.tree["sitemap/trang.xml"]


def test_an_article_of_tomorrow_is_published_today(built: Built) -> None:
    """A date in the future holds nothing back: `publish` does."""
    assert "Ngày mai" in built.page("")
    assert "2031/01/01/ngay-mai/index.html" in built.tree


def test_one_title_on_two_days_gives_two_articles(built: Built) -> None:
    """Titles that come back each month have addresses of their own, by name and by date."""
    for url in ("11/02/lich-tiep-dan", "12/02/lich-tiep-dan", "11/03/lich-nghi", "12/03/lich-nghi"):
        assert f"2020/{url}/index.html" in built.tree
        assert f'href="../../2020/{url}/"' in built.page("chuyen-muc/chinh-quyen")


def test_a_file_with_spaces_in_its_name_can_be_linked(built: Built) -> None:
    """Every way in which Markdown writes an address with a space leads to the file's copy."""
    assert built.page("2020/12/15/dau-cach").count('href="mau-don.txt"') == len(SPACED)
    assert "2020/12/15/dau-cach/mau-don.txt" in built.tree


def test_decomposed_letters_become_composed_ones(built: Built) -> None:
    """A name, a title, a tag and a text in NFD come out as NFC everywhere."""
    url = "2020/12/09/duong-sat"
    assert "<h1>Đường sắt đi qua thị xã</h1>" in built.page(url)
    assert "Đường sắt đi qua thị xã bằng chữ tách dấu." in built.page(url)
    assert "tu-khoa/duong-sat/index.html" in built.tree
    for name, data in built.tree.items():
        if name.endswith((".html", ".atom", ".rss", ".xml")):
            assert unicodedata.is_normalized("NFC", data.decode()), name
        assert name.isascii()


def test_files_beside_an_article_get_ascii_names(built: Built) -> None:
    """A linked and an attached file are copied, and links lead to the copies."""
    text = built.page("2020/12/15/co-tep")
    assert text.count('href="mau-don-so-1.txt"') == 1
    assert 'href="hai.txt"' in text
    assert built.tree["2020/12/15/co-tep/mau-don-so-1.txt"] == "đơn".encode()


def test_marks_inside_a_sentence_do_not_garble_caption_and_summary(built: Built) -> None:
    """Entities, tags that are allowed, and escapes come out as the plain text they show."""
    for number, shown in enumerate(WRITTEN.values()):
        assert f'class="card__summary">{shown}.</p>' in built.page("chuyen-muc/chinh-quyen")
        page = built.page(f"2020/12/15/dau-{number}")
        caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", page)
        assert caption
        assert re.sub("</?(sub|code|strong)>", "", caption[1]) == f"Hình: {shown}"


def test_a_film_beside_the_article_is_offered(built: Built) -> None:
    """A film's file is copied and the page leads to it."""
    assert "2020/12/15/mot-bai/phim-hay.mp4" in built.tree
    assert re.search('(href|src)="phim-hay.mp4"', built.page("2020/12/15/mot-bai"))


def test_quotes_survive_in_title_caption_and_credit(built: Built) -> None:
    """Quotes and signs of a title are text, and those of a caption lose their backslashes."""
    text = built.page("2020/12/15/nhay-kep-b")
    assert "<h1>Nháy &#34;kép&#34; &amp; &lt;b&gt;</h1>" in text
    assert re.search(r"Bí thư nói: (&#34;|&quot;)Tốt(&#34;|&quot;)\.? *<span", text)
    assert '<span class="figure__credit">Ảnh: Lê An</span>' in text


def test_control_characters_stop_nothing_and_are_told(tmp_path: Path) -> None:
    """Text out of Word is shown without them; a notice names file and line; feeds are XML."""
    text = article("Một\x08 đoạn\ufffe từ\x0bWord.", title="Chép\x08 từ Word", date="2020-12-16")
    built = Site(tmp_path).write({**GOOD, "content/articles/word.md": text}).build()
    assert built.code == 0
    (notice,) = built.errors
    assert "content/articles/word.md:2: đã bỏ qua 4 ký tự điều khiển" in notice
    assert "<p>Một đoạn từ Word.</p>" in built.page("2020/12/16/chep-tu-word")
    for name in ("tin.atom", "tin.rss", "sitemap.xml"):
        ET.fromstring(built.tree[name])
    pages = [data for name, data in built.tree.items() if name.endswith(".html")]
    assert not any(re.search(rb"[\x00-\x08\x0b]|\xef\xbf\xbe", page) for page in pages)


def test_a_title_in_quotes_makes_no_attribute(tmp_path: Path) -> None:
    """What Pelican does with links after the HTML was checked is done in addresses alone."""
    body = """[a](https://a.example/ "data='{author}") b ' " onclick="c" data-module="d" e=" f"""
    built = Site(tmp_path).write(GOOD).write({"content/pages/nhay.md": page(body)}).good()
    text = built.page("nhay")
    assert """title="data='{author}">a<span""" in text
    assert """b ' " onclick="c" data-module="d" e=" f</p>""" in text
