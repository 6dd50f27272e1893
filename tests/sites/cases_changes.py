"""Every kind of change to a site: to its texts, data, photographs, templates, plugins, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.sites.build_site import Files, article, page, picture
from tests.sites.changing import Change
from tests.sites.many_articles import file_of, news, town, url_of

COUNT = 120
BASE = town(COUNT)
"""The files of the site that is changed."""

OLD, LAST = 50, COUNT - 1
FOLDER = "content/articles/2025-01-10-co-tep"
WITH_FILES = "2025/01/10/co-tep/index.html"
PAGE = f"{url_of(OLD)}index.html"
PHOTO = file_of(60).replace("index.md", "anh.jpg")
BESIDE = f"{PAGE}.txt"
OWN = "2025/01/11/mau-rieng/index.html"
DRAFT = "ban-thao/ban-nhap/index.html"
OTHER_PHOTO = file_of(0).replace("index.md", "anh.jpg")
NEW_PHOTO = file_of(61).replace("tin-61.md", "moi.jpg")
NEW_CATEGORY = "  - key: moi\n    title: Mới\n  - key: trong"
DOUBLE = article(title="Bài trùng địa chỉ", date="2025-01-11")


def edited(name: str, *pairs: tuple[str, str]) -> Files:
    """Return the file of the base with each first text replaced by the second; it must be there."""
    data = BASE[name]
    assert data is not None
    text = data.decode() if isinstance(data, bytes) else data
    for old, new in pairs:
        assert old in text, f"{name}: {old}"
        text = text.replace(old, new)
    return {name: text}


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


TEXTS = (
    Change("body", body(OLD, "Thêm một câu."), (PAGE, BESIDE)),
    Change(
        "body-of-equal-length-from-a-copy-of-years-ago",
        edited(file_of(OLD), ("Một đoạn văn.", "Hai đoạn văn.")),
        (PAGE,),
        is_old=True,
    ),
    Change(
        "title", edited(file_of(OLD), ("Tin số", "Bản tin số")), (PAGE, f"{url_of(51)}index.html")
    ),
    Change(
        "category",
        edited(file_of(OLD), ("chinh-quyen", "thong-bao")),
        (PAGE, "chuyen-muc/thong-bao/index.html", "chuyen-muc/chinh-quyen/trang/2/index.html"),
    ),
    Change(
        "tags",
        edited(file_of(OLD), ("y tế", "từ khóa mới")),
        (PAGE, "tu-khoa/tu-khoa-moi/index.html", "tu-khoa/y-te/index.html"),
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
    Change("deleted", {file_of(31): None}, (f"{url_of(31)}index.html", f"{url_of(30)}index.html")),
    Change("newest-deleted", {"content/articles/2025-01-12-dan-toi.md": None}, ("tin.rss",)),
    Change(
        "folder-renamed",
        moves={FOLDER: f"{FOLDER}-moi"},
        shows=(WITH_FILES, "2025/01/10/co-tep-moi/hai.txt"),
    ),
    Change(
        "file-moved-with-its-address-kept",
        moves={file_of(51): file_of(51).replace(".md", "/index.md")},
        shows=(),
    ),
    Change(
        "page", edited("content/pages/lien-he.md", ("Chữ.", "Nhiều chữ.")), ("lien-he/index.html",)
    ),
)
FILES = (
    Change(
        "photograph-of-the-same-name",
        {PHOTO: picture(size=(60, 40), colour="#386641")},
        (f"{url_of(60)}index.html",),
    ),
    Change(
        "photographs-swapped",
        moves={PHOTO: f"{PHOTO}.x", OTHER_PHOTO: PHOTO, f"{PHOTO}.x": OTHER_PHOTO},
        shows=(f"{url_of(60)}index.html", f"{url_of(0)}index.html"),
    ),
    Change(
        "photograph-added",
        {**body(61, f"![Hình]({Path(NEW_PHOTO).name})"), NEW_PHOTO: picture()},
        (f"{url_of(61)}index.html",),
    ),
    Change("caption", edited(f"{FOLDER}/captions.csv", ("một", "mới")), (WITH_FILES,)),
    Change(
        "attachment",
        {f"{FOLDER}/don.txt": "đơn dài hơn" * 99},
        ("2025/01/10/co-tep/don.txt",),
    ),
    Change(
        "files-of-equal-length",
        {f"{FOLDER}/don.txt": "ĐƠN", f"{FOLDER}/hai.txt": "HAI", f"{FOLDER}/ba.txt": "BA"},
        tuple(f"2025/01/10/co-tep/{name}.txt" for name in ("don", "hai", "ba")),
    ),
)
TABLES = (
    Change("town", data("town", ("0239.3.000.000", "0239.3.999.999")), (PAGE,)),
    Change("menu", data("menu", ("Trang chủ", "Đầu trang")), (PAGE, "404.html")),
    Change(
        "categories",
        data("categories", ("Chính quyền", "Chính phủ"), ("  - key: trong", NEW_CATEGORY)),
        (PAGE, "chuyen-muc/moi/index.html"),
    ),
    Change("layout", data("layout", ("[related, latest]", "[related]")), (PAGE,)),
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
        "files-of-tables",
        {
            "content/data/nhac/Bản nghe.wav": b"RIFF",
            **edited("content/data/huy-hieu.svg", ('r="5"', 'r="4"')),
            **edited("content/data/map/khu.geojson", ("Phường Thử Một", "Phường Thử Hai")),
        },
        ("bai-hat/ban-nghe.wav", "huy-hieu.svg", "ban-do/index.html"),
    ),
)
PROGRAM = (
    Change("template", template("article", ("<h1>", '<h1 class="a">')), (PAGE,)),
    Change("style", edited("theme/css/article.css", ("600", "700")), (PAGE,)),
    Change("plugin", edited("remark.py", ("Lời ghi", "Ghi")), (OWN,)),
    Change("plugin-that-writes", edited("beside.py", (" chữ", " chữ cái")), (BESIDE,)),
    Change("length-of-lists", conf="DEFAULT_PAGINATION = 10", shows=("2022/index.html",)),
    Change(
        "function-in-the-settings",
        conf='JINJA_FILTERS["marked"] = lambda text: f"<{text}>"',
        shows=(OWN,),
    ),
    Change("share-pictures", conf="SHARE_PICTURES = True", shows=(PAGE,)),
)
CLOCKS = (
    Change("alert-ends", clock=clock(15, 16, 1), shows=("khoi/alerts.html", "index.html")),
    Change("article-appears", clock=clock(16, 0), shows=("2025/02/02/hen/index.html", "tin.atom")),
    Change("article-expires", clock=clock(20, 0), shows=("2025/02/01/het-han/index.html",)),
)
CHANGES = (*TEXTS, *FILES, *TABLES, *PROGRAM, *CLOCKS)

RARE = (
    Change(
        "tag-spelled-anew",
        edited(file_of(LAST), ("nông thôn mới", "Nông Thôn Mới")),
        ("tu-khoa/index.html",),
    ),
    Change(
        "two-titles-swapped",
        {
            **edited(file_of(53), ("Tin số 53", "Tin số 93")),
            **edited(file_of(93), ("Tin số 93", "Tin số 53")),
        },
        (f"{url_of(53)}index.html", f"{url_of(93)}index.html"),
    ),
    Change(
        "draft-published", edited("content/articles/nhap.md", ("status: draft\n", "")), (DRAFT,)
    ),
    Change("hidden", edited(file_of(LAST), ("date:", "status: hidden\ndate:")), ("tin.atom",)),
    Change(
        "shown", edited("content/articles/an.md", ("status: hidden\n", "")), ("2021/index.html",)
    ),
    Change("lead-story", edited(file_of(LAST), ("date:", "lead: true\ndate:"))),
    Change("summary", edited(file_of(LAST), ("date:", "summary: Lời dẫn.\ndate:")), ("tin.rss",)),
    Change(
        "own-template-left",
        edited("content/articles/2025-01-11-mau-rieng.md", ("template: rieng\n", "")),
        (OWN,),
    ),
    Change(
        "page-added-and-page-retitled",
        {
            "content/pages/moi.md": page(title="Mới"),
            **edited("content/pages/gioi-thieu.md", ("title: Giới thiệu", "title: Lời chào")),
        },
        ("moi/index.html", "so-do-cong/index.html"),
    ),
    Change("captions-taken-away", {f"{FOLDER}/captions.csv": None}, (WITH_FILES,)),
    Change("alerts-taken-away", {"content/data/alerts.yaml": None}, (PAGE,)),
    Change("layout-of-home", data("layout", ("  - [front, tasks]", "  - [tasks]"))),
    Change("partial", template("partials/footer", ("</footer>", "<p>a</p></footer>")), (PAGE,)),
    Change("own-template", template("rieng", ("<p>", '<p lang="vi">')), (OWN,)),
    Change(
        "template-that-overrides",
        {"more/partials/footer.html": "<footer>a</footer>"},
        conf='THEME_TEMPLATES_OVERRIDES = ["more", *THEME_TEMPLATES_OVERRIDES]',
        shows=(PAGE,),
    ),
    Change("plugin-taken-out", conf='PLUGINS.remove("beside")', shows=(BESIDE,)),
    Change(
        "markdown",
        conf='MARKDOWN["extensions"].append("nl2br")',
        shows=(),
    ),
    Change("drafts-left-out", conf="SHOW_UNFINISHED = False", shows=(DRAFT,)),
    Change("a-minute-later", clock=clock(15, 15, 8), shows=()),
    Change("clock-set-back", clock=clock(1, 0), shows=("khoi/alerts.html",)),
)
"""Changes that are proved with --long alone."""

FAULTS = (
    Change("unknown-category", edited(file_of(OLD), ("chinh-quyen", "khong-co"))),
    Change("target-of-links-gone", {file_of(2): None}),
    Change("target-becomes-a-draft", edited(file_of(4), ("date:", "status: draft\ndate:"))),
    Change("photograph-gone", {PHOTO: None}),
    Change("address-taken", {"content/articles/x/2025-01-11-mau-rieng.md": DOUBLE}),
    Change("data", data("menu", ("to: /ban-do/", "to: /khong-co/"))),
    Change("template", template("rieng", ("remark", "khong_co"))),
    Change("plugin", edited("remark.py", ("Lời ghi", "{1 / 0}"))),
)
"""Faults: some lie in files that were not touched."""
