"""The newsroom on PostgreSQL: written, saved, in conflict and merged as on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.conftest import make_accounts
from tests.newsroom.running import Newsroom
from tests.newsroom.test_merging import BASE, Both
from tests.newsroom.test_texts import save
from tools.cluster import Cluster
from town_portal.cli.test import ensure_postgres

ENGINE = "from django.db import connection; print(connection.vendor)"


@pytest.fixture
def on_postgres(tmp_path: Path) -> Iterator[Newsroom]:
    """Return a running newsroom whose database is a scratch PostgreSQL."""
    programs = ensure_postgres()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine")
    cluster = Cluster(programs)
    newsroom = Newsroom(tmp_path, {"NEWSROOM_DATABASE": cluster.make("newsroom")})
    try:
        make_accounts(newsroom)
        yield newsroom.start()
    finally:
        newsroom.kill()
        cluster.end()


@pytest.mark.long
def test_a_text_is_saved_and_merged_on_postgresql(on_postgres: Newsroom) -> None:
    """Index, versions, unsaved work and the lock are rows of PostgreSQL."""
    assert on_postgres.manage("shell", "-v0", "-c", ENGINE).strip() == "postgresql"
    both = Both(
        on_postgres,
        "Lưu trên PostgreSQL",
        BASE.replace("hai còn", "hai của An, còn"),
        BASE.replace("ba còn", "ba của Bình, còn"),
    )
    assert both.choose().status == 302
    assert "hai của An" in both.file
    assert "ba của Bình" in both.file
    assert save(both.an, both.name, html="<p>Lưu lại.</p>").status == 200
    assert "Lưu lại." in both.file
    assert "Bản đang viết, trước khi hợp nhất" in both.an.get(f"sua/{both.name}/lich-su/").text
    assert "Lưu trên PostgreSQL" in both.an.get("?words=luu+tren+postgresql").text
