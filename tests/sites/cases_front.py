"""Front matter that is broken."""

from __future__ import annotations

from tests.sites.build_site import article, page
from tests.sites.case import BROKEN, Case, one
from town_portal.core.data.loading import TWICE
from town_portal.core.dates import EXAMPLE

NO_DAY = "không phải ngày hợp lệ; hãy viết năm-tháng-ngày, ví dụ 2020-12-14"
NO_FIELD = "không có trường tên này; hãy xóa hoặc sửa tên trường"
STATUSES = "giá trị không được nhận; chỉ nhận: published, draft, hidden"


def missing(place: str) -> str:
    """Return what is told of a field that has to be there."""
    name = place.rpartition(".")[2]
    return f"{place}: thiếu trường bắt buộc này; hãy thêm dòng “{name}: …”"


NO_FILE = "không tìm thấy tệp “{}”; hãy đặt tệp vào thư mục {}"
OUTSIDE = "chỉ ghi tên tệp nằm trong thư mục này, không ghi đường dẫn ra ngoài"
KEY = "chỉ dùng chữ thường không dấu, số và dấu gạch nối, ví dụ “{}”"
FULL = "phải là địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://"
NO_HEAD = (
    "bài thiếu phần đầu; dòng đầu tiên phải là --- , rồi đến title, date, category, rồi lại ---"
)
NOT_UTF8 = "không phải chữ UTF-8; hãy lưu lại tệp với mã UTF-8 (Unicode)"
OTHER_SLUG = (
    "content/articles/2020-12-15-le-hoi.md:5: slug: khác tên “le-hoi” của thư mục hoặc tệp, mà địa "
    "chỉ của bài lấy theo tên ấy; hãy xóa dòng slug, hoặc đổi tên thư mục (bài đã đăng thì giữ tên, "
    "để địa chỉ không đổi)"
)
BESIDE = "content/articles/bai/anh.jpg"
FOLDER = "content/articles/bai/index.md"


def date(name: str, value: str, sentence: str = NO_DAY) -> Case:
    """Return the case of a wrong date."""
    return one(f"date-{name}", article(date=value), f"3: date: {sentence}")


def extra(name: str, field: str, value: str, *lines: str) -> Case:
    """Return the case of one more field, which starts on line 5."""
    return one(name, article(**{field: value}), *lines)


