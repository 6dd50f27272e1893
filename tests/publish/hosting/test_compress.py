"""What is laid beside the texts of a site for hosts that send it as it is."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

from tests.sites.build_site import GOOD, ROOT, Site, article, page, read, stamps
from town_portal.build.stage import NAMES, Names
from town_portal.core.system import walk
from town_portal.publishing import compress

TEXT = "Một câu của bài. " * 200


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give a folder with a page, a style sheet with its hash, something short, and a picture."""
    folder = tmp_path / "output"
    (folder / "static").mkdir(parents=True)
    (folder / "a").mkdir()
    (folder / "index.html").write_text(TEXT)
    (folder / "a" / "index.html").write_text(TEXT + "hai")
    (folder / "static" / "portal.0123456789.css").write_text(TEXT)
    (folder / "short.html").write_text("Ngắn.")
    (folder / "anh.jpg").write_bytes(TEXT.encode())
    walk.get_state_folder(folder).mkdir()
    return folder


def update(output: Path) -> set[str]:
    """Compress, and return the names of what lies beside the texts; what it tells is true."""
    told = compress.update_compressed(output, walk.get_state_folder(output))
    assert told == walk.list_files(output)
    return {name for name in told if name.endswith((".br", ".gz"))}


BESIDE = {
    f"{name}{end}"
    for name in ("index.html", "a/index.html", "static/portal.0123456789.css")
    for end in (".br", ".gz")
}


def test_texts_are_compressed_and_nothing_else(output: Path) -> None:
    """Both hold the same bytes; short files, pictures and the manifest have none."""
    (output / "manifest.jsonl").write_text(TEXT)
    assert update(output) == BESIDE
    for name in BESIDE:
        unpack = brotli.decompress if name.endswith(".br") else gzip.decompress
        data = (output / name).read_bytes()
        assert unpack(data) == (output / name[:-3]).read_bytes()
        assert len(data) < 200


