"""Ways to break a public site, each by its name."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image

from tests.publish.conftest import DRAFT, LATER, WAITING
from tests.publish.gate.conftest import ARTICLE, TIMELESS, Public

Break = Callable[[Public], object]
POLICY = "default-src 'none'; script-src 'self'"


def edited(name: str, old: str, new: str) -> Break:
    """Return the break that puts one text in place of another in a file."""
    return lambda site: site.edit(name, old, new)


def added(name: str, data: str | bytes) -> Break:
    """Return the break that puts a file into the site."""
    return lambda site: site.put({name: data})


def removed(name: str) -> Break:
    """Return the break that takes a file away, given by a pattern."""
    return lambda site: site.put({site.found(name): None})


def without_card(site: Public) -> None:
    """Take away the share picture that an article names."""
    name = re.search(r"chia-se\.\w{10}\.jpg", site.text(ARTICLE))
    assert name
    site.put({name[0]: None})


def in_body(html: str) -> Break:
    """Return the break that puts HTML at the end of an article's main part."""
    return edited(ARTICLE, "</main>", f"{html}</main>")


def in_text(html: str) -> Break:
    """Return the break that puts HTML at the beginning of an article's own text."""
    opened = '<div class="article__body" data-module="lightbox">'
    return edited(ARTICLE, opened, f"{opened}{html}")


def with_gps(site: Public) -> None:
    """Put in the place of a picture one that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (18.0, 31.0, 40.0)
    data = io.BytesIO()
    Image.new("RGB", (48, 32)).save(data, "JPEG", exif=exif)
    site.put({site.found("2020/12/14/day-du/anh-1-48.*.jpg"): data.getvalue()})


def workbook(cells: str) -> bytes:
    """Return a workbook of Excel with some cells."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("xl/sharedStrings.xml", f"<sst><si><t>{cells}</t></si></sst>")
    return data.getvalue()


def heavy(site: Public) -> None:
    """Have the home page begin with a picture of 200 KB."""
    site.put({"to.jpg": b"\xff\xd8" + bytes(200_000)})
    site.edit("index.html", "</main>", '<img src="to.jpg" alt="Ảnh" width="9" height="9"></main>')


def feed_elsewhere(site: Public) -> None:
    """Have a feed name an article that is not there."""
    site.edit("tin.atom", "/cong/2021/01/05/khong-gio/", "/cong/2021/01/05/khac/")


def without_title(site: Public) -> None:
    """Have a page without a title."""
    site.put({TIMELESS: re.sub("<title>.*?</title>", "<title></title>", site.text(TIMELESS))})


def without_apache(site: Public) -> None:
    """Have Apache know another address than the old one, in whichever of its files that is."""
    names = [path.relative_to(site.output).as_posix() for path in site.output.rglob(".htaccess")]
    (name,) = (name for name in names if "gioi-thieu" in site.text(name))
    site.edit(name, "gioi-thieu", "gioi-thiu")


def page_of(draft: str) -> Break:
    """Return the break that leaves the page of a text behind that is not public."""

    def broken(site: Public) -> None:
        text = site.text("2020/12/01/bai-cu/index.html")
        site.put({f"{draft}index.html": text.replace('/2020/12/01/bai-cu/"', f'/{draft}"')})

    return broken


def open_data(title: str) -> Break:
    """Return the break that lists a title in the open data."""

    def broken(site: Public) -> None:
        data = json.loads(site.text("du-lieu-mo/2021-01.json"))
        data["articles"][0]["title"] = title
        site.put({"du-lieu-mo/2021-01.json": json.dumps(data, ensure_ascii=False)})

    return broken


