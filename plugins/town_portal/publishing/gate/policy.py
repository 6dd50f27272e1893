"""What a content security policy must not leave open. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from town_portal.features.files.film import PLAYER
from town_portal.publishing.gate.modules import FOLDER
from town_portal.publishing.gate.site import CheckedSite

_LOOSE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "'strict-dynamic'")
_WIDE = frozenset({"*", "http:", "https:", "blob:", "filesystem:", "ws:", "wss:"})
_MUST = ("script-src", "style-src", "img-src", "connect-src", "frame-src", "form-action")
REMEDY = "hãy sửa dòng Content-Security-Policy trong theme/templates/base.html"


def parse_policy(policy: str) -> dict[str, tuple[str, ...]]:
    """Return a policy's sources by directive; of two of one name, the first counts."""
    found: dict[str, tuple[str, ...]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name and name.lower() not in found:
            found[name.lower()] = tuple(sources)
    return found


def iter_holes(policy: str, site: CheckedSite) -> Iterator[str]:
    """Yield what is open in a policy, each a phrase in Vietnamese."""
    given = parse_policy(policy)
    if given.get("default-src") != ("'none'",):
        yield "chính sách bảo mật thiếu default-src 'none'"
    for name in _MUST:
        if name not in given and not (name != "form-action" and "default-src" in given):
            yield f"chính sách bảo mật thiếu {name}"
    if given.get("base-uri") not in (("'none'",), ("'self'",)):
        yield "chính sách bảo mật thiếu base-uri 'none'"
    for name, sources in given.items():
        for source in sources:
            if not _may(name, source, site):
                yield f"chính sách bảo mật để {name} nhận cả {source}"


def _may(name: str, source: str, site: CheckedSite) -> bool:
    lowered = source.lower()
    if lowered in _LOOSE or lowered in _WIDE:
        return False
    if lowered == "data:":
        return name == "img-src"
    if name == "script-src" and site.base and lowered == "'self'":  # only from the scripts' folder
        return False
    if "'" in source:  # 'self', 'none', a hash
        return True
    return source in _list_hosts(site).get(name, ())


def _list_hosts(site: CheckedSite) -> Mapping[str, tuple[str, ...]]:
    """Return the hosts that the town's data, or a film, put into a policy."""
    return {
        "script-src": (f"{site.base}/{FOLDER}" if site.base else "",),
        "img-src": (site.tiles,),
        "connect-src": (site.live,),
        "frame-src": (PLAYER,),
    }
