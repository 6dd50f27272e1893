"""Measures the parts that are asked for and prints the tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from playwright.sync_api import Error, sync_playwright
from whitenoise.compress import main as compress

from plugins.commands.bench import (
    builds,
    documents,
    editorial,
    lighthouse,
    photographs,
    publishing,
    search,
    service,
    weight,
    word,
)
from plugins.commands.bench.goals import Column, Row, grouped, missed
from plugins.commands.bench.table import table
from plugins.commands.child import stopping_by_signal
from plugins.commands.dumb_server import NotBuilt, built, served
from plugins.commands.install import SetupFailed
from plugins.commands.places import ROOT
from plugins.commands.test import SWITCHES, chrome

Part = Callable[[], list[str]]
"""Measures something, prints it and gives what is not good."""
PortalPart = Callable[[str, str], list[str]]
"""Does so with the portal, given its address and the browser."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def shown(rows: Iterable[Row], columns: Sequence[Column], of: str = "Trang") -> list[str]:
    """Print a table and the notes of its rows, and give the sentences about missed goals."""
    found = list(rows)
    say(table(found, columns, of))
    for line in grouped(found):
        say(f"  {line}")
    return missed(found, columns)


def weights(home: str, browser: str) -> list[str]:
    """Weigh the first view of some pages."""
    say("— weight: dung lượng lần xem đầu, chưa cuộn trang (1 KB = 1.000 byte, nén brotli)")
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=list(SWITCHES))
        rows = weight.measure(window, home)
        window.close()
    return shown(rows, weight.COLUMNS)


def judgements(home: str, browser: str) -> list[str]:
    """Have Lighthouse judge some pages."""
    runs = lighthouse.RUNS * len(lighthouse.PAGES)
    say(f"— lighthouse: điện thoại, mạng 4G chậm; {runs} lượt, mỗi lượt chừng 15 giây…")
    rows = []
    for row in lighthouse.measure(home, browser):
        say(f"  đã đo: {row.name}")
        rows.append(row)
    return shown(rows, lighthouse.COLUMNS)


def pictures() -> list[str]:
    """Have photographs made by the portal, sharp, Hugo and Pillow alone."""
    say("— photographs: 24 ảnh 12 triệu điểm, mỗi bên làm 3 cỡ; chừng 10 phút…")
    photos = photographs.drawn()
    rows = [row for kind in photographs.FORMATS for row in photographs.compared(photos, kind)]
    faults = shown(rows, photographs.COLUMNS, "Bộ làm ảnh")
    return faults + shown([photographs.whole(photos)], photographs.WHOLE_COLUMNS, "Cả lần dựng")


PORTAL_PARTS: Mapping[str, PortalPart] = {"weight": weights, "lighthouse": judgements}
"""Those that need the portal built and served, and a browser."""
PARTS: Mapping[str, Part] = {
    "photographs": pictures,
    "service": service.compare,
    "search": search.compare,
    "word": word.compare,
    "editorial": editorial.compare,
    "documents": documents.compare,
    "builds": builds.compare,
    "publish": publishing.compare,
}
"""Those that need neither."""
NAMES = (*PORTAL_PARTS, *PARTS)


def run(parts: Iterable[PortalPart], browser: str) -> list[str]:
    """Build and serve the portal, measure it, and give the sentences about missed goals."""
    content = ROOT / "content"
    with built(content) as output:
        compress(["--quiet", str(output)])
        home = served(output, content)
        return [sentence for part in parts for sentence in part(home, browser)]


def told(error: object, code: int = 1) -> int:
    """Print what went wrong and give the exit code."""
    print(error, file=sys.stderr, flush=True)
    return code


def measured(names: Sequence[str]) -> int:
    """Measure these parts, print how they stand to the goals, and give the exit code."""
    faults = []
    portal_parts = [PORTAL_PARTS[name] for name in names if name in PORTAL_PARTS]
    if portal_parts:
        browser = chrome()
        if browser is None:
            return told("Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH.")
        faults += run(portal_parts, browser)
    for name in names:
        faults += PARTS[name]() if name in PARTS else []
    if faults:
        return told("\n".join(["CHƯA ĐẠT:", *(f"  {fault}" for fault in faults)]))
    say("Đạt mọi mục tiêu.")
    return 0


def main(only: str = "") -> int:
    """Measure everything, or only one part, and give the exit code: 1 for a missed goal."""
    if only and only not in NAMES:
        return told(f"Không có phần nào tên là “{only}”. Các phần: {', '.join(NAMES)}.")
    try:
        with stopping_by_signal():
            return measured([only] if only else NAMES)
    except KeyboardInterrupt:
        return told("Đã dừng.", 130)
    except (NotBuilt, SetupFailed) as error:
        return told(error)
    except (lighthouse.Failed, photographs.Failed, subprocess.TimeoutExpired, Error) as error:
        return told(f"Chưa đo được: {error}")
