"""Plain links to share a page."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, urlsplit

from plugins._kit import sharing

ADDRESS = "https://a.vn/cổng/2020/12/14/bài/?a=1&b=2"


def test_the_others_are_given_the_whole_address() -> None:
    """With its own question mark and letters; Zalo takes base64 of JSON."""
    parts = urlsplit(sharing.facebook(ADDRESS))
    assert (parts.netloc, parse_qs(parts.query)) == ("www.facebook.com", {"u": [ADDRESS]})
    parts = urlsplit(sharing.zalo(ADDRESS))
    (data,) = parse_qs(parts.query)["d"]
    assert json.loads(base64.b64decode(data)) == {"url": ADDRESS}
    assert "+" not in parts.query
