"""Photographs as the camera gives them, in a site that is built."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.sites.build_site import GOOD, Built, Files, Site, article, picture

FOLDER = "content/articles/2020/2020-12-16-anh"


def camera(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Return a photograph taken upright at a known place, lying on its side in the file."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "MAYANH"
    exif.get_ifd(0x8825)[2] = (18.0, 32.0, 3.0)
    data = io.BytesIO()
    Image.new("RGB", size, "#2a6f97").save(data, "JPEG", exif=exif, comment=b"RIENGTU")
    return data.getvalue()


def moving() -> bytes:
    """Return an animated GIF of two pictures."""
    first, second = (Image.new("RGB", (60, 40), colour) for colour in ("#2a6f97", "#bc4749"))
    data = io.BytesIO()
    first.save(data, "GIF", save_all=True, append_images=[second], duration=200, loop=0)
    return data.getvalue()


BODY = """\
![Ảnh chụp](<Ảnh chụp.JPG>)

![Ảnh có gốc](goc.jpg){: .original}

![Hai hình](dong.gif)

![Ảnh dùng bảng](bang.png)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with an article of four photographs."""
    files: Files = {
        f"{FOLDER}/index.md": article(
            BODY, title="Bốn ảnh", date="2020-12-16", photographer="Lê An"
        ),
        f"{FOLDER}/Ảnh chụp.JPG": camera(),
        f"{FOLDER}/goc.jpg": camera((300, 200)),
        f"{FOLDER}/dong.gif": moving(),
        f"{FOLDER}/bang.png": picture("PNG"),
        f"{FOLDER}/captions.csv": "file;caption;credit\nbang.png;Chú thích của bảng;Trần Văn B\n",
    }
    return Site(tmp_path_factory.mktemp("photographs")).write({**GOOD, **files})


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The built site."""
    return site.good()


def beside(built: Built, *endings: str) -> dict[str, bytes]:
    """Return the files beside the article with these endings."""
    place = "2020/12/16/anh/"
    return {
        name.removeprefix(place): data
        for name, data in built.tree.items()
        if name.startswith(place) and name.endswith(endings)
    }


def test_what_the_camera_wrote_is_not_published(built: Built) -> None:
    """Neither the place, nor the maker, nor a comment is in any picture that is made."""
    made = beside(built, ".jpg", ".webp", ".avif")
    assert len(made) > 10
    for name, data in made.items():
        if name != "goc.jpg":
            assert not re.search(b"MAYANH|RIENGTU|GPS|Exif\x00\x00MM", data), name
            assert not Image.open(io.BytesIO(data)).getexif(), name


def test_an_original_is_published_where_the_figure_says_so(built: Built) -> None:
    """As it is; no other original is."""
    assert beside(built, "goc.jpg") == {"goc.jpg": camera((300, 200))}
    assert not [
        name
        for name in beside(built, ".jpg", ".JPG", ".gif", ".png")
        if "." not in name[:-4] and name != "goc.jpg"
    ]
    assert "Tải ảnh gốc" in built.page("2020/12/16/anh")


def test_an_animation_is_offered(built: Built) -> None:
    """The still picture stands in the page, and the link leads to one that moves."""
    (name,) = re.findall(r'href="(dong-dong-[^"]+\.webp)"', built.page("2020/12/16/anh"))
    moves = Image.open(io.BytesIO(beside(built, name)[name]))
    assert (getattr(moves, "n_frames", 1), moves.size) == (2, (60, 40))


def test_a_broken_photograph_is_named_with_its_line(tmp_path: Path) -> None:
    """Cut off in the middle: told before the first page is written, with what to do."""
    files: Files = {
        f"{FOLDER}/index.md": article("Chữ.\n\n![Ảnh](hong.jpg)", date="2020-12-16"),
        f"{FOLDER}/hong.jpg": camera()[:3000],
        f"{FOLDER}/captions.csv": "tep,chu\n",
    }
    built = Site(tmp_path).write({**GOOD, **files}).build()
    assert built.code == 1
    assert f"{FOLDER}/captions.csv:1: dòng đầu phải là tên các cột" in built.errors[0]
    assert re.match(rf"{FOLDER}/index\.md:9: .*hong\.jpg.*; hãy ", built.errors[1])
    assert not (tmp_path / "output").exists()