def test_the_bytes_depend_on_the_file_alone(output: Path, tmp_path: Path) -> None:
    """Another folder, another name and another time give the same bytes; no name is told."""
    update(output)
    other = tmp_path / "other"
    shutil.copytree(output, other, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    walk.get_state_folder(other).mkdir()
    assert update(other) == BESIDE
    assert {name: (other / name).read_bytes() for name in BESIDE} == {
        name: (output / name).read_bytes() for name in BESIDE
    }
    head = (output / "index.html.gz").read_bytes()[:10]
    assert head == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


def test_only_what_has_changed_is_made_anew(output: Path) -> None:
    """A second run touches nothing; a changed page gets its own two files and no others."""
    update(output)
    before = stamps(output)
    assert update(output) == BESIDE
    assert stamps(output) == before
    (output / "a" / "index.html").write_text(TEXT + "ba")
    update(output)
    changed = {name for name, stamp in stamps(output).items() if stamp != before.get(name)}
    assert changed == {"a", "a/index.html", "a/index.html.br", "a/index.html.gz"}
    assert gzip.decompress((output / "a/index.html.gz").read_bytes()).endswith(b"ba")


def test_a_page_that_is_gone_takes_its_compressed_files_along(output: Path) -> None:
    """Else a host would go on sending it; its folder goes too, unless somebody uses it."""
    update(output)
    (output / "a" / "index.html").unlink()
    (output / "index.html").write_text("Nay thì ngắn.")
    assert update(output) == {name for name in BESIDE if name.startswith("static/")}
    assert not (output / "a").exists()


def test_files_of_others_stay(output: Path) -> None:
    """What the build wrote under such a name is the site's; what has no text beside it, too."""
    (output / "so-lieu.csv").write_text(TEXT)
    (output / "so-lieu.csv.gz").write_bytes(b"tep dinh kem")
    (output / "sao-luu.sql.gz").write_bytes(b"cua nguoi khac")
    names = ["so-lieu.csv", "so-lieu.csv.gz"]
    with Names(walk.get_state_folder(output) / NAMES) as built:
        built.replace(names)
    update(output)
    assert (output / "so-lieu.csv.br").exists()
    (output / "so-lieu.csv").unlink()
    update(output)
    assert (output / "so-lieu.csv.gz").read_bytes() == b"tep dinh kem"
    assert (output / "sao-luu.sql.gz").read_bytes() == b"cua nguoi khac"
    assert not (output / "so-lieu.csv.br").exists()


def test_a_memory_that_is_lost_or_damaged_costs_time_only(output: Path) -> None:
    """Compressed files of an older version of a page are made anew, though nobody remembers."""
    update(output)
    for text in ("", "{", "[]", '{"recipe": 1}', '{"recipe": "1", "files": [1]}'):
        (walk.get_state_folder(output) / compress.FILE).write_text(text)
        (output / "index.html").write_text(f"{TEXT} {text}")
        assert update(output) == BESIDE
        assert gzip.decompress((output / "index.html.gz").read_bytes()).decode().endswith(text)


def test_what_somebody_broke_is_made_anew(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compressed file that was taken away or changed comes back, and all by another recipe."""
    update(output)
    inode = (output / "a/index.html.gz").stat().st_ino
    good = (output / "index.html.br").read_bytes()
    (output / "index.html.br").write_bytes(b"hong")
    (output / "index.html.gz").unlink()
    assert update(output) == BESIDE
    assert (output / "index.html.br").read_bytes() == good
    monkeypatch.setattr(compress, "RECIPE", "khác")
    assert update(output) == BESIDE
    assert (output / "a/index.html.gz").stat().st_ino != inode


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compress less, as a whole site takes a second at the best."""
    monkeypatch.setattr(compress, "BROTLI_KEPT", 1)


@pytest.mark.usefixtures("fast")
def test_the_next_build_is_not_disturbed(tmp_path: Path) -> None:
    """It writes nothing where nothing has changed; a page that goes leaves nothing behind."""
    site = Site(tmp_path, settings="publishconf.py").write(
        {**GOOD, "content/pages/dai.md": page(TEXT, title="Dài")}
    )
    output = site.good().output
    update(output)
    before = stamps(output)
    site.good()
    assert stamps(output) == before
    assert (output / "dai" / "index.html.br").exists()
    table = "redirects: [{old: /dai/, to: /gioi-thieu/}]\n"
    site.write({"content/pages/dai.md": None, "content/data/redirects.yaml": table}).good()
    clean = Site(tmp_path, settings="publishconf.py").good(output="clean").tree
    update(output)
    beside = {name for name in read(output) if name.endswith((".br", ".gz"))}
    assert {name: data for name, data in read(output).items() if name not in beside} == clean
    assert {name[:-3] for name in beside} <= clean.keys()


@pytest.mark.usefixtures("fast")
def test_a_folder_may_become_a_file_where_compressed_files_lie(tmp_path: Path) -> None:
    """They do not stand in the way of the build as files of somebody else would."""
    old = "content/data/redirects.yaml"
    site = Site(tmp_path).write({**GOOD, old: "redirects: [{old: /tep.pdf, to: /gioi-thieu/}]\n"})
    output = site.good().output
    update(output)
    assert (output / "tep.pdf" / "index.html.br").exists()
    attached = article("Một.", title="Bài tốt", date="2020-12-14")
    site.write({old: None, "content/articles/2020/2020-12-14-tot/index.md": attached})
    (tmp_path / "conf.py").touch()
    site.conf = "PAGE_URL = PAGE_SAVE_AS = '{slug}.pdf'"
    site.write({"content/pages/tep.md": page(title="Tệp")})
    built = site.build()
    assert not [line for line in built.errors if "chắn chỗ" in line], built.errors


KILLED = """\
import sys, time
from pathlib import Path
from town_portal.publishing import compress
from town_portal.core.system import walk
output = Path(sys.argv[1])
print("begun", flush=True)
compress.update_compressed(output, walk.get_state_folder(output))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows không có SIGKILL")
def test_a_run_that_is_killed_leaves_nothing_wrong(output: Path) -> None:
    """Whenever it dies: what lies there is whole, and the next run finishes and cleans up."""
    for number in range(300):
        (output / f"p{number}.html").write_text(f"{TEXT}{number}" * 20)
    for wait in (0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2):
        for number in range(0, 300, 3):
            (output / f"p{number}.html").write_text(f"{TEXT}{number} {wait}" * 20)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(output)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        beside = [name for name in walk.list_files(output) if name.endswith(".gz")]
        for name in beside:
            gzip.decompress((output / name).read_bytes())
    (output / "p1.html").unlink()
    names = update(output)
    assert len(names) == len(BESIDE) + 2 * 299
    for name in (name for name in names if name.endswith(".gz")):
        assert gzip.decompress((output / name).read_bytes()) == (output / name[:-3]).read_bytes()
    assert not [name for name in walk.list_files(output) if name.endswith(".new")]
