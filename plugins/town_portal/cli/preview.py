"""One article as one HTML file, to be sent by e-mail or Zalo before it is published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from town_portal.authoring.approve import NOT_HERE, select_articles
from town_portal.authoring.articles import ArticleFile, ArticleFolder
from town_portal.build.incremental import state_reader
from town_portal.cli.single_file import make_single_file
from town_portal.core import dates
from town_portal.core.faults import FaultsError, format_path
from town_portal.core.naming import parse_article_name
from town_portal.core.system import clock
from town_portal.core.system.child import make_stoppable
from town_portal.core.text import make_slug
from town_portal.publishing.build import Building, build_site
from town_portal.publishing.last_good import hold_back
from town_portal.publishing.last_good.texts import find_unit

SETTINGS = "from pelicanconf import *\n\nSPECIMENS = SHARE_PICTURES = SEARCH_INDEX = False\n"
NOT_YET = "Bản xem trước, chưa đăng"
SHOWN = "Bản xem trước"
NOT_WRITTEN = "{}: không ghi được tệp ở chỗ này; hãy chọn chỗ khác bằng --to."
NOT_BUILT = "Chưa dựng được trang của bài này; hãy sửa lỗi rồi xem lại."
NO_PAGE = "{}: chưa có trang của bài này; hãy xem các lỗi ở trên."


class NoPreview(Exception):
    """Why there is no preview: a sentence for staff, and the lines of the faults if any."""

    def __init__(self, sentence: str, faults: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults)


@dataclass(frozen=True)
class ArticlePreview:
    """A preview, and the name of a file for it."""

    html: str
    name: str


def make_preview(
    articles: ArticleFolder,
    path: Path,
    output: Path | None,
    now: datetime,
    below: Path | None = None,
) -> ArticlePreview:
    """Return the preview of an article whose page lies in ``output``, built just now.

    An article that is to appear later is built apart, at the moment of its appearance; so is
    each one where there is no ``output``. ``below`` is the folder of such builds, where the
    checkout cannot be written. Raises NoPreview.
    """
    try:
        file = articles.read(path)
    except FaultsError as error:
        raise NoPreview(str(error)) from error
    page = find_page(output, path.relative_to(articles.content)) if output else None
    if page is None:
        page = _build_apart(articles, file, now, below)
    if page is None:
        raise NoPreview(NO_PAGE.format(file.file))
    absent = articles.absence(file, now)
    told = f"{NOT_YET if absent else SHOWN} – {dates.format_moment(now, has_time=True)}"
    return ArticlePreview(
        make_single_file(page, told), f"xem-truoc-{_format_name(file, articles.zone)}.html"
    )


def find_page(output: Path, name: Path) -> Path | None:
    """Return the page of an article in an output; None where there is none."""
    try:
        rows = state_reader.read_texts(output)
    except state_reader.Nothing:
        return None
    found = (output / row.save_as for row in rows if row.path == name.as_posix() and row.save_as)
    return next((page for page in found if page.is_file()), None)


def _build_apart(
    articles: ArticleFolder, file: ArticleFile, now: datetime, below: Path | None
) -> Path | None:
    """Build apart, with the clock at a moment at which the article is shown; return its page.

    Other articles' faults are held back as when the site is published. Raises NoPreview.
    """
    moment = _choose_moment(file, articles.zone, now)
    # Pictures made there are not made again the next time.
    building = Building.in_workplace(
        "preview", articles.content, SETTINGS, moment.timestamp(), below
    )
    outcome = hold_back(building.content, building.output, building.run(), building.rerun)
    if outcome.result.code:
        raise NoPreview(NOT_BUILT, outcome.result.fault_lines())
    own = find_unit(file.path, articles.content)
    for text in outcome.texts:
        if text.unit == own:  # an older version would be shown
            raise NoPreview(NOT_BUILT, text.faults)
    return find_page(building.output, file.path.relative_to(articles.content))


def _choose_moment(file: ArticleFile, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the moment nearest to the present at which an article is shown."""
    publish, expires = file.front.publish, file.front.expires
    if publish and dates.convert_to_zone(publish, zone) > now:
        return dates.convert_to_zone(publish, zone)
    if expires and dates.convert_to_zone(expires, zone) <= now:
        return dates.convert_to_zone(expires, zone) - timedelta(seconds=1)
    return now


def _format_name(file: ArticleFile, zone: ZoneInfo) -> str:
    """Return an article's date and slug, as its folder has them where it does."""
    named = parse_article_name(file.path)
    day = named.day or dates.convert_to_zone(file.front.date, zone).date()
    return f"{day.isoformat()}-{named.slug or file.front.slug or make_slug(file.front.title)}"


@make_stoppable()
def main(path: Path, content: Path, output: Path, to: Path | None = None) -> int:
    """Write the preview of an article into a file and give the exit code."""
    found = select_articles(path, content)
    if not found or path.is_dir():
        print(NOT_HERE.format(path, format_path(content / "articles")), file=sys.stderr)
        return 1
    try:
        preview = _preview(found[0], content.resolve(), output)
    except (FaultsError, NoPreview) as error:
        print(error, file=sys.stderr)
        return 1
    target = _choose_target(to, preview.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(preview.html, encoding="utf-8", newline="\n")
    except OSError:
        print(NOT_WRITTEN.format(target), file=sys.stderr)
        return 1
    size = f"{len(preview.html.encode()) / 1e6:.1f}".replace(".", ",")
    print(f"Đã ghi {target} ({size} MB). Gửi tệp này qua Zalo hoặc thư điện tử.")
    return 0


def _choose_target(to: Path | None, name: str) -> Path:
    """Return the file to be written: of this name where no file is asked for, only a folder."""
    if to is None:
        return Path(name)
    return to / name if to.is_dir() else to


def _preview(path: Path, content: Path, output: Path) -> ArticlePreview:
    articles = ArticleFolder(content)
    if build_site(content, output).code:
        raise NoPreview("Chưa dựng được trang. Hãy sửa các lỗi trên rồi chạy lại.")
    return make_preview(articles, path, output, clock.get_now().astimezone(articles.zone))
