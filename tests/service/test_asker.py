"""Whose address it is: peer and X-Forwarded-For, networks, what is cut off."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.config.environment import parse_networks
from service.guard.peer import NOWHERE, cut_address, find_asker, format_network

LOCAL = parse_networks("127.0.0.1/32,::1/128,10.0.0.0/8")

CASES = [
    ("203.0.113.7", "", "203.0.113.7"),
    ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
    ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "9.9.9.9, 198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "9.9.9.9, 198.51.100.1, 10.2.3.4", "198.51.100.1"),
    ("127.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"),
    ("127.0.0.1", "9.9.9.9, rác, 10.2.2.2", "10.2.2.2"),
    ("127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
    ("127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
    ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
    ("127.0.0.1", "fe80::1%eth0", "fe80::1"),
    ("127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
    ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("::1", "198.51.100.1", "198.51.100.1"),
    ("", "198.51.100.1", "198.51.100.1"),
    ("", "", "0.0.0.0"),
    ("", "rác", "0.0.0.0"),
    ("rác", "198.51.100.1", "0.0.0.0"),
    ("127.0.0.1", ",,,", "127.0.0.1"),
    ("127.0.0.1", "1.2.3, 01.2.3.4, 256.1.1.1", "127.0.0.1"),
]


@pytest.mark.parametrize(("peer", "forwarded", "found"), CASES)
def test_the_nearest_unknown_address_asks(peer: str, forwarded: str, found: str) -> None:
    """From the right the known proxies are passed over; nothing left of a stranger counts."""
    assert str(find_asker(peer, forwarded, LOCAL)) == found


def test_without_proxies_only_the_peer_counts() -> None:
    """Where no proxy is known the header says nothing; a Unix socket is a proxy of this machine."""
    assert str(find_asker("127.0.0.1", "198.51.100.1", ())) == "127.0.0.1"
    assert str(find_asker("", "198.51.100.1", ())) == "198.51.100.1"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_there_is_an_address(peer: str, forwarded: str) -> None:
    """No header and no peer is a fault; what cannot be read is nowhere or the proxy itself."""
    found = find_asker(peer, forwarded, LOCAL)
    assert found == NOWHERE or ip_address(str(found)) == found


@given(st.text(max_size=40))
def test_what_stands_left_changes_nothing(forged: str) -> None:
    """Whatever a reader writes into the header, the entry that our proxy added decides."""
    assert str(find_asker("127.0.0.1", f"{forged}, 198.51.100.1", LOCAL)) == "198.51.100.1"


@pytest.mark.parametrize(
    ("address", "household", "around"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", "2001:db8:1::/48"),
        ("::1", "::", "::/48"),
    ],
)
def test_households_and_networks(address: str, household: str, around: str) -> None:
    """An IPv6 address is cut to its /64; networks are /24 and /48."""
    assert cut_address(ip_address(address)) == household
    assert format_network(ip_address(address)) == around
