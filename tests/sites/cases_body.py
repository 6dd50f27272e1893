"""Bodies, photographs, links and addresses that are broken."""

from __future__ import annotations

from tests.sites.build_site import article, page, picture
from tests.sites.case import BROKEN, Case, one

HTML = (
    "không dùng được mã HTML “{}” trong bài; hãy xóa, hoặc thay bằng cách viết "
    "Markdown (chỉ nhận: sub, sup, abbr, kbd, br, details, summary)"
)
OUTSIDE = "ảnh “{}” phải là tệp nằm cùng thư mục với bài, chỉ ghi tên tệp"
NO_PHOTO = "không tìm thấy ảnh “{}”; hãy đặt ảnh vào cùng thư mục với bài"
NOWHERE = "liên kết “{}” không dẫn tới trang nào của cổng; hãy sửa hoặc xóa"
SCHEME = "không nhận liên kết loại “{}:”; hãy dùng https:, http:, mailto: hoặc tel:"
NO_TARGET = "không tìm thấy tệp “{}” mà liên kết dẫn tới; hãy sửa đường dẫn"
TAKEN = "địa chỉ /{} đã có nội dung khác dùng ({}); hãy đổi tên thư mục, tên tệp hoặc trường slug"
FOLDER = "content/articles/bai/index.md"
PHOTO = "content/articles/bai/anh.jpg"


def body(name: str, text: str, *lines: str) -> Case:
    """Return the case of one broken body; it starts on line 7."""
    return one(name, article(text), *lines)


def photo(name: str, file: str, data: bytes, sentence: str) -> Case:
    """Return the case of a file that is no use as a photograph."""
    text = article(f"Chữ.\n\n![Một hình]({file})")
    return Case(
        name, {FOLDER: text, f"content/articles/bai/{file}": data}, (f"{FOLDER}:9: {sentence}",)
    )


PHOTOS = (
    body("photo-missing", "![Một hình](anh.jpg)", f"7: {NO_PHOTO.format('anh.jpg')}"),
    body(
        "photo-by-reference", "![Một hình][h]\n\n[h]: anh.jpg", f"9: {NO_PHOTO.format('anh.jpg')}"
    ),
    body(
        "photo-named-before-in-a-sentence",
        "Xem anh.jpg dưới đây.\n\n![Một hình](anh.jpg)",
        f"9: {NO_PHOTO.format('anh.jpg')}",
    ),
    photo(
        "photo-no-picture",
        "anh.jpg",
        b"GIF?",
        "“anh.jpg” không phải ảnh đọc được; hãy chép lại ảnh",
    ),
    body("photo-outside", "![Một hình](../anh.jpg)", f"7: {OUTSIDE.format('../anh.jpg')}"),
    body(
        "photo-elsewhere",
        "![Hình](https://x.example/a.jpg)",
        f"7: {OUTSIDE.format('https://x.example/a.jpg')}",
    ),
    body(
        "photo-without-source",
        "Chữ.\n\n![Một hình]()",
        "9: ảnh không có tên tệp; hãy ghi tên tệp ảnh trong ngoặc, ví dụ ![…](anh-1.jpg)",
    ),
)

MARKUP = (
    body("html-inline", "Chữ <b>đậm</b>.", f"7: {HTML.format('</b>')}", f"7: {HTML.format('<b>')}"),
    body(
        "html-script",
        "Chữ.\n\n<script>\nalert(1)\n</script>",
        f"9: {HTML.format('<script>')}",
        f"11: {HTML.format('</script>')}",
    ),
    body("html-comment", "<!-- nháp -->", f"7: {HTML.format('<!--')}"),
    body(
        "html-attribute", '<sub onclick="x()">2</sub>', "7: " + HTML.format('<sub onclick="x()">')
    ),
    body(
        "html-with-markdown-inside",
        '<div markdown="1" onclick="x()">\nChữ *nghiêng*.\n</div>',
        "7: " + HTML.format('<div markdown="1" onclick="x()">'),
        f"9: {HTML.format('</div>')}",
    ),
    body(
        "html-allowed-with-attribute",
        '<summary onclick="x()">Chữ.</summary>',
        "7: <summary>…</summary> phải đứng ngay dưới dòng <details>",
        "7: " + HTML.format('<summary onclick="x()">'),
    ),
    body(
        "html-image",
        "<img src=x onerror=alert(1)>",
        f"7: {HTML.format('<img src=x onerror=alert(1)>')}",
    ),
    body("link-javascript", "[bấm](javascript:alert(1))", f"7: {SCHEME.format('javascript')}"),
    body(
        "link-javascript-disguised",
        "[bấm](JaVaScRiPt&#58;alert(1))",
        f"7: {SCHEME.format('JaVaScRiPt')}",
    ),
    body("link-data", "Chữ.\n[bấm](data:text/html,x)", f"8: {SCHEME.format('data')}"),
    body(
        "link-without-address",
        "[bấm]()",
        "7: liên kết không có địa chỉ; hãy ghi địa chỉ hoặc xóa",
    ),
)

