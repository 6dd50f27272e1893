"""The button "Đăng": a job in the table, the worker that publishes, the public address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin, save


def test_a_publication_waits_in_the_table_until_the_worker_takes_it(newsroom: Newsroom) -> None:
    """The publisher's button for all changes puts a job into the table and shows that it waits."""
    publisher = newsroom.person("chi")
    page = publisher.post("dang/", {}).location.removeprefix("/soan-tin/")
    assert publisher.get(page, Accept="application/json").json == {"state": "waiting"}
    assert "Đang chờ" in publisher.get(page).text


@pytest.mark.long
def test_a_text_is_published_by_the_queue(newsroom: Newsroom, tmp_path: Path) -> None:
    """The publisher's button puts a job into the table; the worker publishes and tells where."""
    writer, publisher = newsroom.person("an"), newsroom.person("chi")
    (newsroom.data / "publish.env").write_text(f"PORTAL_PUBLISH_TO={tmp_path}/site\n", "utf-8")
    name = begin(writer, "Bài lên cổng")
    save(writer, name, html="<p>Cổng có bài mới.</p>")
    answer = publisher.post(f"sua/{name}/dang", {})
    number = re.search(r"dang/(\d+)/", answer.location)
    assert number, answer.location
    page = f"dang/{number[1]}/"
    assert publisher.get(page, Accept="application/json").json == {"state": "waiting"}
    newsroom.manage("db_worker", "--batch", "--no-startup-delay", "--verbosity=0")
    text = publisher.get(page).text
    assert publisher.get(page, Accept="application/json").json == {"state": "done"}, text
    assert list((tmp_path / "site").rglob("bai-len-cong/index.html"))
    assert "bai-len-cong/" in text
    assert (newsroom.content.parent / "output-public" / "index.html").is_file()
