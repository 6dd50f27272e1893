"""Builds the portal, serves it compressed, measures it and prints the tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from playwright.sync_api import Error, sync_playwright
from whitenoise.compress import main as compress

from plugins.commands.bench import lighthouse, weight
from plugins.commands.bench.goals import Column, Row, grouped, missed
from plugins.commands.bench.table import table
from plugins.commands.child import stopping_by_signal
from plugins.commands.dumb_server import NotBuilt, built, served
from plugins.commands.places import ROOT
from plugins.commands.test import SWITCHES, chrome

Part = Callable[[str, str], list[str]]
"""Measures a portal, given its address and the browser, prints it and gives what is not good."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def shown(rows: Iterable[Row], columns: Sequence[Column]) -> list[str]:
    """Print a table and the notes of its rows, and give the sentences about missed goals."""
    found = list(rows)
    say(table(found, columns))
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


PARTS: Mapping[str, Part] = {"weight": weights, "lighthouse": judgements}


def run(parts: Iterable[Part], browser: str) -> list[str]:
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


def measured(parts: Iterable[Part]) -> int:
    """Measure the portal, print how it stands to the goals, and give the exit code."""
    browser = chrome()
    if browser is None:
        return told("Không có Chromium: cài Chromium hoặc đặt biến CHROME_PATH.")
    faults = run(parts, browser)
    if faults:
        return told("\n".join(["CHƯA ĐẠT:", *(f"  {fault}" for fault in faults)]))
    say("Đạt mọi mục tiêu.")
    return 0


def main(only: str = "") -> int:
    """Measure the portal, or only one part of it, and give the exit code: 1 for a missed goal."""
    if only and only not in PARTS:
        return told(f"Không có phần nào tên là “{only}”. Các phần: {', '.join(PARTS)}.")
    try:
        with stopping_by_signal():
            return measured([PARTS[only]] if only else PARTS.values())
    except KeyboardInterrupt:
        return told("Đã dừng.", 130)
    except NotBuilt as error:
        return told(error)
    except (lighthouse.Failed, subprocess.TimeoutExpired, Error) as error:
        return told(f"Chưa đo được: {error}")