def test_a_line_for_no_photograph_is_a_fault(tmp_path: Path) -> None:
    """A slip in a name would lose caption and credit in silence."""
    files: Files = {
        f"{FOLDER}/index.md": article("![](anh-1.jpg)", date="2020-12-16"),
        f"{FOLDER}/anh-1.jpg": picture(),
        f"{FOLDER}/captions.csv": "file,caption\nanh-2.jpg,Cầu\n",
    }
    built = Site(tmp_path).write({**GOOD, **files}).build()
    assert built.code == 1
    assert built.errors[0] == (
        f"{FOLDER}/captions.csv:2: không tìm thấy ảnh “anh-2.jpg”; có phải ý là “anh-1.jpg”?"
    )


def test_share_pictures_may_be_left_out(tmp_path: Path) -> None:
    """A setting decides whether articles have a picture for other sites; no page names one then."""
    built = Site(tmp_path, "SHARE_PICTURES = False").write(GOOD).good()
    assert not [name for name in built.tree if "chia-se." in name]
    assert "og:image" not in built.page("2020/12/14/tot")


def test_a_card_stays_when_the_article_goes_that_was_first_to_name_it(tmp_path: Path) -> None:
    """It belongs to the category: an article that is not read again still finds it."""
    names = [f"content/articles/2020-12-{day}-the.md" for day in (10, 11)]
    texts = {name: article(title="Thẻ", date=name[17:27]) for name in names}
    site = Site(tmp_path, "SHARE_PICTURES = True").write({**GOOD, **texts})
    site.good()
    built = site.write({names[0]: None}).good()
    named = re.search(r"/(chia-se\.[0-9a-f]{10}\.jpg)", built.page("2020/12/11/the"))
    assert named
    assert named[1] in built.tree


ORGANISATION = "content/data/organisation.yaml"
PORTRAIT = "content/data/lanh-dao/IMG 1.JPG"
LEADER = 'leaders:\n  - {name: Nguyễn Văn Ví Dụ, photo: "lanh-dao/IMG 1.JPG"}\n'


def test_a_leaders_portrait_is_made_small(tmp_path: Path) -> None:
    """Out of the camera's file come small ones without its name, its data, its place."""
    site = Site(tmp_path).write({**GOOD, ORGANISATION: LEADER, PORTRAIT: camera()})
    built = site.good()
    shown = {name: data for name, data in built.tree.items() if name.startswith("lanh-dao/nguyen")}
    assert sorted(Path(name).suffix for name in shown) == [".avif", ".jpg", ".webp"]
    assert not any("IMG" in name or name.startswith("lanh-dao/img") for name in built.tree)
    page = built.page("lanh-dao")
    for name, data in shown.items():
        assert Path(name).name in page
        assert not re.search(b"MAYANH|RIENGTU|GPS", data), name
        wanted = (960, 1280) if name.endswith(".jpg") else (480, 640)
        assert Image.open(io.BytesIO(data)).size == wanted
    site.write({PORTRAIT: picture()})
    again = site.good()
    assert not shown.keys() & again.tree.keys()
    assert again.tree == site.good(output="anew").tree


def test_a_portrait_that_is_no_use_is_a_fault(tmp_path: Path) -> None:
    """Staff are told the line of the leader, and what to do."""
    names = ("ve.jpg", "rong.jpg")
    leaders = "".join(f"  - {{name: Lê An, photo: {name}}}\n" for name in names)
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    files: Files = {
        ORGANISATION: f"leaders:\n{leaders}",
        "content/data/ve.jpg": drawing,
        "content/data/rong.jpg": b"",
    }
    *errors, _ = Site(tmp_path).write({**GOOD, **files}).build().errors
    told = ("“ve.jpg” là hình vẽ SVG", "“rong.jpg” rỗng; hãy chép lại ảnh")
    for number, (words, line) in enumerate(zip(told, errors, strict=True), 1):
        assert line.startswith(f"{ORGANISATION}:{number + 1}: leaders.{number}.photo: ")
        assert words in line


def test_who_leads_later_is_not_shown_yet(tmp_path: Path) -> None:
    """No portrait of such a person is in the output."""
    later = LEADER.replace("}", ", since: 2030-01-01}")
    built = Site(tmp_path).write({**GOOD, ORGANISATION: later, PORTRAIT: camera()}).good()
    assert not [name for name in built.tree if name.startswith("lanh-dao/nguyen")]