LINKS = (
    body("link-filename", "[x]({filename}khong-co.md)", f"7: {NO_TARGET.format('khong-co.md')}"),
    body("link-absolute", "[x](/khong-co/)", f"7: {NOWHERE.format('/khong-co/')}"),
    body(
        "link-relative",
        "[x](../../../../khong-co/)",
        f"7: {NOWHERE.format('../../../../khong-co/')}",
    ),
    body(
        "link-relative-below-root",
        "[x](../../../../../../gioi-thieu/x/)",
        f"7: {NOWHERE.format('../../../../../../gioi-thieu/x/')}",
    ),
    body(
        "link-without-slash",
        "[x](/gioi-thieu)",
        "7: liên kết “/gioi-thieu” thiếu dấu gạch chéo ở cuối",
    ),
    body(
        "link-file",
        "[x](mau.pdf)",
        (
            "7: không tìm thấy tệp “mau.pdf”; hãy đặt tệp cạnh bài, "
            "hoặc viết https://… nếu là trang web"
        ),
    ),
    body("link-category", "[x]({category}khong-co)", "7: không có mục “khong-co” để liên kết tới"),
    body("link-tag", "[x]({tag}khong-co)", "7: không có mục “khong-co” để liên kết tới"),
    body(
        "link-unknown-kind",
        "[x]({tep}a.md)",
        "7: không có kiểu liên kết “{tep}”; chỉ nhận filename, static, attach",
    ),
    body(
        "link-that-begins-another",
        "[tốt](/2020/12/14/tot/)\n\n[hỏng](/2020/12/1)",
        f"9: {NOWHERE.format('/2020/12/1')}",
    ),
    body(
        "link-in-table",
        "| a | b |\n| - | - |\n| 1 | [x](/khong-co/) |",
        f"9: {NOWHERE.format('/khong-co/')}",
    ),
    body(
        "link-in-footnote",
        "Chữ.[^1]\n\n[^1]: Xem [x](/khong-co/).",
        f"9: {NOWHERE.format('/khong-co/')}",
    ),
    body("link-by-reference", "[x][y]\n\n[y]: /khong-co/", f"9: {NOWHERE.format('/khong-co/')}"),
    Case(
        "link-to-draft",
        {
            BROKEN: article("[x]({filename}nhap.md)"),
            "content/articles/nhap.md": article(status="draft"),
        },
        (f"{BROKEN}:7: liên kết tới “nhap.md”, nhưng bài ấy còn là bản thảo",),
    ),
    Case(
        "link-to-expired",
        {
            BROKEN: article("[x]({filename}cu.md)"),
            "content/articles/cu.md": article(expires="2021-01-01"),
        },
        (f"{BROKEN}:7: liên kết tới “cu.md”, nhưng bài ấy đã hết hạn",),
    ),
    Case(
        "link-to-scheduled",
        {
            BROKEN: article("[x]({filename}sau.md)"),
            "content/articles/sau.md": article(publish="2030-01-02"),
        },
        (f"{BROKEN}:7: liên kết tới “sau.md”, nhưng bài ấy đến 02/01/2030 mới hiện",),
    ),
    Case(
        "link-in-page",
        {"content/pages/hong.md": page("[x](/khong-co/)")},
        (f"content/pages/hong.md:5: {NOWHERE.format('/khong-co/')}",),
    ),
)

ADDRESSES = (
    Case(
        "two-articles-on-one-address",
        {
            "content/articles/2020-12-15-hong.md": article(),
            "content/articles/x/2020-12-15-hong.md": article(),
        },
        (
            "content/articles/x/2020-12-15-hong.md:1: "
            + TAKEN.format("2020/12/15/hong/", "content/articles/2020-12-15-hong.md"),
        ),
    ),
    Case(
        "draft-article-and-draft-page-on-one-address",
        {
            BROKEN: article(title="Hồng", status="draft"),
            "content/pages/hong.md": page(status="draft"),
        },
        ("content/pages/hong.md:1: " + TAKEN.format("ban-thao/hong/", BROKEN),),
    ),
    Case(
        "two-pages-on-one-address",
        {"content/pages/hong.md": page(), "content/pages/x.md": page(slug="hong")},
        ("content/pages/x.md:1: " + TAKEN.format("hong/", "content/pages/hong.md"),),
    ),
    Case(
        "page-on-the-address-of-a-list",
        {"content/pages/luu-tru.md": page()},
        (
            (
                "content/pages/luu-tru.md:1: địa chỉ /luu-tru/ là của danh sách do cổng tự lập; "
                "hãy đổi tên tệp hoặc trường slug"
            ),
        ),
    ),
    Case(
        "two-originals-whose-names-fold",
        {
            FOLDER: article("![Một](<Ảnh 1.jpg>){: .original}\n\n![Hai](anh-1.jpg){: .original}"),
            "content/articles/bai/Ảnh 1.jpg": picture(),
            "content/articles/bai/anh-1.jpg": picture(colour="#bc4749"),
        },
        (
            "content/articles/bai/anh-1.jpg:1: "
            + TAKEN.format("2020/12/15/mot-bai/anh-1.jpg", "content/articles/bai/Ảnh 1.jpg"),
        ),
    ),
    Case(
        "attachment-and-original-whose-names-fold",
        {
            FOLDER: article(
                "![Một](anh.jpg){: .original}", attachments="[{file: Ảnh.jpg, title: Ảnh gốc}]"
            ),
            PHOTO: picture(),
            "content/articles/bai/Ảnh.jpg": picture(colour="#bc4749"),
        },
        (
            f"{PHOTO}:1: "
            + TAKEN.format("2020/12/15/mot-bai/anh.jpg", "content/articles/bai/Ảnh.jpg"),
        ),
    ),
)

CASES = (*PHOTOS, *MARKUP, *LINKS, *ADDRESSES)
