"""The privacy page says who keeps the log of the web server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.build_site import Site

PAGE = "quyen-rieng-tu/index.html"
OWN = "xóa sau 14 ngày"
THEIRS = "Nơi ấy tự ghi nhật ký truy cập"


@pytest.mark.parametrize("is_foreign", [False, True])
def test_the_log_is_the_authoritys_or_its_hosts(tmp_path: Path, is_foreign: bool) -> None:
    """What only the authority's own server does is not promised for a service of others."""
    host = "  host: {name: Công ty B, link: 'https://b.example/quy-dinh'}\n" if is_foreign else ""
    text = f"privacy:\n  made: 2026-11-25\n{host}"
    tree = Site(tmp_path).write({"content/data/statutory.yaml": text}).good().tree
    page = " ".join(tree[PAGE].decode().replace("\xa0", " ").split())
    assert (OWN in page, THEIRS in page) == (not is_foreign, is_foreign)
    assert ("máy chủ của Công ty B" in page) is is_foreign
    assert ("trừ nơi đặt máy chủ" in page) is is_foreign
