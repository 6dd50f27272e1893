"""An article as one file: what it shows, and that it asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.publish.small_site import ForkedBuilding
from tests.sites.build_site import CLOCK, GOOD, TOWN, Site, article, write
from town_portal.authoring.articles import ArticleFolder
from town_portal.cli import preview
from town_portal.cli.single_file import LONGEST, make_single_file
from town_portal.core.system import clock, places
from town_portal.publishing.build import Result

FOLDER = "content/articles/2025/2025-06-01-ba-anh"
NAME = f"{FOLDER}/index.md"
BODY = "\n\n".join(f'![Hình {n}](anh-{n}.jpg "Lời ảnh {n}")' for n in (1, 2, 3))
HEAD = {"title": "Ba <ảnh> & lời", "date": "2025-06-01", "author": "Lê An"}
LINK = "\n\nXem [bài tốt]({filename}/articles/2020/2020-12-14-tot/index.md), [tệp](don.txt).\n"
ADDRESSES = (re.compile(r' (?:src|srcset|href)="([^"]+)"'), re.compile(r"""url\(["']?([^"')]+)"""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with an article of three large photographs, and a draft."""
    folder = tmp_path_factory.mktemp("preview")
    noise = Image.effect_noise((1000, 667), 90).convert("RGB")
    write(folder, {**GOOD, NAME: article(BODY + LINK, **HEAD), f"{FOLDER}/don.txt": "Đơn"})
    for number in (1, 2, 3):
        noise.rotate(number).save(folder / FOLDER / f"anh-{number}.jpg", quality=80)
    draft = article(title="Bài nháp", status="draft")
    write(folder, {"content/articles/nhap.md": draft})
    Site(folder, "SHARE_PICTURES = False").good()
    return folder


def build(content: Path, output: Path) -> Result:
    """Build as the preview does where there is no site, without the time to start."""
    return ForkedBuilding(content, output).run()


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(preview, "Building", ForkedBuilding)
    monkeypatch.setattr(preview, "build_site", build)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    monkeypatch.setattr(places, "TOWN", folder)


def made(folder: Path, name: str) -> preview.ArticlePreview:
    """Return the preview of an article."""
    articles = ArticleFolder(folder / "content")
    now = clock.get_now().astimezone(articles.zone)
    return preview.make_preview(articles, folder / name, folder / "output", now)


def test_a_file_holds_all_that_it_shows(folder: Path) -> None:
    """Photographs of a camera too, within its length; no script, no form, nothing fetched."""
    found = made(folder, NAME)
    assert found.name == "xem-truoc-2025-06-01-ba-anh.html"
    assert len(found.html.encode()) <= LONGEST
    assert found.html.count('src="data:image/') == 4  # with the mark
    assert not re.search(r"<(script|link|form|button|iframe|source)\b", found.html)
    inside = ("data:", "#", "https://thu-nghiem.example/", "tel:")
    asked = [item for kind in ADDRESSES for item in kind.findall(found.html)]
    assert [item for item in asked if not item.startswith(inside)] == []
    assert len(asked) > 10
    for words in ("Lời ảnh 3", "Ba &lt;ảnh&gt; &amp; lời", "Lê An", "font/woff2"):
        assert words in found.html
    assert 'href="https://thu-nghiem.example/2020/12/14/tot/"' in found.html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (NAME, ">Bản xem trước – Chủ nhật, 15/6/2025, 22:06<"),
        ("content/articles/nhap.md", ">Bản xem trước, chưa đăng – Chủ nhật, 15/6/2025, 22:06<"),
    ],
)
def test_it_says_whether_the_article_is_published(folder: Path, name: str, words: str) -> None:
    """With the moment at which the file was made."""
    assert words in made(folder, name).html


def test_an_article_that_is_yet_to_appear_is_built_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it will be at its moment; the output that others look at stays as it is."""
    monkeypatch.setattr(places, "TOWN", tmp_path)
    later = article(title="Bài hẹn", date="2025-06-02", publish="2025-07-01")
    write(tmp_path, {"content/data/town.yaml": TOWN, "content/articles/hen.md": later})
    found = made(tmp_path, "content/articles/hen.md")
    assert "<h1>Bài hẹn</h1>" in found.html
    assert "Bản xem trước, chưa đăng" in found.html
    assert not (tmp_path / "output").exists()


def test_what_is_no_article_has_no_preview(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says what to give."""
    file = folder / "content" / "data" / "town.yaml"
    assert preview.main(file, folder / "content", folder / "output") == 1
    assert "hãy ghi tệp .md của bài" in capsys.readouterr().err


def test_a_picture_that_is_gone_leaves_its_words(tmp_path: Path) -> None:
    """The file asks for nothing that is not in it."""
    page = tmp_path / "index.html"
    text = '<html><head></head><body><img src="gone.jpg" alt="Một hình"></body></html>'
    page.write_text(text, encoding="utf-8")
    html = make_single_file(page, "Bản xem trước")
    assert "Một hình" in html
    assert "gone.jpg" not in html


def test_the_file_goes_where_it_is_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is missing is made; where nothing can be written, that is said."""
    article_file, content = folder / "content/articles/nhap.md", folder / "content"
    new = tmp_path / "moi" / "xem.html"
    assert preview.main(article_file, content, folder / "output", new) == 0
    assert new.is_file()
    assert preview.main(article_file, content, folder / "output", tmp_path) == 0
    assert [path.name[:10] for path in tmp_path.glob("*.html")] == ["xem-truoc-"]
    capsys.readouterr()
    assert preview.main(article_file, content, folder / "output", new / "a.html") == 1
    assert "không ghi được tệp ở chỗ này; hãy chọn chỗ khác" in capsys.readouterr().err
