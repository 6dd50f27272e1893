"""The part `builds` of `python3 tasks.py bench`: corpus, formats, counts, tables. Never timed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from plugins._kit.text import slug
from plugins.commands.bench.builds import corpus, formats, generators, measure, results, words
from plugins.commands.bench.builds.cases import CASES, Record
from plugins.commands.bench.builds.formats import Format, Source
from plugins.commands.bench.builds.measure import Mark, Run
from plugins.commands.bench.builds.part import LEAST, SIZES, sizes
from plugins.commands.dumb_server import NotBuilt
from plugins.commands.places import ROOT

MEBI = 2**20


def record(name: str, *seconds: float, peak: float = 100, files: int = 1000) -> Record:
    """Give a record with the same runs in every case."""
    runs = [Run(value, peak * results.MEGA) for value in seconds]
    return Record(name, dict.fromkeys(CASES, runs), [12, 14, 40], files, 5_000_000)


def test_an_article_depends_on_its_number_and_the_seed_only() -> None:
    """The same number gives the same article in any corpus; another seed gives another."""
    assert list(corpus.corpus(20))[:10] == list(corpus.corpus(10))
    assert corpus.news(7) == list(corpus.corpus(8))[7]
    assert corpus.news(7, seed=2) != corpus.news(7)


def test_no_two_articles_are_equal() -> None:
    """Slugs and bodies differ, so that no cache of texts hits by accident."""
    found = list(corpus.corpus(500))
    assert len({article.slug for article in found}) == 500
    assert len({article.body for article in found}) == 500


def test_articles_have_about_700_words_and_no_photograph() -> None:
    """The corpus is that of the goals: 700 words an article on average, text alone."""
    found = list(corpus.corpus(300))
    assert 650 < sum(len(article.body.split()) for article in found) / 300 < 750
    assert not any("![" in article.body for article in found)


def test_an_added_article_is_the_newest_in_a_month_that_is_there() -> None:
    """It is later than all others, and a later one is later still."""
    newest = max(article.date for article in corpus.corpus(1000))
    first, second = corpus.added(1), corpus.added(2)
    assert newest < first.date < second.date
    assert f"{first.date:%Y-%m}" == f"{newest:%Y-%m}"


def test_no_place_of_a_sentence_stays_empty() -> None:
    """Every value that a sentence names is known."""
    assert not any("{" in article.body + article.title for article in corpus.corpus(300))


def test_an_edited_article_differs_in_its_body_only() -> None:
    """Title, day and address stay."""
    before = corpus.news(3)
    after = before.edited("Thêm một câu.")
    assert after.body.startswith(before.body)
    assert after.body.endswith("\nThêm một câu.\n")
    assert (after.slug, after.title, after.date) == (before.slug, before.title, before.date)


def test_topics_have_addresses_of_their_own_in_every_generator() -> None:
    """200 tags make 200 addresses; a category's key is what generators make of its title."""
    assert len({slug(tag) for tag in words.TAGS}) == len(words.TAGS) == 200
    assert [slug(title) for title in words.CATEGORIES.values()] == list(words.CATEGORIES)
    assert sum(words.SHARES) == 100


