"""Pictures in the editor: dropped, pasted, with words of their own, and how they reach the file."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import cache

from PIL import Image
from pillow_heif import from_pillow, register_heif_opener

from tests.newsroom.local import EDITABLE, Editor

_PICTURE = re.compile(r"!\[.*?\]\((\S+?)[\s)]")
_SHOWN = """() => [...document.querySelectorAll(".ck-editor__editable img")]
  .map((image) => image.complete && image.naturalWidth > 0)"""


def picture(kind: str, shade: int) -> bytes:
    """Return a small photograph in a shade of grey."""
    register_heif_opener()  # other tests of the process may take it away
    made = io.BytesIO()
    Image.new("L", (64, 48), shade).convert("RGB").save(made, kind)
    return made.getvalue()


def shades(editor: Editor, body: str) -> list[int]:
    """Return the shades of a text's pictures, by their files, in steps of ten."""
    register_heif_opener()
    folder = (editor.content / editor.name).parent
    images = [Image.open(folder / name).convert("L") for name in _PICTURE.findall(body)]
    return [round(image.resize((1, 1)).tobytes()[0] / 10) * 10 for image in images]


def test_twelve_dropped_photographs_keep_their_order(editor: Editor) -> None:
    """JPEG and HEIC of a telephone stand in the text as they were given, and can be seen there.

    Some systems do not know the type of HEIC and tell none.
    """
    kinds = ("JPEG", "HEIF", "HEIF")
    types = ("image/jpeg", "image/heic", "")
    wanted = list(range(10, 250, 20))
    files = [
        (f"IMG_{n}.{('jpg', 'heic', 'heic')[n % 3]}", types[n % 3], picture(kinds[n % 3], shade))
        for n, shade in enumerate(wanted)
    ]
    editor.drop(*files)
    body = editor.save()
    assert shades(editor, body) == wanted, body
    editor.page.wait_for_function(f"() => ({_SHOWN})().every(Boolean)")
    assert len(editor.page.evaluate(_SHOWN)) == len(wanted)
    assert editor.reports() == []


def test_a_photograph_that_did_not_arrive_keeps_its_place(editor: Editor) -> None:
    """Lost on its way, a photograph is named, and one click puts it where it was dropped."""
    page = editor.page
    page.route("**/anh", lambda route: route.abort())
    editor.begin_drop(("mat-mang.jpg", "image/jpeg", picture("JPEG", 90)))
    page.locator("#told li", has_text="Chưa gửi được “mat-mang.jpg”").wait_for()
    page.locator(EDITABLE).press("Control+End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Câu dưới ảnh.")
    page.unroute("**/anh")
    page.get_by_role("button", name="Gửi lại").click()
    page.locator(f"{EDITABLE} img[src*='/tep/']").wait_for()
    body = editor.save()
    assert body.index("(mat-mang.jpg") < body.index("Câu dưới ảnh."), body


def test_pictures_pasted_together_are_all_kept(editor: Editor) -> None:
    """Pictures within a paste have no names; none takes the place of another."""
    wanted = [30, 60, 90, 120, 150, 180]
    html = "".join(
        f'<p>Hình {shade}</p><img src="data:image/png;base64,'
        f'{b64encode(picture("PNG", shade)).decode()}">'
        for shade in wanted
    )
    editor.paste(html, "")
    assert shades(editor, editor.save()) == wanted


def test_pictures_of_word_come_out_of_its_rich_text(editor: Editor) -> None:
    """Word's HTML names files that no browser may read; the same pictures stand in the RTF."""
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<head><meta name=Generator content="Microsoft Word 15"></head><body>'
        "<p class=MsoNormal>Trước</p><p class=MsoNormal><img width=64 height=48 "
        'src="file:///C:/Temp/clip_image001.png" alt="Bãi biển"></p></body></html>'
    )
    head = r"{\pict\picw64\pich48\pngblip\bliptag1{\*\blipuid 0a}"
    rtf = r"{\rtf1{\*\shppict" + head + picture("PNG", 70).hex() + "}}}"
    editor.paste(html, "", rtf=rtf)
    body = editor.save()
    assert "![Bãi biển](" in body
    assert shades(editor, body) == [70]
    assert editor.notices() == []


def test_a_copied_picture_is_taken_from_its_file(editor: Editor) -> None:
    """A browser copies a picture as a file and as HTML with a foreign address: the file counts."""
    html = '<meta charset="utf-8"><img src="https://anh.example.vn/a.png" alt="Cầu">'
    editor.paste(html, "", ("image.png", "image/png", picture("PNG", 110)))
    assert shades(editor, editor.save()) == [110]


def test_caption_credit_and_alternative_text_are_written_as_edited(editor: Editor) -> None:
    """Words typed below a picture, and its alternative text, stand in the file as typed."""
    editor.drop(("cau.jpg", "image/jpeg", picture("JPEG", 130)))
    page = editor.page
    page.locator(f"{EDITABLE} figure.image").click()
    page.get_by_role("button", name="Tả ảnh cho người không nhìn thấy").click()
    page.locator(".ck-balloon-panel_visible input").fill("Cầu thép bắc qua kênh")
    page.keyboard.press("Enter")
    page.locator(f"{EDITABLE} figcaption").click()
    page.keyboard.type("Cầu mới thông xe sáng 02/12. Ảnh: Nguyễn Văn A")
    body = editor.save()
    assert re.fullmatch(
        r'!\[Cầu thép bắc qua kênh\]\(cau[\w-]*\.jpg "Cầu mới thông xe sáng 02/12\. '
        r'Ảnh: Nguyễn Văn A"\)',
        body,
    ), body
    page.reload()
    page.wait_for_selector(f"{EDITABLE} figcaption")
    page.locator(f"{EDITABLE} figcaption").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Cầu mới. Ảnh: Trần Thị B")
    assert '.jpg "Cầu mới. Ảnh: Trần Thị B")' in editor.save()


_WIDTHS = """() => [...document.querySelectorAll(".ck-editor__editable img")]
  .map((image) => [image.naturalWidth, image.srcset.endsWith("?ro=1")])"""


@cache
def of_telephone() -> bytes:
    """Return a HEIC file that holds a thumbnail, as those of telephones do."""
    heif = from_pillow(Image.linear_gradient("L").resize((1200, 900)).convert("RGB"))
    heif.info["thumbnails"] = [320]
    made = io.BytesIO()
    heif.save(made)
    return made.getvalue()


def test_a_telephones_photograph_is_shown_by_its_thumbnail_and_then_sharp(editor: Editor) -> None:
    """The text keeps the picture's own address, and the file is as it was sent."""
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url))
    editor.drop(("IMG_1.heic", "image/heic", of_telephone()))
    editor.page.wait_for_function(f"() => ({_WIDTHS})().every(([width, isSharp]) => isSharp)")
    editor.page.wait_for_function(f"() => ({_WIDTHS})()[0][0] > 640")
    body = editor.save()
    assert "?ro" not in body
    (name,) = _PICTURE.findall(body)
    assert ((editor.content / editor.name).parent / name).read_bytes() == of_telephone()
    own = [address.endswith("?ro=1") for address in asked if f"/tep/{name}" in address]
    assert own[:2] == [False, True]
    assert editor.reports() == []
