"""Build the site of the archive and pack it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from town_portal.cli.archive.package import Source, format_sums, hash_source, list_below, write_zip
from town_portal.cli.archive.readme import NAME, SUMS, About, write_readme
from town_portal.core.system import clock, git, places
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.walk import get_state_folder
from town_portal.core.text import format_number
from town_portal.publishing.build import Building

BESIDE = "goi/"
"""Where the build leaves what stands beside the pages."""
FIGURES = f"{BESIDE}so-lieu.json"
FOR_SERVERS = (
    *("404.html", "pages.json", "favicon.ico", "apple-touch-icon.png", "ban-do/ban-do.json"),
    FIGURES,
)
"""What only servers, browsers at a server, and scripts ask for."""
SETTINGS = """\
from publishconf import *
from town_portal.settings.archive import *

PLUGINS = list_offline_plugins(PLUGINS)
THEME_TEMPLATES_OVERRIDES = [ARCHIVE_TEMPLATES, *THEME_TEMPLATES_OVERRIDES]
ARCHIVE_YEAR = {}
ARCHIVE_COMMIT = {!r}
LIVE_SNAPSHOT = {!r}
"""
CHANGED = " (có sửa đổi chưa ghi vào Git)"
NO_YEAR = "--year: hãy ghi năm bằng bốn chữ số, ví dụ --year 2026"
EMPTY = "Không có tin bài nào của năm {}; chưa lập gói lưu trữ."
DONE = "Đã lập gói lưu trữ {}: {} tin bài, {} tệp, {} MB.\nMã kiểm tra: {}"


@dataclass(frozen=True)
class Order:
    """What is to be archived: content, year (0: all), moment, and the content's commit."""

    content: Path
    year: int
    made: datetime
    commit: str

    @property
    def name(self) -> str:
        """The package's name without its ending."""
        return f"luu-tru-{self.year}" if self.year else f"luu-tru-toan-bo-{self.made:%Y-%m-%d}"


class NoArchive(Exception):
    """Why there is no package: a sentence for staff, or nothing where all has been said."""


@make_stoppable("Đã dừng, chưa lập gói lưu trữ.")
def main(content: Path, year: str, to: Path) -> int:
    """Make the package of a year, of all years without one; give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        print(NO_YEAR, file=sys.stderr)
        return 1
    order = Order(content.resolve(), int(year or 0), clock.get_now(), find_commit(content))
    try:
        print(make_package(order, to))
    except NoArchive as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or to}: không ghi được: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def make_package(order: Order, to: Path) -> str:
    """Write the package into ``to`` and return what to tell staff; raises NoArchive, OSError."""
    site = build_archive_site(order)
    told = json.loads((site / FIGURES).read_text(encoding="utf-8"))
    if order.year and not told["articles"]:
        raise NoArchive(EMPTY.format(order.year))
    moment = order.made.astimezone(ZoneInfo(told["zone"]))
    period = f"năm {order.year}" if order.year else "mọi năm"
    files: dict[str, Source] = {
        place_file(name): item for name, item in list_below(site, FOR_SERVERS).items()
    }
    files[NAME] = write_readme(About(period, order.commit, moment, told))
    files[SUMS] = format_sums(files)
    to.mkdir(parents=True, exist_ok=True)
    target = to / f"{order.name}.zip"
    write_zip(target, {f"{order.name}/{name}": source for name, source in files.items()}, moment)
    whole = hash_source(target)
    beside = target.with_name(f"{target.name}.sha256")
    beside.write_bytes(f"{whole}  {target.name}\n".encode())
    size = f"{target.stat().st_size / 1e6:.1f}".replace(".", ",")
    return DONE.format(
        target, format_number(told["articles"]), format_number(len(files)), size, whole
    )


def place_file(name: str) -> str:
    """Return where a file of the build stands in the package."""
    return name.removeprefix(BESIDE) if name.startswith(BESIDE) else f"trang/{name}"


def build_archive_site(order: Order) -> Path:
    """Build the site of the archive and return its folder; raises NoArchive.

    It is built at the same place each time, where the photographs of the last time still lie.
    """
    settings = SETTINGS.format(order.year, order.commit, find_snapshot(order.content))
    building = Building.in_workplace("archive", order.content, settings, order.made.timestamp())
    if building.run().code:
        raise NoArchive("Chưa lập được gói lưu trữ. Hãy sửa các lỗi trên rồi chạy lại.")
    return building.output


def find_snapshot(content: Path) -> str | None:
    """Return the file of what the live service told the last publication; None to ask it anew."""
    told = get_state_folder(places.TOWN / "output-public") / "live.json"
    is_published = content == (places.TOWN / "content").resolve() and told.is_file()
    is_asked = os.environ.get("LIVE_EXPORT") or os.environ.get("LIVE_SNAPSHOT")
    return str(told) if is_published and not is_asked else None


def find_commit(content: Path) -> str:
    """Return the commit of the content, and whether it was edited since; empty without Git."""
    found = (git.run_git(content, "rev-parse", "HEAD") or "").strip()
    if not found:
        return ""
    return found + (CHANGED if git.run_git(content, "status", "--porcelain", "--", ".") else "")