def head(source: Source) -> dict[str, object]:
    """Give the front matter of a file."""
    found = yaml.safe_load(source.text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


def test_ours_lies_in_a_folder_with_its_day_and_slug() -> None:
    """The file is where content.md wants it, with the fields that an article has."""
    article = corpus.news(5)
    source = formats.ours(article)
    day = f"{article.date:%Y-%m-%d}"
    assert source.path == f"articles/{day[:4]}/{day}-{article.slug}/index.md"
    found = head(source)
    assert found["title"] == article.title
    assert found["tags"] == list(article.tags)
    assert found["category"] in words.CATEGORIES


@pytest.mark.parametrize("form", [formats.ours, formats.hugo, formats.eleventy])
def test_every_format_has_the_same_title_day_and_body(form: Format) -> None:
    """The peers read the same article."""
    article = corpus.news(11)
    source = form(article)
    found = head(source)
    assert (found["title"], found["summary"]) == (article.title, article.summary)
    assert isinstance(found["date"], datetime)
    assert found["date"] == article.date
    assert source.text.endswith(article.body)


def test_eleventy_and_ours_have_the_same_address() -> None:
    """An article's page lies at the same place."""
    article = corpus.news(11)
    assert head(formats.eleventy(article))["permalink"] == (
        f"/{article.date:%Y/%m/%d}/{article.slug}/index.html"
    )


def test_stock_pelican_gets_its_own_header() -> None:
    """Its header has one line for each field, and ends with an empty line."""
    article = corpus.news(11)
    top, body = formats.pelican(article).text.split("\n\n", 1)
    assert body == article.body
    assert f"Slug: {article.slug}" in top.splitlines()


@pytest.mark.parametrize(
    "make", [formats.ours_categories, formats.hugo_categories, formats.eleventy_categories]
)
def test_every_peer_is_told_the_titles_of_the_categories(make: Callable[[], list[Source]]) -> None:
    """All twelve titles are there."""
    told = "".join(source.text for source in make())
    assert all(title in told for title in words.CATEGORIES.values())


def test_a_page_is_written_when_it_is_new_or_its_mark_changed() -> None:
    """Pages that keep inode, time and size are not counted, nor is what is no page."""
    old, new = Mark(1, 1, 1), Mark(2, 2, 1)
    before = {"a.html": old, "b.xml": old, "c.json": old, "d.png": old}
    after = {"a.html": old, "b.xml": new, "c.json": old, "d.png": new, "e.atom": new}
    assert measure.written(before, after) == 2
    assert measure.size(after) == 5


def test_the_marks_of_an_output_change_with_its_files(tmp_path: Path) -> None:
    """A file that is replaced by one with the same bytes counts as written."""
    page = tmp_path / "2020" / "index.html"
    page.parent.mkdir()
    page.write_text("trang", encoding="utf-8")
    before = measure.marks(tmp_path)
    assert measure.written(before, measure.marks(tmp_path)) == 0
    fresh = tmp_path / "fresh"
    fresh.write_text("trang", encoding="utf-8")
    fresh.replace(page)
    assert measure.written(before, measure.marks(tmp_path)) == 1


def test_a_ratio_is_taken_within_its_round() -> None:
    """The median of the rounds' ratios, not the ratio of medians; a peer may have one round."""
    hugo, ours, once = record("Hugo", 1, 10, 4), record("Ta", 2, 5, 4), record("Kia", 3)
    assert results.ratios(ours, hugo)["cold"] == 1
    assert results.ratios(once, hugo)["cold"] == 3
    assert results.ratios(hugo, hugo)["peak"] == 1


def test_only_ours_with_ten_thousand_articles_has_goals() -> None:
    """The peers have none, nor has a quick run with fewer articles."""
    both = [record("Hugo", 1), record("Cổng này", 9)]
    assert [bool(row.goals) for row in results.ratio_rows(both, both[0], 10_000)] == [False, True]
    assert not any(row.goals for row in results.ratio_rows(both, both[0], 1_000))
    assert results.second_rows(both, 10_000)[1].misses("same")


def test_many_articles_are_compared_with_ten_thousand_of_the_same_run() -> None:
    """Without the 10,000 there is no such figure, and no goal for it."""
    row = results.large_row(record("Cổng này", 30), 100_000, 2)
    assert row.figures["growth"] == 15
    assert row.misses("growth")
    alone = results.large_row(record("Cổng này", 30), 100_000, None)
    assert "growth" not in {*alone.figures, *alone.goals}


def test_portals_of_unequal_size_are_told() -> None:
    """Few percent more or less are no fault; a portal that lacks pages is."""
    ours = record("Cổng này", 1)
    near, far = record("Hugo", 1, files=1050), record("Eleventy", 1, files=800)
    assert list(results.unequal([near, far, ours], 1000)) == [
        "Eleventy, 1.000 bài: số tệp lệch -20% so với cổng này, không so sánh được"
    ]


def test_numbers_of_articles_are_asked_for_by_commas() -> None:
    """Without any, all sizes are measured; in any order, the smallest first."""
    assert sizes("") == SIZES
    assert sizes("10000,1000") == (1000, 10_000)


@pytest.mark.parametrize("written", ["nhiều", "1000;2000", str(LEAST - 1), "1000,"])
def test_what_is_no_number_of_articles_is_refused(written: str) -> None:
    """The sentence says how to write it."""
    with pytest.raises(NotBuilt, match="1000,10000"):
        sizes(written)


@pytest.mark.skipif(os.name == "nt", reason="the bench of builds runs where a child can be waited")
def test_the_stopwatch_tells_memory_and_exit_code() -> None:
    """A program that takes 64 MiB and ends with 3 is told so."""
    program = f"taken = b'x' * {64 * MEBI}; raise SystemExit(3)"
    # A child counts what its parent had when it was started, and that of the tests has much.
    small = "import json, sys; from plugins.commands.bench.builds.stopwatch import measured; "
    small += "print(json.dumps(measured([sys.executable, '-c', sys.argv[1]])))"
    told = subprocess.check_output([sys.executable, "-c", small, program], cwd=ROOT)
    found = json.loads(told)
    assert found["code"] == 3
    assert 64 * MEBI < found["peak"] < 512 * MEBI


def test_the_lock_file_names_no_registry() -> None:
    """Whoever runs the bench fetches from the registry that their npm is set to."""
    lock = (generators.FILES / "eleventy" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


@pytest.mark.skipif(os.name == "nt", reason="the bench of builds runs where a child can be waited")
def test_the_plain_portal_builds_and_an_added_article_leaves_the_older_alone(
    tmp_path: Path,
) -> None:
    """30 articles build without a fault; one more changes no page of an article that was there."""
    ours = generators.plain(tmp_path)
    ours.write(corpus.corpus(30))
    measure.build(ours.command, ours.folder)
    before = pages(ours.output)
    ours.write([corpus.added(1)])
    measure.build(ours.command, ours.folder)
    after = pages(ours.output)
    assert len(before) == 30
    assert len(after) == 31
    assert {name: text for name, text in after.items() if name in before} == before
    newest = next(text for name, text in after.items() if name not in before)
    assert "Tin liên quan" in newest


def pages(output: Path) -> dict[str, str]:
    """Give the pages of articles by their place in the output."""
    found = output.glob("20*/*/*/*/index.html")
    return {str(path.relative_to(output)): path.read_text(encoding="utf-8") for path in found}
