"""Every kind of change to a site: to its texts, data, photographs, templates, plugins, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.sites.build_site import Files, article, picture
from tests.sites.many_articles import OWN_TEMPLATE, TAGS, Change, file_of, news, town, url_of

COUNT = 42
BASE = town(COUNT)
"""The files of the site that is changed."""

OLD = 20
FOLDER = "content/articles/2025-01-10-co-tep"
WITH_FILES = "2025/01/10/co-tep/index.html"
PAGE = f"{url_of(OLD)}index.html"
PHOTO = file_of(30).replace("index.md", "anh.jpg")
BESIDE = f"{PAGE}.txt"
OWN = "2025/01/11/mau-rieng/index.html"
OTHER_PHOTO = file_of(0).replace("index.md", "anh.jpg")
NEW_PHOTO = file_of(37).replace("tin-37.md", "moi.jpg")
MARKED = 'JINJA_FILTERS = {**JINJA_FILTERS, "marked": lambda text: f"[{text}]"}'
MARKING = {"theme/templates/rieng.html": OWN_TEMPLATE.replace("remark }}", "remark|marked }}")}
NEW_CATEGORY = "  - key: moi\n    title: Mới\n  - key: trong"


def edited(name: str, *pairs: tuple[str, str]) -> Files:
    """Return the file of the base with each first text replaced by the second; it must be there."""
    data = BASE[name]
    assert data is not None
    text = data.decode() if isinstance(data, bytes) else data
    for old, new in pairs:
        assert old in text, f"{name}: {old}"
        text = text.replace(old, new)
    return {name: text}


KEPT = {**BASE, **edited(f"{FOLDER}/index.md", ("{attach}", ""))}
"""The same without the article that is read in each build, as Pelican copies a file for it."""


def data(table: str, *pairs: tuple[str, str]) -> Files:
    """Return a data file, edited."""
    return edited(f"content/data/{table}.yaml", *pairs)


def template(name: str, *pairs: tuple[str, str]) -> Files:
    """Return a template of the site's theme, edited."""
    return edited(f"theme/templates/{name}.html", *pairs)


def body(number: int, text: str) -> Files:
    """Return an article with a line more at its end."""
    return {file_of(number): f"{news(number)}\n{text}\n"}


def clock(day: int, hour: int, minute: int = 0) -> int:
    """Return a time of June 2025 (UTC) as SOURCE_DATE_EPOCH."""
    return int(datetime(2025, 6, day, hour, minute, tzinfo=UTC).timestamp())


def page_of(number: int) -> str:
    """Return the output's file of an article."""
    return f"{url_of(number)}index.html"


