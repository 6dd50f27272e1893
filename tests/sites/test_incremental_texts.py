"""Texts of a site that builds after builds keep: names with odd signs, and those that expire."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.build_site import CLOCK, GOOD, Files, Site, article
from town_portal.build.workers import MANY

CONF = "SHARE_PICTURES = False"
ODD = {
    "tag": article(title="Nhãn", tags='["a\\tb", "c\\nd"]'),
    "author": article(title="Người", author='"x\\ny"'),
    "link": article("[x](https://a.vn/a&#10;b), [y](https://a.vn/a&#9;3)", title="Nối"),
}
"""Articles with tabs and line breaks in names and addresses."""


def test_tabs_and_line_breaks_stay_in_names_and_addresses(tmp_path: Path) -> None:
    """A build that keeps the article gives the bytes of a build from nothing."""
    files: Files = {**GOOD, **{f"content/articles/a-{name}.md": item for name, item in ODD.items()}}
    more: Files = {"content/articles/2020-06-04-d.md": article(title="D", date="2020-06-04")}
    site = Site(tmp_path, CONF).write(files)
    site.good()
    assert site.write(more).good().tree == site.good(output="clean").tree


@pytest.mark.parametrize(
    "count", [1, pytest.param(MANY, marks=pytest.mark.long)], ids=["few", "many"]
)
def test_an_article_that_expires_later_today_goes_in_time(tmp_path: Path, count: int) -> None:
    """Whether one process has read the articles or several; nothing else has changed by then."""
    days = [f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}" for number in range(count)]
    files: dict[str, str | bytes | None] = {
        f"content/articles/{number}/{day}-tin-{number}.md": article(title=f"Tin {number}", date=day)
        for number, day in enumerate(days)
    }
    files["content/articles/2020-06-01-het.md"] = article(
        title="Hết", date="2020-06-01", expires="2025-06-15 23:00"
    )
    site = Site(tmp_path, CONF).write({**GOOD, **files})
    name = "2020/06/01/het/index.html"
    assert name in site.good().tree
    site.env["SOURCE_DATE_EPOCH"] = str(CLOCK + 3500)
    assert name not in site.good().tree
