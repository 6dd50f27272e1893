"""Data files that are broken."""

from __future__ import annotations

import json

from plugins.blocks.catalogue import blocks
from plugins.commands.schemas import FRONTS, models
from tests.sites.build_site import CATEGORIES, TOWN
from tests.sites.case import Case, data
from tests.sites.cases_front import FULL, KEY, MISSING, NO_FIELD, NO_FILE, NOT_UTF8, OUTSIDE

KNOWN = ", ".join(name for name in sorted(models()) if name not in FRONTS)
NO_PATH = "phải là đường dẫn trong cổng, có gạch chéo ở hai đầu, ví dụ /ban-do/"
BLOCKS = ", ".join(blocks())
SONG = "songs:\n  - title: Một bài\n    composer: Lê An\n    certainty: verified\n"
MAP = "areas: map/khu.geojson\nvalid: địa giới thử\nsource: Tự vẽ\nlicence: CC0\n"
RING = [[105.7, 18.5], [105.8, 18.5], [105.8, 18.6], [105.7, 18.5]]


def geojson(ring: object, **properties: object) -> str:
    """Return a GeoJSON file of one area."""
    area = {
        "type": "Feature",
        "properties": {"name": "Phường Thử"} | properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [area]}, ensure_ascii=False)


def map_case(name: str, text: str, *lines: str, areas: str = geojson(RING)) -> Case:
    """Return the case of a broken map.yaml, or of a broken file of areas beside it."""
    case = data(name, "map", text, *lines)
    return Case(name, {**case.files, "content/data/map/khu.geojson": areas}, case.lines)


TOWNS = (
    data(
        "town-empty",
        "town",
        "",
        *(f"1: {name}: {MISSING}" for name in ("address", "base_path", "name", "time_zone")),
    ),
    data(
        "town-unknown-field",
        "town",
        TOWN + "sight: x\n",
        "6: sight: không có trường tên này; có phải ý là “site”?",
    ),
    data(
        "town-time-zone",
        "town",
        TOWN.replace("Asia/Ho_Chi_Minh", "Asia/Hong_Linh"),
        "3: time_zone: không có múi giờ tên này; ở Việt Nam ghi Asia/Ho_Chi_Minh",
    ),
    data(
        "town-base-path",
        "town",
        TOWN.replace("base_path: /", "base_path: cong"),
        f"4: base_path: {NO_PATH}",
    ),
    data("town-site", "town", TOWN.replace("https://", ""), f"5: site: {FULL}"),
    data(
        "town-visits",
        "town",
        TOWN + "visits: {start: 0, as_of: 2020-12}\n",
        "6: visits.start: phải từ 1 trở lên",
    ),
    data(
        "town-visits-month",
        "town",
        TOWN + "visits:\n  start: 5\n  as_of: 12/2020\n",
        "8: visits.as_of: không phải tháng hợp lệ; hãy viết năm-tháng, ví dụ 2020-12",
    ),
    data("town-not-utf-8", "town", TOWN.encode("utf-16"), f"1: {NOT_UTF8}"),
    data(
        "town-tab",
        "town",
        "name:\tx\n\taddress: y\n",
        "2: có phím Tab; hãy thay bằng dấu cách",
    ),
    data(
        "town-list",
        "town",
        "- a\n",
        "1: phải là nhóm trường: mỗi dòng một trường, thụt vào hai dấu cách",
    ),
    data("town-twice", "town", TOWN + "name: Hai\n", "6: name: trường này viết hai lần"),
)

MENUS = (
    data(
        "menu-to-unknown-page",
        "menu",
        "items:\n  - title: Giới thiệu\n    to: /gioi-thieu/\n  - title: Lạ\n    to: /khong-co/\n",
        "5: items.2.to: không có trang “/khong-co/” trong cổng",
    ),
    data(
        "menu-without-slash",
        "menu",
        "items:\n  - {title: Lạ, to: gioi-thieu}\n",
        f"2: items.1.to: {NO_PATH}",
    ),
    data(
        "menu-nine",
        "menu",
        "items:\n" + "  - {title: Đầu, to: /}\n" * 9,
        "1: items: nhiều nhất 8 mục",
    ),
    data(
        "menu-yaml",
        "menu",
        "items:\n  - title: A: b\n",
        '2: có dấu hai chấm trong giá trị; hãy đặt cả giá trị trong dấu nháy kép, ví dụ title: "Thông báo: lịch nghỉ lễ"',
    ),
)