TEXTS = (
    Change("body", body(OLD, "Thêm một câu."), (PAGE, BESIDE)),
    Change(
        "body-of-equal-length-from-a-copy-of-years-ago",
        edited(file_of(22), ("Một đoạn văn.", "Hai đoạn văn.")),
        (page_of(22),),
        is_old=True,
    ),
    Change("title", edited(file_of(24), ("Tin số", "Bản tin số")), (page_of(24), page_of(25))),
    Change(
        "category",
        edited(file_of(26), ("chinh-quyen", "thong-bao")),
        (
            page_of(26),
            "chuyen-muc/thong-bao/index.html",
            "chuyen-muc/chinh-quyen/trang/3/index.html",
        ),
    ),
    Change(
        "tags",
        edited(file_of(28), (TAGS[0], "từ khóa mới")),
        (page_of(28), "tu-khoa/tu-khoa-moi/index.html", "tu-khoa/le-hoi/index.html"),
    ),
    Change(
        "newest",
        {"content/articles/2025-06-01-moi.md": article(date="2025-06-01", tags="y tế")},
        ("2025/06/01/moi/index.html", "tin.atom", "2025/02/01/het-han/index.html"),
    ),
    Change(
        "back-dated",
        {"content/articles/2022/2022-03-03-cu.md": article(date="2022-03-03", tags="y tế")},
        ("2022/03/03/cu/index.html", "chuyen-muc/chinh-quyen/trang/2/index.html"),
    ),
    Change("deleted", {file_of(41): None}, (page_of(41), page_of(40))),
    Change("newest-deleted", {"content/articles/2025-01-12-dan-toi.md": None}, ("tin.rss",)),
    Change(
        "file-moved-with-its-address-kept", {}, (), {file_of(27): file_of(27)[:-3] + "/index.md"}
    ),
    Change(
        "page", edited("content/pages/lien-he.md", ("Chữ.", "Nhiều chữ.")), ("lien-he/index.html",)
    ),
)
FILES = (
    Change(
        "photograph-of-the-same-name",
        {PHOTO: picture(size=(60, 40), colour="#386641")},
        (page_of(30),),
    ),
    Change(
        "photographs-swapped",
        moves={PHOTO: f"{PHOTO}.x", OTHER_PHOTO: PHOTO, f"{PHOTO}.x": OTHER_PHOTO},
        shows=(page_of(30), page_of(0)),
    ),
    Change(
        "photograph-added",
        {**body(37, f"![Hình]({Path(NEW_PHOTO).name})"), NEW_PHOTO: picture()},
        (page_of(37),),
    ),
    Change("caption", edited(f"{FOLDER}/captions.csv", ("một", "mới")), (WITH_FILES,)),
    Change(
        "files-of-equal-length",
        {f"{FOLDER}/don.txt": "ĐƠN", f"{FOLDER}/hai.txt": "HAI", f"{FOLDER}/ba.txt": "BA"},
        tuple(f"2025/01/10/co-tep/{name}.txt" for name in ("don", "hai", "ba")),
    ),
    Change(
        "attachment",
        {f"{FOLDER}/don.txt": "đơn dài hơn" * 99},
        ("2025/01/10/co-tep/don.txt",),
    ),
    Change(
        "folder-renamed",
        moves={FOLDER: f"{FOLDER}-moi"},
        shows=(WITH_FILES, "2025/01/10/co-tep-moi/hai.txt"),
    ),
)
PAPER, PAPER_PAGE = "content/documents/67-hdbt.md", "van-ban/67-hdbt/index.html"
RESOLUTION = "content/documents/2021/12-2021-nq-hdnd/index.md"
CITING = "2020/12/01/bai-cu/index.html"
NEW_PAPER = """\
---
title: Về việc khác
kind: Chỉ thị
number: 3-CT/TU
issuer: Thị ủy
issued: 2021-02-03
---
"""
CITED = body(36, "Theo Quyết định 67-HĐBT và Chỉ thị 3-CT/TU.")
DOCUMENTS = (
    Change("document-cited", CITED, (page_of(36), PAPER_PAGE)),
    Change(
        "document-that-was-cited-before-it-came",
        {"content/documents/3-ct-tu.md": NEW_PAPER, **CITED},
        (page_of(36), "van-ban/index.html", "van-ban/loai/chi-thi/index.html"),
    ),
    Change(
        "document-with-another-address",
        CITED,
        moves={PAPER: PAPER.replace("67-hdbt", "quyet-dinh-67")},
        shows=(page_of(36), "van-ban/12-2021-nq-hdnd/index.html", PAPER_PAGE),
    ),
    Change("document-renumbered", edited(RESOLUTION, ("12/2021", "13/2021")), (CITING,)),
    Change(
        "documents-gone",
        {RESOLUTION: None, "content/documents/3-ct-tu.md": None, **CITED},
        (page_of(36), "van-ban/nam/2021/index.html", "van-ban/tin.atom"),
    ),
)
TABLES = (
    Change("alerts", data("alerts", ("Mưa lớn", "Mưa to")), ("index.html", "khoi/alerts.html")),
    Change("links", data("links", ("Trang cũ", "Trang rất cũ")), ("lien-ket/index.html",)),
    Change(
        "other-tables",
        {
            **data("songs", ("Lê An", "Lê Ân")),
            **data("tasks", ("Nộp hồ sơ", "Gửi hồ sơ")),
            **data("map", ("Đền Thử", "Đền Mới")),
        },
        ("index.html", "bai-hat/index.html", "ban-do/ban-do.json"),
    ),
    Change(
        "tables-of-the-authority",
        {
            **data("organisation", ("Phụ trách chung", "Phụ trách kinh tế")),
            **data("monuments", ("Giếng Thử", "Giếng Cũ")),
            **data("statutory", ("axe-core", "axe")),
        },
        ("lanh-dao/index.html", "di-tich/index.html", "kha-nang-tiep-can/index.html"),
    ),
    Change(
        "files-of-tables",
        {
            "content/data/nhac/Bản nghe.wav": b"RIFF\0\0\0\0WAVE",
            **edited("content/data/huy-hieu.svg", ('r="5"', 'r="4"')),
            **edited("content/data/map/khu.geojson", ("Phường Thử Một", "Phường Thử Hai")),
        },
        ("bai-hat/ban-nghe.wav", "huy-hieu.svg", "ban-do/index.html"),
    ),
)
WHOLE = (
    Change("town", data("town", ("0239.3.000.000", "0239.3.999.999")), (PAGE,)),
    Change("menu", data("menu", ("Trang chủ", "Đầu trang")), (PAGE, "404.html")),
    Change(
        "categories",
        data("categories", ("Chính quyền", "Chính phủ"), ("  - key: trong", NEW_CATEGORY)),
        (PAGE, "chuyen-muc/moi/index.html"),
    ),
    Change("layout", data("layout", ("[related, latest]", "[related]")), (PAGE,)),
    Change("province", data("province", ("Tỉnh Thử", "Tỉnh Mới"), ("#8a1c1c", "#7a1c1c")), (PAGE,)),
)
"""Tables that every page shows."""
PROGRAM = (
    Change("template", template("article", ("<h1>", '<h1 class="a">')), (PAGE,)),
    Change("style", edited("theme/css/article.css", ("600", "700")), (PAGE,)),
    Change("length-of-lists", conf="DEFAULT_PAGINATION = 7", shows=("2022/index.html",)),
    Change("filter-of-the-settings", MARKING, (OWN,), conf=MARKED),
    Change("function-in-the-settings", MARKING, (OWN,), conf=MARKED.replace("[", "<")),
)
PLUGINS = (
    Change("plugin", edited("remark.py", ("Lời ghi", "Ghi")), (OWN,)),
    Change("plugin-that-writes", edited("beside.py", (" chữ", " chữ cái")), (BESIDE,)),
)
PORTRAIT = "content/data/chan-dung.jpg"
PORTRAYED = data("organisation", ("photo: vi-du.jpg", "photo: chan-dung.jpg"))
MADE = (
    Change(
        "data-of-made-pages",
        {
            "content/data/outages.yaml": (
                "outages:\n  - {announced: 2025-06-01, begins: 2025-06-15T22:30, "
                "returns: 2025-06-15T22:45, reason: a}\n"
            ),
            "content/data/calendar.csv": "Ngày;Nội dung;Loại\n16/6/2025;Họp;Lịch làm việc\n",
            **data("information", ("Văn phòng", "Văn thư")),
            **data("procedures", ("Hộ tịch", "Hộ khẩu")),
        },
        (
            *("tam-ngung/index.html", "khoi/alerts.html", "lich/index.html", "lich/lam-viec.ics"),
            *("tiep-can-thong-tin/index.html", "thu-tuc/index.html"),
        ),
    ),
    Change(
        "sheet",
        {"content/data/calendar.csv": "Ngày;Nội dung;Loại\n16/6/2025;Hop;Lịch làm việc\n"},
        ("lich/index.html", "lich/lam-viec.ics"),
    ),
    Change("leader", {**PORTRAYED, PORTRAIT: picture()}, ("lanh-dao/index.html",)),
    Change(
        "portrait", {**PORTRAYED, PORTRAIT: picture(colour="#386641")}, ("lanh-dao/index.html",)
    ),
)
CLOCKS = (
    Change(
        "alert-ends",
        clock=clock(15, 16, 1),
        shows=("khoi/alerts.html", "index.html"),
    ),
    Change(
        "article-appears",
        clock=clock(16, 0),
        shows=("2025/02/02/hen/index.html", "tin.atom", "lich/index.html"),
    ),
    Change(
        "document-takes-effect",
        clock=clock(17, 18),
        shows=("van-ban/15-2025-nq-hdnd/index.html", "van-ban/index.html"),
    ),
    Change("article-expires", clock=clock(20, 0), shows=("2025/02/01/het-han/index.html",)),
)
LAST = (Change("share-pictures", conf="SHARE_PICTURES = True", shows=(PAGE,)),)
ALL = (*TEXTS, *FILES, *DOCUMENTS, *TABLES, *MADE, *WHOLE, *PROGRAM, *LAST, *PLUGINS, *CLOCKS)
"""Each can be made after those before it."""
BATCHES = (
    (*TEXTS, *DOCUMENTS[:1]),
    (*FILES, *DOCUMENTS[1:3]),
    (*DOCUMENTS[3:], *TABLES, *MADE),
    (*WHOLE, *PROGRAM, *LAST),
    PLUGINS,
    CLOCKS,
)
"""What one build takes in: changes of every page, behind which others could hide, are apart."""
