"""Import saved pages of a former portal: read, understand, write drafts, report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from town_portal.authoring.importers.limited import ImportWorker
from town_portal.authoring.importers.page.batch import (
    REFUSALS,
    ImportOptions,
    PageOutcome,
    import_pages,
)
from town_portal.authoring.importers.page.fetch import Fetcher
from town_portal.authoring.importers.page.folder import iter_saved_pages
from town_portal.authoring.importers.page.import_record import get_state_folder
from town_portal.authoring.importers.page.report import print_report
from town_portal.authoring.importers.page.review import render_review
from town_portal.authoring.importers.page.understand import VIET_NAM
from town_portal.core.content_files.opening import has_file
from town_portal.core.data.loading import load_file
from town_portal.core.data.tables import Categories, Town
from town_portal.core.faults import Faults, format_path
from town_portal.core.program_errors import LOG
from town_portal.core.system.child import make_stoppable
from town_portal.publishing.build_environment import make_build_environment

REVIEWS = "nhap-trang-cu"
"""The folder of the side-by-side pages in the state folder beside the content."""
REVIEW_OF = 50
"""Pages on one side-by-side page."""
NO_PATH = "Hãy ghi tệp trang đã lưu (.html, .mhtml) hoặc thư mục chứa các trang ấy."


@make_stoppable("Đã dừng. Những bản thảo ghi xong vẫn còn.")
def main(paths: Sequence[Path], content: Path, category: str, fetch: bool, dry: bool) -> int:
    """Import the pages of files and folders; return the exit code: 1 where one was not imported."""
    mistake = _explain_mistake(paths, content, category)
    if mistake:
        print(mistake, file=sys.stderr)
        return 1
    fetcher, skipped = Fetcher() if fetch else None, list[str]()
    way = make_way(content, category, fetcher, dry)
    try:
        with make_page_worker(content) as worker:
            made = import_pages(iter_saved_pages(paths, skipped), replace(way, worker=worker))
    except OSError as error:
        print(f"Không đọc hoặc ghi được tệp: {error}", file=sys.stderr)
        return 1
    _print_outcomes(made, skipped, fetcher)
    for path in write_reviews(made, content):
        print(f"So trang gốc với bản thảo: {format_path(path)}")
    return int(bool(skipped) or not made or any(item.state == "failed" for item in made))


def make_page_worker(content: Path) -> ImportWorker:
    """Return the limited process that reads pages, for a ``with`` block."""
    return ImportWorker(make_build_environment(), get_state_folder(content) / LOG, REFUSALS)


def make_way(content: Path, category: str, fetcher: Fetcher | None, dry: bool) -> ImportOptions:
    """Return how pages are imported into a content folder today."""
    zone = load_zone(content)
    chosen = category or next(iter(load_categories(content)), "tin-tuc")
    return ImportOptions(content, chosen, datetime.now(zone).date(), zone, fetcher, dry)


def load_categories(content: Path) -> dict[str, str]:
    """Return the titles of the categories by key; empty where any is accepted."""
    path = content / "data" / "categories.yaml"
    found = load_file(Categories, path, Faults(), content) if has_file(path) else None
    return (
        {category.key: category.title for category in found.categories}
        if isinstance(found, Categories)
        else {}
    )


def load_zone(content: Path) -> ZoneInfo:
    """Return the town's time zone; that of Viet Nam where the town's data can't be read."""
    path = content / "data" / "town.yaml"
    town = load_file(Town, path, Faults(), content) if has_file(path) else None
    return ZoneInfo(town.time_zone) if isinstance(town, Town) else VIET_NAM


def write_reviews(outcomes: Sequence[PageOutcome], content: Path) -> list[Path]:
    """Write the side-by-side pages of an import over those of the last one; return them."""
    folder = get_state_folder(content) / REVIEWS
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("so-sanh-*.html"):
        old.unlink()
    paths = []
    for number, start in enumerate(range(0, len(outcomes), REVIEW_OF), 1):
        path = folder / f"so-sanh-{number}.html"
        path.write_text(render_review(outcomes[start : start + REVIEW_OF]), encoding="utf-8")
        paths.append(path)
    return paths


def _explain_mistake(paths: Sequence[Path], content: Path, category: str) -> str:
    """Return what is wrong with what was asked, as a sentence; empty where nothing is."""
    if not paths:
        return NO_PATH
    gone = [path for path in paths if not path.exists()]
    if gone:
        return f"Không có tệp hay thư mục này: {gone[0]}"
    if not content.is_dir():
        return f"Không có thư mục nội dung: {content}"
    known = load_categories(content)
    if category and known and category not in known:
        return f"Không có chuyên mục “{category}”. Các chuyên mục: {', '.join(known)}"
    return ""


def _print_outcomes(
    outcomes: Sequence[PageOutcome], skipped: Sequence[str], fetcher: Fetcher | None
) -> None:
    console = Console(highlight=False)
    print_report(outcomes, console)
    for sentence in skipped:
        print(f"Không đọc: {sentence}")
    for url, why in fetcher.refused.items() if fetcher else ():
        print(f"Không tải được ảnh {url}: {why}")
