"""Has everyone make the photographs, in turn, round by round, and takes the figures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.goals import Row
from plugins.commands.bench.photographs.corpus import few, likeness, many, tool
from plugins.commands.bench.photographs.figures import Result, Whole, row, whole_row
from plugins.commands.bench.photographs.methods import METHODS, Method, Work, bytes_of, own
from plugins.commands.bench.photographs.ours import WORKERS
from plugins.commands.bench.photographs.programs import Command, Cost, few_cores, said, timed

ROUNDS = 3
LATER = 5
"""How often a build is repeated in which nothing has changed."""
TIMES = 20
"""Names of each photograph in such a build."""
OUT = peers.SCRATCH / "photographs-out"


def compared(photos: Path, kind: str) -> list[Row]:
    """Give the rows of a format, ours first; raises Failed, SetupFailed."""
    with few_cores(WORKERS):
        one = few(photos, 1)
        for method in METHODS:  # what is read and compiled once does not count
            done(method, one, kind)
        rounds = [[told(method, photos, kind) for method in METHODS] for _ in range(ROUNDS)]
    count = len(list(photos.glob("*.jpg")))
    folders = [place(method, kind) for method in METHODS]
    results = [
        Result(method.name, costs, bytes_of(folder, count), ssim)
        for method, costs, folder, ssim in zip(
            METHODS, zip(*rounds, strict=True), folders, likeness(photos, folders), strict=True
        )
    ]
    return [row(kind, result, results[0], count) for result in results]


def told(method: Method, photos: Path, kind: str) -> Cost:
    """Have a method make a format, say what it cost and give that; raises Failed, SetupFailed."""
    cost = done(method, photos, kind)
    print(f"  {kind}, {method.name}: {cost.wall:.1f} s, {cost.cores:.1f} s lõi", flush=True)
    return cost


def done(method: Method, photos: Path, kind: str) -> Cost:
    """Have a method make a format anew and give what it cost; raises Failed, SetupFailed."""
    out = place(method, kind)
    shutil.rmtree(out, ignore_errors=True)
    command = method.command(Work(photos, out, kind, method.quality(kind)))
    cost = timed(command)
    method.finish(out)
    return cost


def place(method: Method, kind: str) -> Path:
    """Give the folder where a method's derivatives lie."""
    return OUT / f"{kind}-{method.name}"


def whole(photos: Path) -> Row:
    """Give the row of a build that makes everything, and of those after it that make nothing.

    Raises Failed, SetupFailed.
    """
    store = OUT / "store"
    shutil.rmtree(store, ignore_errors=True)
    with few_cores(WORKERS):
        made, memory = made_whole(photos, store)
        later = asked_again(many(photos, TIMES), store)
    found = Whole(
        made["photographs"] / made["seconds"],
        memory,
        [build["seconds"] / build["photographs"] for build in later],
        max(build["worked"] for build in later),
    )
    return whole_row(found)


def made_whole(photos: Path, store: Path) -> tuple[dict[str, float], int]:
    """Give what a first build tells of itself, and the most memory it had, in bytes."""
    make = own("whole", str(photos), str(store))
    watched = Command(tool("memory.py", *make.words).words, env=make.env)
    told, most = said(watched).splitlines()
    return json.loads(told), json.loads(most)


def asked_again(photos: Path, store: Path) -> list[dict[str, float]]:
    """Give what builds tell of themselves in which nothing has changed since the one before.

    A site has hundreds of photographs: to open and to close the index takes a build 1 ms, however
    few they are.
    """
    ask = own("whole", str(photos), str(store))
    said(ask)  # bytes that it knows, under new names
    return [json.loads(said(ask)) for _ in range(LATER)]
