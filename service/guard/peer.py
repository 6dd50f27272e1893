"""Whose request it is: the address that asks, seen through proxies that are known."""

from collections.abc import Callable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
NOWHERE = IPv4Address("0.0.0.0")
"""Stands for a peer without an address, as behind a Unix socket without X-Forwarded-For."""


def find_asker(peer: str, forwarded: str, proxies: Sequence[Network]) -> Address:
    """Return who asks: the peer, or, behind known proxies, the nearest address that is none.

    ``forwarded`` is X-Forwarded-For; what stands left of the first unknown address from the right
    may be forged and is not looked at. An empty peer is a Unix socket, which is trusted.
    """
    found = _parse_address(peer) if peer else None
    if peer and (found is None or not _is_known(found, proxies)):
        return found or NOWHERE
    for word in reversed(forwarded.split(",")):
        nearer = _parse_address(word.strip())
        if nearer is None:
            break
        found = nearer
        if not _is_known(nearer, proxies):
            break
    return found or NOWHERE


def format_network(address: Address) -> str:
    """Return the network of an address: /24 of IPv4, /48 of IPv6."""
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


def cut_address(address: Address) -> str:
    """Return an address as far as it names a household: IPv6 to its /64."""
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False).network_address)


def _parse_address(text: str) -> Address | None:
    host = text.removeprefix("[").partition("]")[0] if text.startswith("[") else text
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


def _is_known(address: Address, proxies: Sequence[Network]) -> bool:
    return any(address in proxy for proxy in proxies)


class PeerMiddleware:
    """Puts the asker into ``request.META["ASKER"]``; what an unknown peer claims is dropped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the rest of the chain."""
        self._rest = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer one request."""
        meta = request.META
        peer = str(meta.get("REMOTE_ADDR", ""))
        forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", ""))
        meta["ASKER"] = find_asker(peer, forwarded, settings.PROXIES)
        known = not peer or _is_known(_parse_address(peer) or NOWHERE, settings.PROXIES)
        if not known:
            meta.pop("HTTP_X_FORWARDED_PROTO", None)
            meta.pop("HTTP_X_FORWARDED_HOST", None)
        return self._rest(request)


def get_asker(request: HttpRequest) -> Address:
    """Return who asks, as the middleware has found."""
    found: Address = request.META["ASKER"]
    return found
