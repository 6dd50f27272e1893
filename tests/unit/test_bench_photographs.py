"""What `python3 tasks.py bench` makes of the photographs of the portal and of its peers."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from PIL import Image

from plugins._kit.progress import Reporter
from plugins.commands import bench
from plugins.commands.bench import command, peers, photographs
from plugins.commands.bench.goals import Row, missed
from plugins.commands.bench.photographs import corpus, figures, methods, ours, programs, tune
from plugins.commands.bench.photographs.figures import Result, Whole
from plugins.commands.bench.photographs.methods import METHODS, OURS, Work
from plugins.commands.bench.photographs.programs import Command, Cost, Failed
from plugins.photos.made import Made
from plugins.photos.recipe import WIDTHS
from plugins.photos.store import Store
from plugins.photos.work import make_photos

PEERS = [method for method in METHODS if method.name != OURS]
PORTAL = Result(OURS, [Cost(2, 3), Cost(4, 3), Cost(3, 3)], 2_400_000, 0.95)


def test_a_ratio_is_taken_within_a_round() -> None:
    """A round that was slow for all does not change by how much the portal is faster."""
    sharp = Result("sharp", [Cost(4, 8), Cost(8, 8), Cost(9, 8)], 2_500_000, 0.949)
    seen = figures.row("webp", sharp, PORTAL, 24)
    assert seen.name == "webp, sharp"
    assert seen.figures == {
        "speed": 3,
        "cores": pytest.approx(1 / 3),
        "size": pytest.approx(104.1667, abs=0.001),
        "ssim": 0.949,
        "apart": pytest.approx(0.001),
        "faster": 2,
        "leaner": pytest.approx(8 / 3),
        "heavier": 96,
    }
    assert missed([seen], figures.COLUMNS) == []


def test_the_portal_is_its_own_measure() -> None:
    """Our own row has no goals, and the ratios are those of equals."""
    seen = figures.row("avif", PORTAL, PORTAL, 24)
    assert seen.goals == {}
    assert (seen.figures["faster"], seen.figures["heavier"], seen.figures["apart"]) == (1, 100, 0)


def test_what_is_slow_heavy_or_unlike_is_missed() -> None:
    """AVIF that takes a third of Hugo's time but more bytes, or is of another quality, is told."""
    hugo = Result("Hugo", [Cost(5, 8), Cost(10, 8), Cost(7, 8)], 2_200_000, 0.9449)
    assert missed([figures.row("avif", hugo, PORTAL, 24)], figures.COLUMNS) == [
        "avif, Hugo: SSIM lệch cổng 0,0051, mục tiêu ≤ 0,0050",
        "avif, Hugo: cổng nhanh gấp 2,50, mục tiêu ≥ 3,00",
        "avif, Hugo: cổng nặng bằng 109,1 %, mục tiêu ≤ 108,0 %",
    ]


def test_every_peer_has_goals_and_a_quality_for_every_format() -> None:
    """Every peer must be like ours to be compared, and a goal has its column."""
    keys = {column.key for column in figures.COLUMNS}
    assert set(figures.row("webp", PORTAL, PORTAL, 24).figures) == keys
    for method in PEERS:
        for kind in methods.FORMATS:
            assert 0 < method.quality(kind) < 100
            assert {"apart"} <= set(figures.goals(kind, method.name)) <= keys
    assert all(method.quality("webp") == 0 for method in METHODS if method not in PEERS)
    assert set(figures.FASTER) == {
        (kind, name) for kind in methods.FORMATS for name in ("sharp", "Hugo")
    }


def test_a_whole_build_is_measured_by_memory_and_by_the_next_one() -> None:
    """Megabytes, milliseconds a photograph, and photographs that the next build had to open."""
    seen = figures.whole_row(Whole(2, 600_000_001, [0.00005, 0.0001, 0.0002], 1))
    assert seen.figures == {
        "speed": 2,
        "memory": pytest.approx(600),
        "again": pytest.approx(0.1),
        "worked": 1,
    }
    assert [seen.misses(key) for key in ("memory", "again", "worked")] == [True, False, True]
    assert set(seen.figures) == {column.key for column in figures.WHOLE_COLUMNS}


