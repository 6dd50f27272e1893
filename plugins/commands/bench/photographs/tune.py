"""Finds the qualities at which the peers' pictures are as like the originals as ours.

``python -m plugins.commands.bench.photographs.tune`` prints them; they belong in ``methods.py``.
To be run when a peer's version or the portal's recipe has changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.photographs.corpus import drawn, few, likeness
from plugins.commands.bench.photographs.methods import FORMATS, METHODS, Method, Work
from plugins.commands.bench.photographs.programs import said

FEW = 6
"""Photographs that are enough to find a quality with."""
LOWEST, HIGHEST = 20, 99


def nearest(wanted: float, like: Callable[[int], float]) -> int:
    """Give the quality whose likeness is nearest to the wanted one. Pure.

    ``like`` never falls as the quality rises; it is asked for seven qualities or so.
    """
    low, high = LOWEST, HIGHEST
    seen: dict[int, float] = {}
    while low < high:
        middle = (low + high) // 2
        seen[middle] = like(middle)
        if seen[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    if low not in seen:
        seen[low] = like(low)
    return min(seen, key=lambda quality: abs(seen[quality] - wanted))


def like(method: Method, photos: Path, kind: str, quality: int) -> float:
    """Give the SSIM that a method reaches at a quality; raises Failed."""
    out = peers.SCRATCH / "photographs-tune"
    shutil.rmtree(out, ignore_errors=True)
    said(method.command(Work(photos, out, kind, quality)))
    method.finish(out)
    found = likeness(photos, [out])[0]
    print(f"  {method.name} {kind} {quality}: {found:.4f}", flush=True)
    return found


def main() -> None:
    """Print the quality of each peer for each format."""
    photos = few(drawn(), FEW)
    ours, *others = METHODS
    for kind in FORMATS:
        wanted = like(ours, photos, kind, 0)
        for method in others:
            found = nearest(wanted, partial(like, method, photos, kind))
            print(f"{method.name} {kind}: {found}", flush=True)


if __name__ == "__main__":
    main()
