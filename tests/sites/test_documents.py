"""Documents of a small site: their pages, lists, links to them, what is refused."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, Built, Site, article, page, read, stamps

LAW = "content/documents/2021/12-2021-nq-hdnd.md"
CITING = "content/articles/2021/2021-08-02-theo.md"
HEAD = {
    "title": "Về mức thu phí",
    "kind": "Nghị quyết",
    "number": "12/2021/NQ-HĐND",
    "issuer": "Hội đồng nhân dân thị xã",
    "issued": "2021-07-15",
}


def document(body: str = "", **fields: str) -> str:
    """Return the text of a document; "-" leaves a field out."""
    lines = [f"{name}: {value}" for name, value in (HEAD | fields).items() if value != "-"]
    return "\n".join(("---", *lines, "---", "", body, ""))


def begun(folder: Path) -> Site:
    """Return a site with a document, an article and a page that cite it, and a draft of one."""
    cited = "Theo Nghị quyết số 12/2021/NQ-HĐND của Hội đồng."
    files = {
        LAW: document(effective="2021-08-01"),
        "content/documents/nhap.md": document(number="1/QĐ", status="draft", title="Giấu kỹ"),
        CITING: article(cited, title="Bài dẫn", date="2021-08-02"),
        "content/pages/phi.md": page(f"{cited}\n\n## Nghị quyết 12/2021/NQ-HĐND", title="Phí"),
    }
    return Site(folder).write(GOOD).write(files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give the site to be changed."""
    return begun(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site once for all that only read it."""
    return begun(tmp_path_factory.mktemp("documents")).good()


def test_a_document_has_its_page(built: Built) -> None:
    """All that is known of it stands there; what is not known is said to be so."""
    text = built.page("van-ban/12-2021-nq-hdnd")
    for told in ("Nghị quyết", "12/2021/NQ-HĐND", "Hội đồng nhân dân thị xã", "Còn hiệu lực"):
        assert f"<dd>{told}" in text
    assert '<dd><time datetime="2021-08-01">01/8/2021</time></dd>' in text
    assert "Tệp văn bản" not in text  # there is no file
    assert '"@type":"Legislation"' in text
    assert '<meta name="DC.creator" content="Hội đồng nhân dân thị xã">' in text


def test_texts_that_cite_it_lead_to_it_and_back(built: Built) -> None:
    """A citation becomes a link in articles and pages, but in no heading; its page names both."""
    link = 'van-ban/12-2021-nq-hdnd/">Nghị quyết số 12/2021/NQ-HĐND</a>'
    assert f'<a href="../../../../{link}' in built.page("2021/08/02/theo")
    assert built.page("phi").count(f'<a href="../{link}') == 1
    assert "Nghị quyết 12/2021/NQ-HĐND</h2>" in built.page("phi")
    text = built.page("van-ban/12-2021-nq-hdnd")
    assert '<a href="../../2021/08/02/theo/">Bài dẫn' in text
    assert '<a href="../../phi/">Phí' in text


def test_lists_and_feed_know_it(built: Built) -> None:
    """It is in the list of all, of its kind and year, in the feed, the sitemap and Sơ đồ cổng."""
    for url in ("van-ban", "van-ban/loai/nghi-quyet", "van-ban/nam/2021"):
        assert "12-2021-nq-hdnd/" in built.page(url)
        assert "Giấu kỹ" not in built.page(url)
    assert "Nghị quyết 12/2021/NQ-HĐND: Về mức thu phí" in built.tree["van-ban/tin.atom"].decode()
    assert "van-ban/12-2021-nq-hdnd/" in built.tree["sitemap/trang.xml"].decode()
    assert 'href="../van-ban/loai/nghi-quyet/"' in built.page("so-do-cong")
    assert '<option value="van-ban">Văn bản</option>' in built.page("tim-kiem")


def test_without_documents_there_is_no_list(site: Site) -> None:
    """A portal that has none shows no empty page, and the citations stay words."""
    built = site.write({LAW: None, "content/documents/nhap.md": None}).good()
    assert not (built.output / "van-ban").exists()
    assert "van-ban" not in built.page("phi")


def test_one_document_more_rewrites_little(site: Site) -> None:
    """A document of another year leaves the others' pages, lists and index as they were.

    The page of one that it does not concern is not rendered again.
    """
    before = stamps(site.good().output)
    site.write({"content/documents/5-kh.md": document(number="5/KH-UBND", issued="2020-02-03")})
    built = site.build("-e", 'EXPLAIN="/van-ban/12-2021-nq-hdnd/"')
    assert any("được giữ nguyên" in line for line in built.errors), built.errors
    after = stamps(built.output)
    changed = {
        name
        for name in after
        if before.get(name) != after[name] and (built.output / name).is_file()
    }
    own = re.compile(r"static/tim/(van-ban-2020/|index|tu\.bin)|van-ban/5-kh/|van-ban/nam/2020/")
    lists = {
        *("van-ban/index.html", "van-ban/loai/nghi-quyet/index.html", "van-ban/tin.atom"),
        "van-ban/tin.rss",
        *("van-ban/nam/2021/index.html", "so-do-cong/index.html", "sitemap/trang.xml"),
        *("pages.json", "index.html", "tim-kiem/index.html", "sitemap.xml"),
    }
    assert {name for name in changed if not own.match(name)} <= lists


ENDED = "hết hiệu lực"


def test_what_is_repealed_is_marked_wherever_it_stands(site: Site) -> None:
    """A new document ends an old one: list, box, feed, search, links and mentions tell, at once."""
    layout = "home: [[documents]]"
    site.write({"content/data/layout.yaml": layout}).good()
    replacing = document(
        number="20/2021/NQ-HĐND", issued="2021-08-05", replaces="[12/2021/NQ-HĐND]", title="Phí mới"
    )
    built = site.write({"content/documents/2021/20-2021-nq-hdnd.md": replacing}).good()
    link, feed = "12/2021/NQ-HĐND</a> <span", built.output / "van-ban" / "tin.atom"
    places = {
        "list": (built.page("van-ban"), "Hết hiệu lực"),
        "box": (built.page(""), '<span class="force force--ended">Hết hiệu lực</span>'),
        "feed": (feed.read_text("utf-8"), f"Về mức thu phí ({ENDED})"),
        "article": (built.page("2021/08/02/theo"), f'{link} class="force force--ended">({ENDED})'),
        "page": (built.page("phi"), f'{link} class="force force--ended">({ENDED})'),
        "mention": (built.page("van-ban/20-2021-nq-hdnd"), 'force--ended">Hết hiệu lực'),
        "search": (str(shown(built)), "'Hết hiệu lực'"),
    }
    assert {name: told for name, (text, told) in places.items() if told not in text} == {}
    fresh = read(built.output)
    shutil.rmtree(site.folder / ".output.state")
    assert read(site.good().output) == fresh


def shown(built: Built) -> list[list[str]]:
    """Return what the search shows of documents."""
    files = (built.output / "static" / "tim").glob("van-ban-*/hien-*.bin")
    return [row for file in files for row in json.loads(gzip.decompress(file.read_bytes()))]


WRONG = (
    ({"kind": "Nghị Quyết"}, "3: kind: không có loại văn bản “Nghị Quyết”; có phải ý là"),
    ({"kind": "Sắc lệnh"}, "3: kind: không có loại văn bản “Sắc lệnh”; hãy ghi thêm loại mới"),
    ({"kind": "Quyếtt định"}, "3: kind: không có loại văn bản “Quyếtt định”; có phải ý là “Quyết"),
    ({"issuer": "-"}, "issuer: "),
    ({"issued": "2021-13-01"}, "6: issued: "),
    ({"effective": "2021-07-01"}, "7: effective: ngày có hiệu lực không thể trước"),
    ({"attachments": "[{file: a.pdf, title: Bản ký}]"}, "attachments.1.file: không tìm thấy"),
)


def test_what_is_wrong_stops_the_build(site: Site) -> None:
    """A kind that is not named, days that contradict each other, a file that is not there.

    A number without a year is no document of another authority.
    """
    files = {
        f"content/documents/sai-{number}.md": document(number=f"{number}0/QĐ", **fields)
        for number, (fields, _) in enumerate(WRONG)
    }
    other = document(number="67/QĐ-UBND", kind="Quyết định", issuer="Ủy ban nhân dân xã")
    own = document(number="9/QĐ-HĐ", replaces="[1/QĐ-X, Quyết định số 67/QĐ-UBND]")
    more = {"content/documents/67.md": other, "content/documents/9.md": own}
    built = site.write({**files, **more}).build()
    assert built.code == 1
    for name, (_, words) in zip(files, WRONG, strict=True):
        (line,) = [line for line in built.errors if line.startswith(f"{name}:")]
        assert words in line
    errors = site.write(dict.fromkeys(files)).build().errors
    told = "content/documents/9.md:7: replaces.2: số “Quyết định số 67/QĐ-UBND” không ghi năm"
    assert told in "\n".join(errors)


def test_kinds_are_data(site: Site) -> None:
    """A kind that documents.yaml names may be used, and so may the usual ones still."""
    site.write(
        {
            LAW: document(kind="Sắc lệnh"),
            "content/documents/5-kh.md": document(kind="Kế hoạch", number="5/KH-UBND"),
            "content/data/documents.yaml": "kinds: [Sắc lệnh]\n",
        }
    )
    assert "<dd>Sắc lệnh</dd>" in site.good().page("van-ban/12-2021-nq-hdnd")


def test_numbered_pages_hold_the_oldest(site: Site) -> None:
    """With two on a page the first numbered page holds the oldest two, whatever comes after."""
    more = {
        f"content/documents/{n}-kh.md": document(number=f"{n}/KH-UBND", issued=f"2020-02-0{n}")
        for n in range(1, 5)
    }
    site.conf = "DEFAULT_PAGINATION = 2"
    text = site.write(more).good().page("van-ban/trang/1")
    assert re.findall(r'papers__name"><a href="[^"]*?([^/"]+)/"', text) == ["2-kh", "1-kh"]
    assert '<a rel="prev" href="../../../van-ban/">← Văn bản mới hơn</a>' in text