def test_the_nearest_quality_is_found() -> None:
    """Of the two qualities beside the wanted likeness the nearer one is taken, in few steps."""
    asked: list[int] = []

    def like(quality: int) -> float:
        asked.append(quality)
        return quality / 100

    assert tune.nearest(0.7549, like) == 75
    assert len(asked) <= 8
    assert tune.nearest(0.7551, like) == 76
    assert tune.nearest(0.1, like) == tune.LOWEST
    assert tune.nearest(1, like) == tune.HIGHEST


def drawn(folder: Path, width: int) -> Path:
    """Give a folder of four photographs of so many pixels."""
    folder.mkdir()
    for number in range(4):
        image = Image.new("RGB", (width, width // 2), (40 * number, 90, 120))
        image.save(folder / f"anh-{number}.jpg")
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Photographs as wide as their largest derivative."""
    return drawn(tmp_path / "photos", WIDTHS[-1])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Photographs of which little is made."""
    return drawn(tmp_path / "small", 240)


def test_the_portal_makes_one_format_at_all_widths(photos: Path, tmp_path: Path) -> None:
    """The real pipeline makes what the peers make: no JPEG, no thumbnail, the same names."""
    out = tmp_path / "out"
    ours.one("webp", photos, out)
    names = {path.name for path in out.iterdir() if path.is_file()}
    assert names == {f"anh-{number}-{width}.webp" for number in range(4) for width in WIDTHS}
    assert {Image.open(out / f"anh-1-{width}.webp").width for width in WIDTHS} == set(WIDTHS)
    assert methods.bytes_of(out, 4) == sum((out / name).stat().st_size for name in names)


def test_plain_pillow_makes_the_same_files(photos: Path, tmp_path: Path) -> None:
    """The short program leaves the names and sizes that the portal leaves."""
    out = tmp_path / "out"
    programs.said(methods.pillow(Work(photos, out, "webp", 80)))
    assert methods.bytes_of(out, 4) > 0
    assert Image.open(out / "anh-3-960.webp").size == (960, 480)


def test_a_photograph_that_fails_stops_the_bench(photos: Path, tmp_path: Path) -> None:
    """No figure is given for work that was not done."""
    (photos / "anh-9.jpg").write_bytes((photos / "anh-0.jpg").read_bytes()[:2000])
    with pytest.raises(ValueError, match="anh-9"):
        ours.one("webp", photos, tmp_path / "out")


def test_a_missing_derivative_is_a_failure(tmp_path: Path) -> None:
    """Bytes are compared of whole work alone."""
    (tmp_path / "anh-0-480.webp").write_bytes(b"x")
    with pytest.raises(Failed, match="1 / 3"):
        methods.bytes_of(tmp_path, 1)


def test_a_build_with_work_is_told_from_one_without(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The photographs that the store did not remember are counted: all of them, then none."""
    ours.whole(small, tmp_path / "store")
    ours.whole(small, tmp_path / "store")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["photographs"], second["photographs"]) == (4, 4)
    assert (first["worked"], second["worked"]) == (4, 0)


def test_the_whole_is_all_that_an_article_gets(small: Path, tmp_path: Path) -> None:
    """A whole build makes every format, and the thumbnails of a cover."""
    counted: Reporter = ours.Counted()
    with Store(tmp_path / "store") as store:
        results = make_photos(ours.wanted(small, thumbnails=True), store, counted, 1)
    made = results[small / "anh-0.jpg"]
    assert isinstance(made, Made)
    assert {(file.kind, file.crop) for file in made.files} == {
        (kind, crop) for kind in ("avif", "webp", "jpeg") for crop in (False, True)
    }


def test_hugos_names_are_those_of_its_page(tmp_path: Path) -> None:
    """What Hugo has named by a digest is found under the photograph's name and width."""
    public = tmp_path / "public"
    (public / "photos").mkdir(parents=True)
    (public / "photos" / "anh-00_hu_1f.webp").write_bytes(b"x")
    page = "\nanh-00-480.webp /photos/anh-00_hu_1f.webp\n"
    (public / "index.html").write_text(page, encoding="utf-8")
    methods.renamed(tmp_path)
    assert (tmp_path / "anh-00-480.webp").read_bytes() == b"x"


def test_a_peer_is_told_its_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Photographs, folder, format and quality reach sharp as words, Hugo by its environment."""
    monkeypatch.setattr(peers, "hugo", lambda: Path("hugo"))
    monkeypatch.setattr(peers, "node", lambda folder: folder)
    monkeypatch.setattr(methods, "node", lambda: "node")
    work = Work(tmp_path / "a" / "photos", tmp_path / "out", "avif", 61)
    asked = methods.sharp(work).words
    assert list(asked[2:]) == [str(work.photos), str(work.out), "avif", "61"]
    env = methods.hugo(work).env
    assert (env["HUGO_BENCH_FORMAT"], env["HUGO_BENCH_QUALITY"]) == ("avif", "61")
    assert env["HUGO_ASSETDIR"] == str(tmp_path / "a")


def test_a_machine_without_node_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sharp is not left out in silence."""
    monkeypatch.setattr(methods, "node", lambda: None)
    with pytest.raises(Failed, match=r"Node\.js"):
        methods.sharp(Work(tmp_path, tmp_path, "webp"))


def test_everyone_makes_the_same_widths() -> None:
    """The peers' own files name the widths of the recipe."""
    for name in ("sharp/sharp.mjs", "hugo/layouts/home.html", "plain.py", "ssim.py"):
        text = (methods.FILES / name).read_text(encoding="utf-8")
        found = re.search(r"480\W+960\W+1440", text)
        assert found, name
        assert tuple(map(int, re.findall(r"\d+", found[0]))) == WIDTHS


def test_a_program_that_fails_is_told_by_its_last_words() -> None:
    """What it printed is in the message; one that succeeds gives it."""
    assert programs.said(Command([sys.executable, "-c", "print('ảnh')"])) == "ảnh\n"
    with pytest.raises(Failed, match="không được"):
        programs.said(Command([sys.executable, "-c", "raise SystemExit('không được')"]))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives cores to programs")
def test_everyone_has_as_many_cores() -> None:
    """Programs that are started within see no more cores, those started afterwards all again."""
    count = Command([sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"])
    before = programs.said(count)
    with programs.few_cores(1):
        assert programs.said(count) == "1\n"
    assert programs.said(count) == before


def test_a_photograph_has_many_names(
    monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    """A build of hundreds of photographs is asked of few, each under names of its own."""
    monkeypatch.setattr(peers, "SCRATCH", tmp_path)
    found = list(corpus.many(small, 3).iterdir())
    assert len(found) == 12
    assert len(list(corpus.few(small, 2).iterdir())) == 2
    assert {path.stat().st_ino for path in found} == {
        path.stat().st_ino for path in small.iterdir()
    }


def test_photographs_need_neither_browser_nor_portal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--only photographs` looks for no Chromium and builds nothing; a missed goal is code 1."""

    def never(*_words: object) -> None:
        pytest.fail("asked for")

    whole = figures.whole_row(Whole(2, 700_000_000, [0.00004], 0))
    monkeypatch.setattr(command, "chrome", never)
    monkeypatch.setattr(command, "run", never)
    monkeypatch.setattr(photographs, "drawn", Path)
    monkeypatch.setattr(photographs, "compared", lambda _photos, kind: [_equal(kind)])
    monkeypatch.setattr(photographs, "whole", lambda _photos: whole)
    assert bench.main("photographs") == 1
    told = capsys.readouterr()
    assert "webp, cổng" in told.out
    assert "bộ nhớ 700 MB, mục tiêu ≤ 600 MB" in told.err


def _equal(kind: str) -> Row:
    """Give our own row."""
    return figures.row(kind, PORTAL, PORTAL, 24)


def test_a_peer_that_fails_ends_the_bench(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program's last words are told and the code is 1."""

    def fails() -> Path:
        raise Failed("hugo: hết bộ nhớ")

    monkeypatch.setattr(photographs, "drawn", fails)
    assert bench.main("photographs") == 1
    assert "hugo: hết bộ nhớ" in capsys.readouterr().err
