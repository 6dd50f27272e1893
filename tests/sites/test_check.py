"""`tasks.py check --content` from beginning to end, and what a build tells of heavy pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, Files, Site, article, page, picture
from town_portal.authoring.proofreading import check_cache
from town_portal.authoring.proofreading.rules.photographs import HEAVY_FILE
from town_portal.cli import content_check

BODY = """\
![Ảnh](a.jpg "Một chú thích.")

![](b.jpg)

![](c.jpg){: .decorative}

![Hai hình tròn](d.jpg "Hai hình. Ảnh: Lê An")
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with an article that could be better, and one that waives what it may."""
    waived = article(
        '![Ảnh](a.jpg "Chú thích. Ảnh: Lê An")',
        title="Bài được miễn",
        waive="[{rule: anh-loi-ta-chua-dat, reason: thử}, {rule: bai-thieu-tom-tat, reason: thử}]",
    )
    files: Files = {
        "content/articles/kem/index.md": article(BODY, title="Bài kém"),
        **{f"content/articles/kem/{name}.jpg": picture() for name in "abc"},
        "content/articles/kem/d.jpg": picture("PNG"),
        "content/articles/kem/captions.csv": "file,alt\nb.jpg,\n",
        "content/articles/mien/index.md": waived,
        "content/articles/mien/a.jpg": picture(),
        "content/articles/2020/2020-12-14-tot/index.md": article(
            '![Một hình chữ nhật](anh-1.jpg "Một hình. Ảnh: Lê An")',
            date="2020-12-14",
            summary="Tóm tắt.",
        ),
    }
    yield Site(tmp_path).write(GOOD).write(files)
    check_cache.place_of(tmp_path / "content").unlink(missing_ok=True)


Check = Callable[[Site], tuple[int, str, str]]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Check:
    """Give what runs the command in a site's folder; it returns code, output and errors."""

    def run(site: Site) -> tuple[int, str, str]:
        monkeypatch.chdir(site.folder)
        capfd.readouterr()
        code = content_check.main(Path("content"))
        return code, *capfd.readouterr()

    return run


def found(done: tuple[int, str, str]) -> list[str]:
    """Give file, line and rule of what the command printed."""
    code, said, errors = done
    assert (code, errors) == (1, "")  # each has something that must be put right
    lines = said.splitlines()[:-2]  # the figures, and what is left to the build
    return [line.partition(": ")[0] + line[line.rindex(" [") :] for line in lines]


def test_findings_name_file_line_and_rule(site: Site, check: Check) -> None:
    """All of them, with the lines of the file, what must be put right first."""
    file = "content/articles/kem/index.md"
    assert found(check(site)) == [
        f"{file}:7 [anh-loi-ta-chua-dat]",
        f"{file}:9 [anh-thieu-chu-thich]",
        f"{file}:9 [anh-thieu-loi-ta]",
        f"{file}:1 [bai-thieu-tom-tat]",
        f"{file}:7 [anh-thieu-nguoi-chup]",
        f"{file}:13 [anh-luu-y]",
    ]


def test_heavy_files_and_waivers_of_pages(site: Site, check: Check) -> None:
    """Covers and posters are told on the line of the head; a page waives as an article does."""
    heavy = picture() + bytes(HEAVY_FILE)
    folder = "content/articles/phim"
    video = "\n  address: https://phim.example/1\n  title: Phim\n  poster: phim.jpg"
    site.write(
        {
            "content/articles/kem/index.md": None,
            f"{folder}/index.md": article(summary="Tóm tắt.", cover="bia.jpg", video=video),
            **{f"{folder}/{name}.jpg": heavy for name in ("bia", "phim")},
            "content/pages/mien.md": page(
                '![Ảnh](a.jpg "B. Ảnh: C")\n\n![](a.jpg "B. Ảnh: C")',
                waive="[{rule: anh-loi-ta-chua-dat, reason: thử}]",
            ),
            "content/pages/a.jpg": picture(),
        }
    )
    assert found(check(site)) == [
        f"{folder}/index.md:6 [anh-qua-nang]",
        f"{folder}/index.md:10 [anh-qua-nang]",
        "content/pages/mien.md:8 [anh-thieu-loi-ta]",
    ]


def test_a_fault_is_a_failure(site: Site, check: Check) -> None:
    """Its exit code is 1 and its words are a build's."""
    site.write({"content/articles/hong.md": article(date="2020-13-01")})
    code, _, errors = check(site)
    assert code == 1
    built = site.build()
    (fault,) = (line for line in built.errors if "hong.md" in line)
    assert fault in errors.splitlines()


def test_a_build_tells_of_heavy_pages_and_takes_the_table(site: Site) -> None:
    """With the plugin among the others a build succeeds, and reads the town's proofreading.yaml."""
    site.conf = (
        'PLUGINS = [PLUGINS[0], "town_portal.authoring.proofreading", *(it for it in PLUGINS[1:] '
        'if it != "town_portal.authoring.proofreading")]\n'
        "from town_portal.authoring.proofreading.rules import photographs as rules\n"
        "rules.HEAVY_PAGE = 10"
    )
    site.write({"content/data/proofreading.yaml": "abbreviations: [ABC]\n"})
    built = site.build()
    assert built.code == 0, built.errors
    heavy = [line for line in built.errors if "[trang-qua-nang]" in line]
    assert sorted(line.split(":")[1].strip() for line in heavy) == [
        "content/articles/2020/2020-12-14-tot/index.md",
        "content/articles/kem/index.md",
        "content/articles/mien/index.md",
    ]