OTHERS = (
    data(
        "categories-twice",
        "categories",
        CATEGORIES + "  - key: thong-bao\n    title: Lại\n",
        "6: categories.3.key: khóa “thong-bao” dùng cho hai chuyên mục",
    ),
    data(
        "categories-key",
        "categories",
        CATEGORIES + "  - key: Du Lịch\n    title: Du lịch\n",
        f"6: categories.3.key: {KEY.format('du-lich')}",
    ),
    data("categories-empty", "categories", "categories: []\n", "1: categories: cần ít nhất 1 mục"),
    data(
        "links-without-address",
        "links",
        "groups:\n  - title: Một\n    links:\n      - title: A\n",
        f"4: groups.1.links.1.url: {MISSING}",
    ),
    data(
        "links-javascript",
        "links",
        "groups:\n  - title: Một\n    links:\n      - title: A\n        url: javascript:x\n",
        f"5: groups.1.links.1.url: {FULL}",
    ),
    data(
        "links-empty-group",
        "links",
        "groups:\n  - title: Một\n    links: []\n",
        "3: groups.1.links: cần ít nhất 1 mục",
    ),
    Case(
        "songs-without-rights",
        {"content/data/songs.yaml": SONG + "    audio: a.mp3\n", "content/data/a.mp3": b"ID3"},
        (
            "content/data/songs.yaml:2: songs.1: bài có bản nghe (audio) phải ghi rõ quyền sử dụng (rights)",
        ),
    ),
    data(
        "songs-audio-missing",
        "songs",
        SONG + "    audio: a.mp3\n",
        f"5: songs.1.audio: {NO_FILE.format('a.mp3')}",
    ),
    data(
        "songs-audio-outside",
        "songs",
        SONG + "    audio: ../a.mp3\n",
        f"5: songs.1.audio: {OUTSIDE}",
    ),
    data(
        "songs-certainty",
        "songs",
        SONG.replace("verified", "chắc"),
        "4: songs.1.certainty: giá trị không được nhận; chỉ nhận: verified, one_source",
    ),
    data("songs-year", "songs", SONG + "    year: 74\n", "5: songs.1.year: phải từ 1000 trở lên"),
    Case(
        "unknown-data-file",
        {"content/data/song.yaml": "a: b\n"},
        (
            f"content/data/song.yaml:1: không phần nào của cổng dùng tệp này; tên được dùng: {KNOWN}",
        ),
    ),
    Case(
        "data-file-yml",
        {"content/data/menu.yml": "items: []\n"},
        ("content/data/menu.yml:1: hãy đổi tên tệp thành menu.yaml",),
    ),
)

HOME = (
    data(
        "tasks-page-not-there",
        "tasks",
        "tasks:\n  - title: Hỏi\n    to: /hoi-dap/\n",
        "3: tasks.1.to: không có trang “/hoi-dap/” trong cổng",
    ),
    data(
        "tasks-two-ways",
        "tasks",
        "tasks:\n  - {title: A, to: /, url: https://a.vn}\n",
        "2: tasks.1: ghi một trong hai: to (trang trong cổng) hoặc url (trang khác)",
    ),
    data(
        "alerts-page-not-there",
        "alerts",
        "alerts:\n  - {level: khan-cap, title: A, start: 2020-01-01, end: 2020-01-02, to: /khong-co/}\n",
        "2: alerts.1.to: không có trang “/khong-co/” trong cổng",
    ),
    data(
        "alerts-level",
        "alerts",
        "alerts:\n  - {level: do, title: A, start: 2020-01-01, end: 2020-01-02}\n",
        "2: alerts.1.level: giá trị không được nhận; chỉ nhận: khan-cap, canh-bao, thong-bao, da-qua",
    ),
    data(
        "alerts-end-before-start",
        "alerts",
        "alerts:\n  - level: khan-cap\n    title: A\n    start: 2020-01-02\n    end: 2020-01-01\n",
        "5: alerts.1.end: thời điểm kết thúc phải ở sau thời điểm bắt đầu",
    ),
    data(
        "town-streets-without-places",
        "town",
        TOWN + "streets:\n  tiles: https://a.vn/manh.png\n  attribution: A\n",
        "7: streets.tiles: địa chỉ mảnh bản đồ phải có {z}, {x} và {y}",
    ),
    data(
        "town-emblem-missing",
        "town",
        TOWN + "emblem: huy-hieu.svg\n",
        f"6: emblem: {NO_FILE.format('huy-hieu.svg')}",
    ),
)

LAYOUTS = (
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

MAPS = (
    data("map-areas-missing", "map", MAP, f"1: areas: {NO_FILE.format('map/khu.geojson')}"),
    map_case(
        "map-not-json", MAP, "1: areas: tệp “map/khu.geojson” không phải JSON đọc được", areas="{"
    ),
    map_case("map-without-valid", MAP.replace("valid: địa giới thử\n", ""), f"1: valid: {MISSING}"),
    map_case(
        "map-kind",
        MAP + "places:\n  - {name: Đền, kind: dinh}\n",
        "6: places.1.kind: giá trị không được nhận; chỉ nhận: trung-tam, co-quan, di-tich, den, chua, "
        "nha-tho, canh-quan, lang-nghe, cho, truong-hoc, y-te, giao-thong, khac, khu-dan-cu",
    ),
    map_case(
        "map-place-order",
        MAP + "places:\n  - name: Đền\n    coordinates: [18.5, 105.7]\n",
        "7: places.1.coordinates: tọa độ [18.5, 105.7] không ở Việt Nam; "
        "hãy viết kinh độ trước (102 đến 118), vĩ độ sau (6 đến 24)",
    ),
    map_case(
        "map-two-centres",
        MAP + "places:\n  - {name: A, kind: trung-tam}\n  - {name: B, kind: trung-tam}\n",
        "7: places.2.kind: chỉ một nơi được là trung-tam; ở đây có 2: “A”, “B”",
    ),
    map_case(
        "map-ring-open",
        MAP,
        "1: areas.features.1.geometry.Polygon.coordinates.1: đường bao chưa khép kín: "
        "điểm cuối phải trùng điểm đầu",
        areas=geojson([*RING[:3], [105.7, 18.6]]),
    ),
)

CASES = (*TOWNS, *MENUS, *OTHERS, *HOME, *LAYOUTS, *MAPS)
