"""`tasks.py check --content` on a site that is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.advice.rules import HEAVY_FILE
from plugins.commands.content_check import workplace
from tests.sites.build_site import GOOD, ROOT, Files, Site, article, page, picture

BODY = """\
![Ảnh](a.jpg "Một chú thích.")

![](b.jpg)

![](c.jpg){: .decorative}

![Hai hình tròn](d.jpg)
"""
CONF = 'PLUGINS = [*PLUGINS, "plugins.advice"]\nADVICE_TO = "advice.json"'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with an article that could be better, and one that waives what it may."""
    waived = article(
        "![Ảnh](a.jpg)",
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
            "![Một hình chữ nhật](anh-1.jpg)", date="2020-12-14", summary="Tóm tắt."
        ),
    }
    return Site(tmp_path, conf=CONF).write(GOOD).write(files)


def test_advice_names_file_line_and_rule(site: Site) -> None:
    """All of it, with the lines of the file, and the photographs' notices among it, once."""
    built = site.good()
    found = json.loads((site.folder / "advice.json").read_text(encoding="utf-8"))
    assert built.errors == ()
    short = [line.partition(";")[0] + line[line.rindex(" [") :] for line in found]
    file = "content/articles/kem/index.md"
    assert short == [
        f"{file}:1: bài chưa có tóm tắt [bai-thieu-tom-tat]",
        f"{file}:7: lời tả của ảnh “a.jpg” chỉ ghi “Ảnh” [anh-loi-ta-chua-dat]",
        f"{file}:7: chú thích của ảnh “a.jpg” chưa ghi người chụp [anh-thieu-nguoi-chup]",
        f"{file}:9: ảnh “b.jpg” chưa có lời tả cho người không nhìn thấy [anh-thieu-loi-ta]",
        f"{file}:13: ảnh “d.jpg”: tệp thật ra là ảnh PNG [anh-luu-y]",
    ]


def advice_on(folder: Path, files: Files) -> list[str]:
    """Build the good site with these files; give file, line and rule of the advice on them."""
    site = Site(folder, conf=CONF).write(GOOD).write(files)
    site.good()
    found = json.loads((site.folder / "advice.json").read_text(encoding="utf-8"))
    lines = [line.partition(": ")[0] + line[line.rindex(" [") :] for line in found]
    return [line for line in lines if line.startswith(tuple(files))]


def test_covers_and_posters_may_be_too_heavy(tmp_path: Path) -> None:
    """Each is told on the line of the head that names it, one that the body shows in the body."""
    heavy = picture() + bytes(HEAVY_FILE)
    folder = "content/articles/phim"
    head = {"summary": "Tóm tắt.", "cover": "bia.jpg"}
    video = "\n  address: https://phim.example/1\n  title: Phim\n  poster: phim.jpg"
    found = advice_on(
        tmp_path,
        {
            f"{folder}/index.md": article("Một đoạn văn.", **head, video=video),
            **{f"{folder}/{name}.jpg": heavy for name in ("bia", "phim")},
            "content/articles/trong/index.md": article("![Hai hình](bia.jpg)", **head, title="B"),
            "content/articles/trong/bia.jpg": heavy,
        },
    )
    assert found == [
        "content/articles/phim/index.md:6 [anh-qua-nang]",
        "content/articles/phim/index.md:10 [anh-qua-nang]",
        "content/articles/trong/index.md:9 [anh-qua-nang]",
    ]


def test_a_page_waives_too(tmp_path: Path) -> None:
    """A page may break a rule as an article may, and keeps all others."""
    waive = "[{rule: anh-loi-ta-chua-dat, reason: thử}]"
    found = advice_on(
        tmp_path,
        {
            "content/pages/mien.md": page("![Ảnh](a.jpg)\n\n![](b.jpg)", waive=waive),
            "content/pages/kem.md": page("![Ảnh](a.jpg)", title="Trang kém"),
            **{f"content/pages/{name}.jpg": picture() for name in "ab"},
        },
    )
    assert found == [
        "content/pages/kem.md:5 [anh-loi-ta-chua-dat]",
        "content/pages/mien.md:8 [anh-thieu-loi-ta]",
    ]


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command on a content folder."""
    code = "import sys; from pathlib import Path; from plugins.commands import content_check as c;"
    return subprocess.run(
        [sys.executable, "-c", f"{code} sys.exit(c.main(Path(sys.argv[1])))", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_command_from_beginning_to_end(site: Site, request: pytest.FixtureRequest) -> None:
    """Advice is exit code 0, a fault is exit code 1 with the fault and without advice."""
    content = site.folder / "content"
    request.addfinalizer(lambda: shutil.rmtree(workplace(content).parent))
    done = check(content)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 6), done.stderr
    assert "[anh-thieu-loi-ta]" in done.stdout
    site.write({"content/articles/hong.md": article(date="2020-13-01")})
    done = check(content)
    assert (done.returncode, done.stdout) == (1, "")
    assert "hong.md:3" in done.stderr