LINKS: Mapping[str, Break] = {
    "a link to no page": in_body('<p><a href="../../../../khong-co/">x</a></p>'),
    "a link to no place of another page": in_body('<p><a href="../../../../lien-he/#x">x</a></p>'),
    "a link to no place of its own page": in_body('<p><a href="#khong-co">x</a></p>'),
    "a link above the portal": in_body('<p><a href="../../../../../x/">x</a></p>'),
    "a full address of the portal": in_body('<p><a href="https://thu.example/cong/x/">x</a></p>'),
    "an address that is none": in_body('<p><a href="http://[x/">x</a></p>'),
    "a link that runs": in_body('<p><a href="javascript:alert(1)">x</a></p>'),
    "a page is gone": removed("gioi-thieu/index.html"),
    "a picture is gone": removed("2020/12/14/day-du/anh-2-32.*.webp"),
    "a share picture is gone": without_card,
    "a module is gone": removed("static/js/motion.*.js"),
    "a font is gone": removed("static/fonts/public-sans-latin.*.woff2"),
    "an icon of the manifest is gone": removed("static/icon-512.*.png"),
    "a sitemap is gone": removed("sitemap/2020-11.xml"),
    "a feed names no page": feed_elsewhere,
    "the style sheet is gone": removed("static/portal.*.css"),
    "base path forgotten": edited("404.html", 'href="/cong/luu-tru/"', 'href="/luu-tru"'),
    "an attachment is gone": removed("2020/12/14/day-du/mau-don-so-1.txt"),
}
PAGES: Mapping[str, Break] = {
    "an element is not closed": in_body("<div>"),
    "an end tag too many": in_body("</section>"),
    "a paragraph in a paragraph": in_body("<p><p>x</p></p>"),
    "a reference without its end": in_body("<p>a &copy b</p>"),
    "two ids": in_body('<p id="x">a</p><p id="x">b</p>'),
    "no alternative text": in_body('<img src="hai.txt" width="1" height="1">'),
    "no title": without_title,
    "no description": edited(
        TIMELESS, 'name="description" content="', 'name="description" data-x="'
    ),
    "Dublin Core is empty": edited(
        TIMELESS, 'name="DC.creator" content="Thị trấn Thử"', 'name="DC.creator" content=""'
    ),
    "canonical of another page": edited(
        TIMELESS,
        'rel="canonical" href="https://thu.example/cong/2021/01/05/khong-gio/"',
        'rel="canonical" href="https://thu.example/cong/2021/01/"',
    ),
    "Open Graph is gone": edited(TIMELESS, 'property="og:title"', 'property="x:title"'),
    "linked data is cut": edited(TIMELESS, '"@graph":[', '"@graph":'),
    "no language": edited(TIMELESS, '<html lang="vi">', "<html>"),
    "HTML too long": in_body(
        "".join(f"<p>{item * 7919:x}{item * 104729:x}</p>" for item in range(40_000))
    ),
    "home page too heavy": heavy,
    "JSON is cut": edited("du-lieu-mo/index.json", "]", ""),
    "a feed is cut": edited("tin.rss", "</rss>", ""),
}
SAFETY: Mapping[str, Break] = {
    "no policy": edited(TIMELESS, "Content-Security-Policy", "X-Policy"),
    "inline scripts allowed": edited(TIMELESS, "script-src", "script-src 'unsafe-inline'"),
    "scripts of another host allowed": edited(
        TIMELESS, "script-src", "script-src https://la.example"
    ),
    "scripts of any folder allowed": edited(TIMELESS, "script-src", "script-src 'self'"),
    "a module of nobody": edited(TIMELESS, 'data-module="share"', 'data-module="evil.js"'),
    "a module of nobody with a press": edited(TIMELESS, 'data-press="save"', 'data-press="/evil"'),
    "an element in a text": in_text('<button type="button">a</button>'),
    "an attribute in a text": in_text('<p data-module="share">a</p>'),
    "a class in a text": in_text('<p class="skip">a</p>'),
    "an inline script": in_body("<script>tai()</script>"),
    "an event handler": in_body('<p onclick="x()">a</p>'),
    "a style attribute": in_body('<p style="color:red">a</p>'),
    "a script of another host": in_body('<script src="https://la.example/a.js"></script>'),
    "a picture of another host": in_body(
        '<img src="//la.example/a.gif" alt="" width="1" height="1">'
    ),
    "a frame of another host": in_body('<iframe src="https://la.example/"></iframe>'),
    "a font of another host": edited("tin.css", "{", "{background:url(https://la.example/f.png);"),
    "an import of another host": added("static/js/la.js", 'import "https://la.example/a.js";\n'),
    "a page that leads away": edited(
        TIMELESS,
        "<title>",
        '<meta http-equiv="refresh" content="0; url=https://la.example/"><title>',
    ),
    "a page that nobody built": added(
        "keo-nha-cai/index.html",
        "<!doctype html><html lang=vi><title>Nhà cái</title><p>x</p></html>",
    ),
    "a drawing with a script": added(
        "hinh.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    ),
    "a private key": added("khoa.txt", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n"),
    "a key file": added("may-chu.pem", "x"),
    "a key of a store": in_body("<p>AKIAIOSFODNN7EXAMPLE</p>"),
    "a password in an address": added("ghi.txt", "xem postgresql://cong:mat-khau@10.0.0.2/csdl\n"),
    "an environment file": added(".env", "A=1\n"),
    "a Git folder": added(".git/config", "x"),
    "a source": added("2020/12/14/day-du/index.md", "x"),
    "an editor's copy": added("index.html~", "x"),
    "a database": added("du-lieu.sqlite3", b"x"),
    "a program of a server": added("anh/up.php", "<?php"),
    "a folder of this machine": lambda site: site.put({"ghi.txt": f"dựng ở {site.content}\n"}),
    "a photograph with its place": with_gps,
    "a film with its place": added("2021/01/05/khong-gio/phim.mp4", b"....\xa9xyz+18.52+105.7/"),
    "a citizen's number": in_body("<p>Bà Trần Thị B, số căn cước 042185001234.</p>"),
    "a citizen's number in a table": added(
        "2020/12/14/day-du/ho.csv", "Họ tên,Số căn cước\nTrần B,042185001234\n"
    ),
    "a citizen's number in a workbook": added(
        "2020/12/14/day-du/ho.xlsx", workbook("Bà B, căn cước 042185001234")
    ),
    "a private telephone": in_body("<p>Gặp chị Hoa: 0987 654 321.</p>"),
}
UNSEEN: Mapping[str, Break] = {
    "a draft's page": page_of("2025/01/02/nhap/"),
    "a waiting article's page": page_of("2025/01/04/cho/"),
    "the page of an article edited since its approval": page_of("2025/01/07/sua/"),
    "a page that leads on, promised by nobody": lambda site: site.put(
        {"cu/la/index.html": site.text("cu/tinh.aspx/index.html")}
    ),
    "a scheduled article's page": page_of("2025/01/03/hen/"),
    "an ended article's page": page_of("2025/01/05/het-han/"),
    "a draft's photograph": added("2025/01/02/nhap/anh-24.1234567890.jpg", b"x"),
    "a draft's title": in_body(f"<h2>{DRAFT}</h2>"),
    "a scheduled title in the open data": open_data(LATER),
    "a waiting title in a feed": edited(
        "tin.rss", "</channel>", f"<item><title>{WAITING}</title></item></channel>"
    ),
    "a link to a draft": in_body('<p><a href="../../../../2025/01/02/nhap/">x</a></p>'),
    "pages of drafts": added("ban-thao/nhap/anh.jpg", b"x"),
    "the designers' gallery": added("mau/mau.css", "a{}"),
    "the editing desk": added("soan-tin/_config.json", "{}"),
    "a build of the desk": lambda site: (site.state / "published.json").unlink(),
}
OLD: Mapping[str, Break] = {
    "an old address is silent": removed("cu/gioi-thieu.aspx/index.html"),
    "an old address leads elsewhere": edited(
        "cu/gioi-thieu.aspx/index.html", "url=../../gioi-thieu/", "url=../../lien-he/"
    ),
    "an old address that is gone leads on": edited(
        "cu/bo.aspx/index.html",
        "<title>",
        '<meta http-equiv="refresh" content="0; url=../../lien-he/"><title>',
    ),
    "Apache does not know it": without_apache,
    "IIS leads elsewhere": edited(
        "web.config", "https://tinh.example/trang", "https://la.example/trang"
    ),
    "a pages host does not know it": edited(
        "_redirects", "/cong/cu/tinh.aspx", "/cong/cu/tin.aspx"
    ),
    "a page that was published is gone": removed("lien-ket/index.html"),
}


ALL: Mapping[str, Break] = {**LINKS, **PAGES, **SAFETY, **UNSEEN, **OLD}
