"""Changes that few make, and faults, for the site of cases_changes.py."""

from __future__ import annotations

from tests.sites.build_site import article, page
from tests.sites.cases_changes import (
    BESIDE,
    FOLDER,
    OLD,
    OWN,
    PAGE,
    PHOTO,
    clock,
    data,
    edited,
    page_of,
    template,
)
from tests.sites.many_articles import TAGS, Change, file_of

DRAFT = "ban-thao/ban-nhap/index.html"
DOUBLE = article(title="Bài trùng địa chỉ", date="2025-01-11")
RARE = (
    Change("a-minute-later", clock=clock(15, 15, 8), shows=()),
    Change("clock-set-back", clock=clock(1, 0), shows=("khoi/alerts.html",)),
    Change(
        "tag-spelled-anew",
        edited(file_of(39), (TAGS[4], TAGS[4].title())),
        ("tu-khoa/index.html",),
    ),
    Change(
        "two-titles-swapped",
        {
            **edited(file_of(32), ("Tin số 32", "Tin số 34")),
            **edited(file_of(34), ("Tin số 34", "Tin số 32")),
        },
        (page_of(32), page_of(34)),
    ),
    Change(
        "draft-published", edited("content/articles/nhap.md", ("status: draft\n", "")), (DRAFT,)
    ),
    Change("hidden", edited(file_of(33), ("date:", "status: hidden\ndate:")), (page_of(33),)),
    Change(
        "shown", edited("content/articles/an.md", ("status: hidden\n", "")), ("2021/index.html",)
    ),
    Change("lead-story", edited(file_of(29), ("date:", "lead: true\ndate:"))),
    Change(
        "summary",
        edited("content/articles/2025-02-01-het-han.md", ("date:", "summary: Lời dẫn.\ndate:")),
        ("tin.rss",),
    ),
    Change("own-template", template("rieng", ("<p>", '<p lang="vi">')), (OWN,)),
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
    Change("captions-taken-away", {f"{FOLDER}/captions.csv": None}, ()),  # or with its folder
    Change("alerts-taken-away", {"content/data/alerts.yaml": None}),
    Change("layout-of-home", data("layout", ("  - [front, tasks]", "  - [tasks]"))),
    Change("partial", template("partials/footer", ("</footer>", "<p>a</p></footer>")), (PAGE,)),
    Change(
        "template-that-overrides",
        {"more/partials/footer.html": "<footer>a</footer>"},
        conf='THEME_TEMPLATES_OVERRIDES = ["more", *THEME_TEMPLATES_OVERRIDES]',
        shows=(PAGE,),
    ),
    Change("plugin-taken-out", conf='PLUGINS.remove("beside")', shows=(BESIDE,)),
    Change("markdown", conf='MARKDOWN["extensions"].append("nl2br")', shows=()),
    Change("drafts-left-out", conf="SHOW_UNFINISHED = False", shows=()),
)
"""Changes that are proved with --long alone, after all others."""

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
