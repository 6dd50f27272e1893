"""A layout.yaml that is broken."""

from __future__ import annotations

from tests.sites.case import Case, data
from tests.sites.cases_front import NO_FIELD
from town_portal.blocks.catalogue import load_blocks

BLOCKS = ", ".join(load_blocks())

CASES = (
    data(
        "layout-unknown-block",
        "layout",
        "home:\n  - [latest]\n  - [links, lates]\n",
        f"3: home.2.2: không có khối “lates”; các khối: {BLOCKS}",
    ),
    data(
        "layout-unknown-option",
        "layout",
        "home:\n  - - block: latest\n      options: {dem: 3}\n",
        "3: home.1.1.options.dem: không có trường tên này; hãy xóa hoặc sửa tên trường",
    ),
    data(
        "layout-wrong-option",
        "layout",
        "home:\n  - [{block: latest, options: {count: 0}}]\n",
        "2: home.1.1.options.count: phải từ 1 trở lên",
    ),
    data(
        "layout-unknown-page",
        "layout",
        "pages:\n  khong-co:\n    main: [links]\n",
        "2: pages.khong-co: không có trang “khong-co” trong content/pages",
    ),
    Case(
        "layout-unknown-category",
        {
            "content/data/layout.yaml": "home:\n  - [{block: bands, options: {categories: [chinh-quyen, tim]}}]\n",
        },
        (
            "content/data/layout.yaml:2: home.1.1.options.categories.2: không có chuyên mục “tim” trong categories.yaml",
        ),
    ),
    data(
        "layout-row-of-five",
        "layout",
        "home:\n  - [links, links, links, links, links]\n",
        "2: home.1: nhiều nhất 4 mục",
    ),
    data(
        "layout-unknown-region",
        "layout",
        "listing:\n  left:\n    - latest\n",
        "2: listing.left: giá trị không được nhận; chỉ nhận: below",
    ),
    data(
        "layout-form",
        "layout",
        "home:\n  - [{block: links, form: big}]\n",
        "2: home.1.1.form: giá trị không được nhận; chỉ nhận: box, page",
    ),
    data("layout-unknown-field", "layout", "front: {}\n", f"1: front: {NO_FIELD}"),
)
