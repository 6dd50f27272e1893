"""What is logged, without addresses."""

from __future__ import annotations

import io
import logging
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.guard.anonymous_log import Nobody, mask_addresses


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Invalid request from ip=198.51.100.7: rác", "Invalid request from ip=–: rác"),
        ("('198.51.100.7', 4711)", "('–', 4711)"),
        ("198.51.100.7:4711 198.51.100.8", "– –"),
        ("ip_198.51.100.7_x", "ip_–_x"),
        ("ip=2001:db8::1: rác", "ip=– rác"),
        ("[2001:db8:0:0:0:0:0:1]:80", "[–]:80"),
        ("từ ::1 và fe80::1", "từ – và –"),
        ("SELECT 1 FROM a WHERE b = 2", "SELECT 1 FROM a WHERE b = 2"),
        ("service.guard.dispatch: lỗi 503", "service.guard.dispatch: lỗi 503"),
        ("12 giờ, 3.14, v1.2.3", "12 giờ, 3.14, v1.2.3"),
    ],
)
def test_addresses_become_dashes(text: str, clean: str) -> None:
    """An address in a text is a dash; words, numbers and versions stay."""
    assert mask_addresses(text) == clean


@given(st.ip_addresses(), st.sampled_from(["", " ", "'", "[", "=", ","]))
def test_no_address_is_left(address: IPv4Address | IPv6Address, before: str) -> None:
    """However an address is written and whatever stands before it, it is not in the text."""
    for written in {str(address), address.exploded, str(address).upper()}:
        assert written not in mask_addresses(f"a {before}{written} b")


def test_a_traceback_has_none_either() -> None:
    """Arguments and tracebacks of a log record are without addresses, and the record is whole."""
    log, out = logging.Logger("thử"), io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Nobody())
    log.addHandler(handler)
    try:
        raise ValueError("198.51.100.7 rơi")
    except ValueError:
        log.exception("từ %s, %d%%", "2001:db8::7", 5)
    assert "198.51.100.7" not in out.getvalue()
    assert "2001:db8" not in out.getvalue()
    assert "từ –, 5%" in out.getvalue()
    assert "ValueError: – rơi" in out.getvalue()
