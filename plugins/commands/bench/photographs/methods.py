"""Those who make the same sizes of the same photographs: the portal, sharp, Hugo, plain Pillow.

Each is a program of its own, started anew on two cores. It reads the same JPEG files in its own
way (the portal and sharp have libjpeg leave out what is shrunk away, Hugo and Pillow decode every
pixel), uses Lanczos, and leaves NAME-WIDTH.FORMAT in a folder. Nobody makes a JPEG or cuts.

How hard an encoder tries is left to each, for that is what is compared. WebP, of libwebp for all:
the portal and Hugo use method 2, sharp and Pillow 4. AVIF, of libaom for all: the portal speed 8,
sharp effort 4, which is speed 5, Hugo 10, Pillow 6. Chroma is 4:2:0 for all: sharp, whose AVIF is
4:4:4 by itself, is told so, since SSIM looks at brightness and would not see what those bytes are
for. Hugo makes one picture at a time, however many pages ask for some: it has one core's time.

A quality means something else to each encoder. Those of the peers are therefore the whole numbers
at which the SSIM, averaged over photographs and widths, comes nearest to ours (``python -m
plugins.commands.bench.photographs.tune`` finds them); every run measures it again.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.lighthouse import node
from plugins.commands.bench.photographs import ours
from plugins.commands.bench.photographs.programs import Command, Failed
from plugins.commands.places import ROOT
from plugins.photos.recipe import WIDTHS

FILES = peers.FILES / "photographs"
FORMATS = ("webp", "avif")
OURS = "cổng"
QUALITIES: Mapping[tuple[str, str], int] = {
    ("sharp", "webp"): 77,
    ("sharp", "avif"): 58,
    ("Hugo", "webp"): 78,
    ("Hugo", "avif"): 60,
    ("Pillow", "webp"): 76,
    ("Pillow", "avif"): 58,
}


@dataclass(frozen=True)
class Work:
    """What is to be made: of the photographs in a folder, one format, into a fresh folder.

    ``quality`` is a peer's own number; the portal has its recipe.
    """

    photos: Path
    out: Path
    kind: str
    quality: int = 0


@dataclass(frozen=True)
class Method:
    """Someone who makes photographs: the program for some work, and what is done afterwards."""

    name: str
    command: Callable[[Work], Command]
    finish: Callable[[Path], None] = lambda _out: None

    def quality(self, kind: str) -> int:
        """Give the quality at which its pictures are like ours; 0 for our own."""
        return QUALITIES.get((self.name, kind), 0)


def portal(work: Work) -> Command:
    """Give the portal's own program."""
    return own("one", work.kind, str(work.photos), str(work.out))


def own(*words: str) -> Command:
    """Give a command of ``ours.py``, started as a file so that nothing of the bench is loaded."""
    env = {"PYTHONPATH": str(ROOT)}
    return Command([sys.executable, "-P", str(Path(ours.__file__)), *words], env=env)


def sharp(work: Work) -> Command:
    """Give the program that uses sharp as eleventy-img does; raises Failed without Node."""
    program = node()
    if program is None:
        raise Failed("không có Node.js; hãy chạy lại bằng python3 tasks.py bench")
    words = [program, str(FILES / "sharp" / "sharp.mjs"), str(work.photos), str(work.out)]
    return Command([*words, work.kind, str(work.quality)], peers.node(FILES / "sharp"))


def hugo(work: Work) -> Command:
    """Give Hugo's command; what it has compiled of its encoders may stay from run to run."""
    words = [str(peers.hugo()), "--quiet", "--noBuildLock", "--source", str(FILES / "hugo")]
    kept = peers.SCRATCH / "hugo-cache"
    env = {
        "HUGO_ASSETDIR": str(work.photos.parent),
        "HUGO_RESOURCEDIR": str(work.out / "resources"),
        "HUGO_BENCH_FORMAT": work.kind,
        "HUGO_BENCH_QUALITY": str(work.quality),
    }
    folders = ["--cacheDir", str(kept), "--destination", str(work.out / "public")]
    return Command([*words, *folders], env=env)


def pillow(work: Work) -> Command:
    """Give the program that uses Pillow, the environment's own, without further thought."""
    words = [sys.executable, "-P", str(FILES / "plain.py"), str(work.photos), str(work.out)]
    return Command([*words, work.kind, str(work.quality)])


def renamed(out: Path) -> None:
    """Give what Hugo has made the names that its page tells: `NAME-WIDTH.FORMAT /address`."""
    public = out / "public"
    for line in (public / "index.html").read_text(encoding="utf-8").split("\n"):
        if line:
            name, address = line.split()
            shutil.move(public / address.lstrip("/"), out / name)


METHODS = (
    Method(OURS, portal),
    Method("sharp", sharp),
    Method("Hugo", hugo, renamed),
    Method("Pillow", pillow),
)


def bytes_of(out: Path, count: int) -> int:
    """Give the bytes of all derivatives of so many photographs; raises Failed if one is missing."""
    sizes = [path.stat().st_size for path in out.iterdir() if path.is_file()]
    if len(sizes) != count * len(WIDTHS):
        raise Failed(f"{out}: {len(sizes)} / {count * len(WIDTHS)} tệp")
    return sum(sizes)