FIELDS = (
    extra(
        "unknown-field",
        "Tittle",
        "Hai",
        "5: Tittle: không có trường tên này; có phải ý là “title”?",
    ),
    extra("unknown-field-like-none", "xyz", "1", f"5: xyz: {NO_FIELD}"),
    date("other-order", "14/12/2020", f"{NO_DAY.partition(',')[0]}: 2020-12-14"),
    date(
        "month-13",
        "2020-13-01",
        f"không có ngày hoặc giờ “2020-13-01” trong lịch; hãy viết như {EXAMPLE}",
    ),
    one("date-empty", article(date=""), f"3: {missing('date')}"),
    one("no-date", article(date="-"), f"2: {missing('date')}"),
    one("no-title", article(title="-"), f"2: {missing('title')}"),
    one("no-category", article(category="-"), f"2: {missing('category')}"),
    one("long-title", article(title="a" * 301), "2: title: dài quá 300 ký tự"),
    one("title-list", article(title="[a, b]"), "2: title: phải là chữ"),
    one("title-twice", article(title="Một\ntitle: Hai"), f"3: title: {TWICE}"),
    one(
        "title-without-letters",
        article(title="“!?…”"),
        "2: title: tiêu đề không có chữ cái nào để làm địa chỉ; hãy thêm trường slug",
    ),
    one(
        "unknown-category",
        article(category="chinh-quyn"),
        "4: category: không có chuyên mục “chinh-quyn”; có phải ý là “chinh-quyen”? "
        "Các chuyên mục: chinh-quyen, thong-bao",
    ),
    one(
        "unknown-category-like-none",
        article(category="du-lich"),
        "4: category: không có chuyên mục “du-lich”. Các chuyên mục: chinh-quyen, thong-bao",
    ),
    extra(
        "tag-without-letters",
        "tags",
        "[lịch, '!?']",
        "5: tags: từ khóa “!?” không có chữ cái nào để làm địa chỉ; hãy sửa hoặc xóa",
    ),
    Case(
        "category-without-letters",
        {BROKEN: article(category="'!?'"), "content/data/categories.yaml": None},
        (f"{BROKEN}:4: category: chuyên mục “!?” không có chữ cái nào để làm địa chỉ; hãy sửa",),
    ),
    extra("unknown-status", "status", "xong", f"5: status: {STATUSES}"),
    extra("expires", "expires", "mai", f"5: expires: {NO_DAY}"),
    extra("lead", "lead", "có", "5: lead: phải là true hoặc false"),
    extra("slug", "slug", "Bài Một", f"5: slug: {KEY.format('bai-mot')}"),
    extra("original-url", "original_url", "honglinh.gov.vn/x", f"5: original_url: {FULL}"),
    extra(
        "redirect-from",
        "redirect_from",
        "[cu.aspx]",
        "5: redirect_from.1: phải là đường dẫn cũ, bắt đầu bằng gạch chéo, ví dụ /tin/bai-cu.aspx",
    ),
    extra(
        "redirect-from-other-host",
        "redirect_from",
        "[//evil]",
        "5: redirect_from.1: không dùng hai gạch chéo liền nhau, gạch chéo ngược, hoặc phần chỉ gồm "
        "dấu chấm; hãy chép lại đúng đường dẫn trên thanh địa chỉ của trang cũ, ví dụ "
        "/tin/bai-cu.aspx",
    ),
    extra(
        "tag-too-long",
        "tags",
        f"[{'a' * 600}]",
        f"5: tags: từ khóa “{'a' * 39}…” dài 600 ký tự, tối đa 100; hãy rút ngắn hoặc tách bằng "
        "dấu phẩy",
    ),
    Case(
        "slug-other-than-name",
        {"content/articles/2020-12-15-le-hoi.md": article(slug="hoi-le")},
        (OTHER_SLUG,),
    ),
    extra(
        "review-state",
        "review",
        "{state: xong}",
        "5: review.state: giá trị không được nhận; chỉ nhận: waiting, approved",
    ),
    extra(
        "correction-with-time",
        "corrections",
        "\n  - date: 2020-12-16 08:30\n    text: Sửa tên.",
        "6: corrections.1.date: chỉ ghi ngày, không ghi giờ, ví dụ 2020-12-14",
    ),
    extra(
        "attachment-missing",
        "attachments",
        "\n  - {file: mau.pdf, title: Mẫu đơn}",
        f"6: attachments.1.file: {NO_FILE.format('mau.pdf', 'content/articles')}",
    ),
    extra(
        "video-poster",
        "video",
        "{title: Phim, poster: p.jpg}",
        f"5: video.poster: {NO_FILE.format('p.jpg', 'content/articles')}",
    ),
    extra(
        "unknown-template",
        "template",
        "khong-co",
        "5: template: không có mẫu trang “khong-co”; hãy xóa trường này",
    ),
    extra(
        "cover-missing",
        "cover",
        "bia.jpg",
        f"5: cover: {NO_FILE.format('bia.jpg', 'content/articles')}",
    ),
    extra("cover-outside", "cover", "../data/town.yaml", f"5: cover: {OUTSIDE}"),
    Case(
        "cover-no-picture",
        {FOLDER: article(cover="anh.jpg"), BESIDE: b"not a picture"},
        (f"{FOLDER}:5: cover: “anh.jpg” không phải ảnh đọc được; hãy chép lại ảnh",),
    ),
    Case(
        "page-with-category",
        {"content/pages/hong.md": page(category="chinh-quyen")},
        (f"content/pages/hong.md:3: category: {NO_FIELD}",),
    ),
    Case(
        "page-order",
        {"content/pages/hong.md": page(order="đầu")},
        ("content/pages/hong.md:3: order: phải là số nguyên",),
    ),
)

NAMES = (
    Case(
        "name-contradicts-date",
        {"content/articles/2020-12-16-hong.md": article()},
        (
            (
                "content/articles/2020-12-16-hong.md:3: date: ngày này (15/12/2020) khác ngày trong tên "
                "(16/12/2020); hãy sửa một trong hai cho khớp"
            ),
        ),
    ),
    Case(
        "folder-name-contradicts-date-in-zone",
        {"content/articles/2020-12-15-hong/index.md": article(date="2020-12-15T20:00:00Z")},
        (
            (
                "content/articles/2020-12-15-hong/index.md:3: date: ngày này (16/12/2020) khác ngày "
                "trong tên (15/12/2020); hãy sửa một trong hai cho khớp"
            ),
        ),
    ),
    Case(
        "impossible-date-in-name",
        {"content/articles/2020-02-30-hong.md": article()},
        (
            (
                "content/articles/2020-02-30-hong.md:1: tên “2020-02-30-hong” bắt đầu bằng một ngày "
                "không có trong lịch; hãy đổi tên, ví dụ 2020-12-14-hong"
            ),
        ),
    ),
)

SYNTAX = (
    one(
        "yaml-colon",
        article(title="Thông báo: lịch nghỉ lễ"),
        "2: có dấu hai chấm trong giá trị; hãy đặt cả giá trị trong dấu nháy kép, "
        'ví dụ title: "Thông báo: lịch nghỉ lễ"',
    ),
    one("no-head", "Chỉ có chữ.\n", f"1: {NO_HEAD}"),
    one(
        "header-field-twice",
        "Title: Một\nDate: 2020-12-15\nCategory: thong-bao\nTitle: Hai\n\nChữ.\n",
        f"4: title: {TWICE}",
    ),
    one(
        "header-unknown-field",
        "Title: Một\nDate: 2020-12-15\nCategory: thong-bao\nTittle: Hai\n\nChữ.\n",
        "4: tittle: không có trường tên này; có phải ý là “title”?",
    ),
    one(
        "not-utf-8",
        article("Dòng một.").encode() + "Phường Đậu Liêu".encode("utf-16"),
        f"8: {NOT_UTF8}",
    ),
)

CASES = (*FIELDS, *NAMES, *SYNTAX)
