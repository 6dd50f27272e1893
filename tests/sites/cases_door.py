"""Ways to have the building machine's own files published, or to make a build wait for ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.sites.build_site import TOWN, Files, article, picture
from tests.sites.case import HERE, Case, do_nothing
from town_portal.core.content_files.kinds import NO_ENDING, NO_TEXT, NOT_SO
from town_portal.core.content_files.links import A_TEXT, ABOVE, NOT_BESIDE, NOT_THERE
from town_portal.core.content_files.names import CONTROL, HIDDEN, NOT_ON_WINDOWS, OUTSIDE

TEXT = f"{HERE}/index.md"
SECRET = b"%PDF-mat-khau-cua-may-dung"
"""What lies beside the content folder and must not get out."""
LINK = (
    "là liên kết (symlink) nên không dùng được; hãy xóa liên kết rồi chép chính tệp hoặc thư mục "
    "ấy vào đây"
)
PIPE = "không phải tệp thường (ống dẫn, thiết bị, socket); hãy xóa nó rồi chép tệp thật vào đây"
KINDS = "hãy lưu lại thành PDF, Word, Excel, ảnh, hoặc nén thành .zip"
Prepare = Callable[[Path], None]


def link(name: str, target: str = "../ngoai.pdf") -> Prepare:
    """Return what makes ``name`` a link to ``target``, seen from the site's folder."""

    def prepare(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(folder / target)

    return prepare


def moved(name: str) -> Prepare:
    """Return what moves a folder out of the site, and leaves a link to it."""

    def prepare(folder: Path) -> None:
        (folder / name).rename(folder.parent / "noi-khac")
        link(name, "../noi-khac")(folder)

    return prepare


def pipe(name: str) -> Prepare:
    """Return what makes ``name`` a named pipe."""

    def prepare(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)

    return prepare


def body(name: str, text: str, sentence: str, prepare: Prepare = do_nothing) -> Case:
    """Return the attack of an article with this body, whose first line is 7."""
    return Case(name, {TEXT: article(text)}, (f"{TEXT}:7: {sentence}",), prepare=prepare)


def linked(name: str, text: str, place: str) -> Case:
    """Return the attack of an article whose text leads to a link."""
    lines = (f"{TEXT}:7: “{place}” {LINK}", f"{place}:1: “{place}” {LINK}")
    return Case(name, {TEXT: article(text)}, lines, prepare=link(place))


def head(name: str, where: str, place: str, **fields: str) -> Case:
    """Return the attack of an article whose front matter names a link, on line 5."""
    at = f"{HERE}/{place}"
    lines = (f"{at}:1: “{at}” {LINK}", f"{TEXT}:5: {where}: “{at}” {LINK}")
    return Case(name, {TEXT: article(**fields)}, lines, prepare=link(at))


def data(name: str, table: str, text: str, where: str, file: str) -> Case:
    """Return the attack of a data file that names a link; ``where`` is line and field."""
    at, place = f"content/data/{file}", f"content/data/{table}.yaml"
    lines = (f"{at}:1: “{at}” {LINK}", f"{place}:{where}: “{at}” {LINK}")
    return Case(name, {place: text}, lines, prepare=link(at))


def refused(name: str, file: str, sentence: str, content: bytes = b"x") -> Case:
    """Return the attack of a file that an article offers, whatever it holds."""
    files: Files = {TEXT: article(f"[x]({file})"), f"{HERE}/{file}": content}
    return Case(name, files, (f"{TEXT}:7: {sentence}",))


def text(name: str, file: str, sentence: str) -> Case:
    """Return the attack of an article whose own file has a name that not all machines take."""
    place = f"content/articles/{file}.md"
    return Case(name, {place: article(title=name)}, (f"{place}:1: {sentence}",))


def alone(name: str, place: str) -> Case:
    """Return the attack of a link that no text names.

    It leads to the folder that it is in: who follows two of these walks for ever.
    """
    lines = (f"{place}:1: “{place}” {LINK}",)
    return Case(name, {}, lines, apart="links", prepare=link(place, ".."))


def make(folder: Path) -> None:
    """Make a folder whose name is that of a file."""
    (folder / HERE / "phu.luc").mkdir(parents=True)


PAGE = b"<!doctype html><script>alert(1)</script>"
MENU = "content/data/menu.yaml"
DOCUMENT, SCAN = "content/documents/a.md", "content/documents/ban.pdf"
SIGNED = """---
title: Về mức thu phí
kind: Nghị quyết
number: 12/2021/NQ-HĐND
issuer: Hội đồng nhân dân
issued: 2021-07-15
attachments: [{file: ban.pdf, title: Bản ký}]
---
"""
SONG = "songs:\n  - {title: Bài, composer: A, certainty: verified, audio: a.mp3}\n"
LEADER = "leaders:\n  - {name: Lê An, post: Chủ tịch, photo: a.jpg}\n"
LONG = "a" * 300
TOO_LONG = f"tên tệp “{'a' * 40}…” dài quá; hãy đặt tên ngắn hơn, dưới 100 ký tự"
ADDRESSES = (
    body("encoded-absolute", "[x](%2Fetc%2Fpasswd)", OUTSIDE),
    body("encoded-above", "[x](%2e%2e%2f..%2f..%2f..%2fngoai.pdf)", OUTSIDE),
    body("above-in-the-middle", "[x](a/../../../../../ngoai.pdf)", OUTSIDE),
    body("encoded-twice", "[x](%252Fetc%252Fpasswd)", NOT_BESIDE.format("%2Fetc%2Fpasswd")),
    body("encoded-drive", "[x](c%3A%5Cboot.txt)", OUTSIDE),
    body("nul", "[x](a%00b.txt)", CONTROL),
    body("line-end", "[x](a%0Ab.txt)", CONTROL),
    body("static-above", "[x]({static}../../../ngoai.pdf)", ABOVE.format("../../../ngoai.pdf")),
    Case(  # where who clamps the path finds another file than who follows it
        "static-clamped",
        {
            TEXT: article("[x]({static}../../../ngoai.pdf)"),
            "content/ngoai.pdf": b"%PDF-",
            "ngoai.pdf": SECRET,
        },
        (f"{TEXT}:7: {ABOVE.format('../../../ngoai.pdf')}",),
    ),
    body("static-from-root", "[x]({static}/../ngoai.pdf)", ABOVE.format("/../ngoai.pdf")),
    body("static-encoded", "[x]({static}..%2f../../ngoai.pdf)", ABOVE.format("../../../ngoai.pdf")),
    body("attach-above", "[x]({attach}../../../ngoai.pdf)", ABOVE.format("../../../ngoai.pdf")),
    body("filename-above", "[x](|filename|../../../ngoai.pdf)", ABOVE.format("../../../ngoai.pdf")),
    body("text-above", "[x]({filename}../../../a.md)", ABOVE.format("../../../a.md")),
    body("attach-missing", "[x]({attach}don.txt)", NOT_THERE.format("don.txt")),
    body("long-link", f"[x]({LONG}.pdf)", TOO_LONG),
    body("long-picture", f"![x]({LONG}.jpg)", TOO_LONG),
    body("a-folder", "[x](phu.luc)", "“phu.luc” là thư mục, không phải tệp; hãy ghi tên tệp", make),
    Case(
        "nul-in-head",
        {TEXT: article(attachments='[{file: "a\\0b.txt", title: Tệp}]')},
        (f"{TEXT}:5: có ký tự không hiện được trong dòng này; hãy xóa rồi gõ lại dòng",),
    ),
)
NAMES = (
    text("244-bytes-of-text", "a" * 240, TOO_LONG),
    text("control-in-text", "a\x08b", CONTROL),
    text("reserved-text", "con", NOT_ON_WINDOWS.format("con.md")),
    refused("244-bytes", f"{'a' * 240}.txt", TOO_LONG),
    refused("hidden", "x/.env.txt", HIDDEN.format(".env.txt")),
    refused("reserved", "aux.txt", NOT_ON_WINDOWS.format("aux.txt")),
    refused("page", "a.html", f"không đăng được tệp loại .html (“a.html”); {KINDS}"),
    refused("script", "a.JS", f"không đăng được tệp loại .js (“a.JS”); {KINDS}"),
    refused("drawing", "a.svg", f"không đăng được tệp loại .svg (“a.svg”); {KINDS}"),
    refused("feed", "a.xml", f"không đăng được tệp loại .xml (“a.xml”); {KINDS}"),
    refused("no-ending", "tep", NO_ENDING.format("tep")),
    refused("page-as-pdf", "a.pdf", NOT_SO.format("a.pdf", "PDF", ".pdf"), PAGE),
    refused("page-as-picture", "a.jpg", NOT_SO.format("a.jpg", "ảnh", ".jpg"), PAGE),
    refused("program-as-zip", "a.zip", NOT_SO.format("a.zip", "ZIP", ".zip"), b"MZ\x90\0"),
    refused("binary-as-text", "a.csv", NO_TEXT.format("a.csv"), b"a;b\0"),
    body("markdown", "[x](b.md)", A_TEXT.format("b.md", "b.md")),
)
LINKS = (
    linked("linked", "[x](a.pdf)", f"{HERE}/a.pdf"),
    linked("linked-by-static", "[x]({static}/pages/a.pdf)", "content/pages/a.pdf"),
    linked("linked-by-attach", "[x]({attach}a.pdf)", f"{HERE}/a.pdf"),
    linked("picture", "![x](a.jpg)", f"{HERE}/a.jpg"),
    head("attachment", "attachments.1.file", "a.pdf", attachments="[{file: a.pdf, title: Tệp}]"),
    head("cover", "cover", "a.jpg", cover="a.jpg"),
    head("film", "video.file", "a.mp4", video="{file: a.mp4, title: Phim}"),
    data("song", "songs", SONG, "2: songs.1.audio", "a.mp3"),
    data("portrait", "organisation", LEADER, "2: leaders.1.photo", "a.jpg"),
    data("emblem", "town", f"{TOWN}emblem: a.svg\n", "6: emblem", "a.svg"),
    Case(
        "document",
        {DOCUMENT: SIGNED},
        (
            f"{SCAN}:1: “{SCAN}” {LINK}",
            f"{DOCUMENT}:7: attachments.1.file: “{SCAN}” {LINK}",
        ),
        prepare=link(SCAN),
    ),
    Case(
        "environment",
        {TEXT: article(attachments="[{file: moi.txt, title: Tệp}]")},
        (
            f"{TEXT}:5: attachments.1.file: “{HERE}/moi.txt” {LINK}",
            f"{HERE}/moi.txt:1: “{HERE}/moi.txt” {LINK}",
        ),
        prepare=link(f"{HERE}/moi.txt", "/proc/self/environ"),
    ),
    Case(
        "folder-on-the-way",
        {TEXT: article("[x](phu/ngoai.pdf)")},
        (f"{TEXT}:7: “{HERE}/phu” {LINK}", f"{HERE}/phu:1: “{HERE}/phu” {LINK}"),
        apart="links",
        prepare=link(f"{HERE}/phu", ".."),
    ),
    Case(
        "inside",
        {TEXT: article("[x](a.pdf)"), "content/pages/b.pdf": b"%PDF-"},
        (f"{TEXT}:7: “{HERE}/a.pdf” {LINK}", f"{HERE}/a.pdf:1: “{HERE}/a.pdf” {LINK}"),
        prepare=link(f"{HERE}/a.pdf", "content/pages/b.pdf"),
    ),
    Case(
        "captions",
        {TEXT: article("![x](a.jpg)"), f"{HERE}/a.jpg": picture()},
        (f"{HERE}/captions.csv:1: “{HERE}/captions.csv” {LINK}",),
        prepare=link(f"{HERE}/captions.csv"),
    ),
    alone("article", "content/articles/hong.md"),
    alone("folder-of-articles", "content/articles/hong"),
    alone("page", "content/pages/hong.md"),
    alone("table", "content/data/menu.yaml"),
    alone("calendar", "content/data/calendar.csv"),
    Case(
        "folder-of-data",
        {},
        (
            f"content/data:1: “content/data” {LINK}",
            *(
                f"content/data/{item}.yaml:1: “content/data” {LINK}"
                for item in ("categories", "town")
            ),
        ),
        apart="data",
        prepare=moved("content/data"),
    ),
)
PIPES = (
    Case(
        "pipe-linked",
        {TEXT: article("[x](ong.txt)")},
        (f"{TEXT}:7: “{HERE}/ong.txt” {PIPE}", f"{HERE}/ong.txt:1: “{HERE}/ong.txt” {PIPE}"),
        prepare=pipe(f"{HERE}/ong.txt"),
    ),
    Case(
        "pipe-picture",
        {TEXT: article("![x](ong.jpg)")},
        (f"{TEXT}:7: “{HERE}/ong.jpg” {PIPE}", f"{HERE}/ong.jpg:1: “{HERE}/ong.jpg” {PIPE}"),
        prepare=pipe(f"{HERE}/ong.jpg"),
    ),
    Case("pipe-article", {}, (f"{TEXT}:1: “{TEXT}” {PIPE}",), prepare=pipe(TEXT)),
    Case("pipe-table", {}, (f"{MENU}:1: “{MENU}” {PIPE}",), prepare=pipe(MENU)),
)
CASES = (*ADDRESSES, *NAMES, *LINKS, *PIPES)
