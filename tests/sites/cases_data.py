"""Data files that are broken."""

from __future__ import annotations

from tests.sites.build_site import CATEGORIES, TOWN
from tests.sites.case import Case, data
from tests.sites.cases_front import FULL, KEY, NO_FILE, NOT_UTF8, missing
from town_portal.cli.schemas import FRONTS, list_models

KNOWN = ", ".join(name for name in sorted(list_models()) if name not in FRONTS)
NO_PATH = "phải là đường dẫn trong cổng, có gạch chéo ở hai đầu, ví dụ /ban-do/"
SONG = "songs:\n  - title: Một bài\n    composer: Lê An\n    certainty: verified\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"\nxmlns:s="http://www.w3.org/2000/svg"><s:script/></svg>'
SCRIPT = (
    "hình SVG có phần tử <script> không được dùng; hãy mở hình bằng phần mềm vẽ, bỏ phần ấy, rồi "
    "lưu lại dạng SVG thường (Plain SVG)"
)
NO_DAY = "không có ngày này trong lịch; hãy viết ngày/tháng/năm, ví dụ 30/11/2026"
LATE = (
    "mới báo trước 3 ngày làm việc trọn vẹn, phải là 7: hãy dời lúc bắt đầu (begins) sang từ ngày "
    "26/6/2025 trở đi; sự cố đột xuất thì ghi emergency: true"
)

TOWNS = (
    data(
        "town-empty",
        "town",
        "",
        *(f"1: {missing(name)}" for name in ("address", "base_path", "name", "time_zone")),
    ),
    data(
        "town-unknown-field",
        "town",
        TOWN + "sitte: x\n",
        "6: sitte: không có trường tên này; có phải ý là “site”?",
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
    data("town-not-utf-8", "town", TOWN.encode("utf-16"), f"1: {NOT_UTF8}"),
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
)

OTHERS = (
    data(
        "categories-twice",
        "categories",
        CATEGORIES + "  - key: thong-bao\n    title: Lại\n",
        "6: categories.3.key: khóa “thong-bao” dùng cho hai chuyên mục",
    ),
    data(
        "categories-reserved",
        "categories",
        CATEGORIES + "  - key: van-ban\n    title: Văn bản\n",
        "6: categories.3.key: khóa “van-ban” là của mục Văn bản do cổng tự lập; hãy đặt khóa khác",
    ),
    data(
        "categories-key",
        "categories",
        CATEGORIES + "  - key: Du Lịch\n    title: Du lịch\n",
        f"6: categories.3.key: {KEY.format('du-lich')}",
    ),
    data(
        "links-without-address",
        "links",
        "groups:\n  - title: Một\n    links:\n      - title: A\n",
        f"4: {missing('groups.1.links.1.url')}",
    ),
    data(
        "links-javascript",
        "links",
        "groups:\n  - title: Một\n    links:\n      - title: A\n        url: javascript:x\n",
        f"5: groups.1.links.1.url: {FULL}",
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
        f"5: songs.1.audio: {NO_FILE.format('a.mp3', 'content/data')}",
    ),
    data(
        "songs-certainty",
        "songs",
        SONG.replace("verified", "chắc"),
        "4: songs.1.certainty: giá trị không được nhận; chỉ nhận: verified, one_source",
    ),
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
        f"6: emblem: {NO_FILE.format('huy-hieu.svg', 'content/data')}",
    ),
    Case(
        "town-emblem-with-script",
        {
            "content/data/town.yaml": TOWN + "emblem: huy-hieu.svg\n",
            "content/data/huy-hieu.svg": SVG,
        },
        (f"content/data/town.yaml:6: emblem: tệp “huy-hieu.svg”, dòng 2: {SCRIPT}",),
    ),
)
MADE = (
    Case(
        "data-of-made-pages",
        {
            "content/data/calendar.csv": "Ngày;Nội dung;Loại\r\n31/6/2025;Họp;lịch làm việc\r\n",
            "content/data/outages.yaml": (
                "outages:\n  - announced: 2025-06-16\n    begins: 2025-06-20T22:00\n"
                "    returns: 2025-06-21T05:00\n    reason: a\n"
            ),
        },
        (
            f"content/data/calendar.csv:2: Ngày: {NO_DAY}",
            f"content/data/outages.yaml:2: outages.1.announced: {LATE}",
        ),
    ),
)
ORGANISATION, MONUMENTS, PROVINCE, STATUTORY = (
    f"content/data/{name}.yaml" for name in ("organisation", "monuments", "province", "statutory")
)
COLOUR = "ghi màu bằng dấu thăng và sáu chữ số thập lục phân, ví dụ #0b4a8f"
LOW = "tương phản {}:1, khó đọc; phải từ 4,5:1 trở lên"
AUTHORITY = (
    Case(
        "authority-data-wrong-in-themselves",
        {
            ORGANISATION: "leaders:\n  - name: A\n    since: 2021-01-02\n    until: 2021-01-01\n",
            PROVINCE: "tokens: {red: crimson}\n",
            STATUTORY: "privacy: {films: true}\n",
        },
        (
            f"{ORGANISATION}:4: leaders.1.until: ngày thôi giữ chức vụ đứng trước ngày nhận chức vụ",
            f"{PROVINCE}:1: tokens.red: {COLOUR}",
            f"{STATUTORY}:1: {missing('privacy.made')}",
        ),
    ),
    Case(
        "monuments-to-unknown-page",
        {MONUMENTS: "monuments:\n  - {name: A, source: b, read: [{to: /khong-co/}]}\n"},
        (f"{MONUMENTS}:2: monuments.1.read.1.to: không có trang “/khong-co/” trong cổng",),
    ),
    Case(
        "authority-data-that-do-not-fit",
        {
            ORGANISATION: "units:\n  - name: Phòng A\n    parent: ubnd\n",
            PROVINCE: 'tokens:\n  red: "#8a1c1c"\n  link: "#9ab8e0"\n',
        },
        (
            f"{ORGANISATION}:3: units.1.parent: không có đơn vị nào khóa “ubnd” đứng trước đơn vị này",
            f"{PROVINCE}:3: tokens.link: link trên nền paper chỉ {LOW.format('2,0')}",
            f"{PROVINCE}:3: tokens.link: link trên nền tint chỉ {LOW.format('1,8')}",
        ),
    ),
)
CASES = (*TOWNS, *MENUS, *OTHERS, *HOME, *MADE, *AUTHORITY)
