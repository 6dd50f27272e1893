"""Work shared between processes: several do it where there is much, and no byte depends on it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.sites.build_site import Built, Files, Site
from tests.sites.cases_changes import KEPT, data
from tests.sites.changing import Changing, differing
from tests.sites.many_articles import CONF, Change, town

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="cần Linux và hai lõi"
)

MANY, FEW = 42, 12
"""More articles than one process is to read and render alone here, and fewer."""
NOTED = """\
import os

from pelican.plugins import signals


def note(kind):
    with open(f"{kind}.pids", "a") as file:
        file.write(f"{os.getpid()}\\n")


def noted(text):
    note("rendered")
    return text


def read(content):
    note("read")


def register():
    signals.content_object_init.connect(read)
"""
"""A plugin that notes which process reads a content or renders an article."""
QUIET = f"""\
import town_portal.build.workers as shares
from noted import noted
shares.MANY = 35
{CONF.replace('"beside"', '"noted"')}
JINJA_FILTERS["noted"] = noted
"""
"""Settings without a plugin that hears of each page, so that several write; a few are many."""
ALL_KEPT = {name: text for name, text in KEPT.items() if name.endswith("co-tep/index.md")}
MENU = Change("menu", data("menu", ("Trang chủ", "Đầu trang")))


def files(count: int) -> Files:
    """Return a site whose article pages tell who renders them."""
    found = {**town(count), **ALL_KEPT}
    page = found["theme/templates/article.html"]
    assert isinstance(page, bytes)
    assert page.count(b"|typeset }}</h1>") == 1
    noting = page.replace(b"|typeset }}</h1>", b"|typeset|noted }}</h1>")
    return {**found, "theme/templates/article.html": noting, "noted.py": NOTED}


def built(site: Site, cores: int) -> tuple[Built, dict[str, Counter[str]]]:
    """Build in place on so many cores; return also how much each process read and rendered."""
    paths = {kind: site.folder / f"{kind}.pids" for kind in ("read", "rendered")}
    for path in paths.values():
        path.write_text("", encoding="utf-8")
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        done = site.build()
    finally:
        os.sched_setaffinity(0, before)
    assert done.code == 0, done.errors
    texts = {kind: path.read_text(encoding="utf-8") for kind, path in paths.items()}
    return done, {kind: Counter(text.split()) for kind, text in texts.items()}


def test_much_work_is_shared_and_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two processes read and render a large part each; with one core one does; the same comes out.

    So it is when every page changes, and nothing is read then.
    """
    changing = Changing(Site(tmp_path, QUIET).write(files(MANY)), files(MANY), conf=QUIET)
    two, by_two = built(changing.site, 2)
    cold = two.tree
    for kind in ("read", "rendered"):
        assert len([pid for pid, count in by_two[kind].items() if count > MANY // 3]) == 2
        assert sum(by_two[kind].values()) >= MANY
    changing.apply(MENU)
    two, by_two = built(changing.site, 2)
    assert (len(by_two["read"]), len(by_two["rendered"]) > 1) == (0, True)
    assert differing(two.tree, cold)
    changing.forget()
    one, by_one = built(changing.site, 1)
    assert [len(by_one[kind]) for kind in ("read", "rendered")] == [1, 1]
    assert differing(one.tree, two.tree) == []


@pytest.mark.long
def test_little_work_is_not_shared(tmp_path: Path) -> None:
    """For few articles no process is copied."""
    _, noted = built(Site(tmp_path, QUIET).write(files(FEW)), 2)
    assert [len(noted[kind]) for kind in ("read", "rendered")] == [1, 1]


@pytest.mark.long
@pytest.mark.parametrize("conf", [CONF, QUIET], ids=["a-plugin-listens", "shared"])
def test_several_hundred_articles(tmp_path: Path, conf: str) -> None:
    """Cold, after a change of all pages and after its undoing, the bytes are a clean build's."""
    many = Changing.begun(tmp_path, town(700) if conf == CONF else files(700), conf)
    with many.changed(MENU):
        assert differing(many.prove(), many.base)
