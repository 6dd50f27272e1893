"""What the files for hosts need to know of one portal. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from town_portal.build.build import Build
from town_portal.build.old_addresses import OldAddress
from town_portal.publishing.hosting.table import KINDS, WELL_KNOWN, FileHeaders

FILM_PLAYER = "https://www.youtube-nocookie.com"
"""The one host whose frames an article may hold (features/files/film.py)."""
ALONE = "frame-ancestors 'none'"
"""No page of another site may show ours in a frame; a policy in the page itself can't say so."""
SANDBOX = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; {ALONE}"
"""Policy of a file opened directly (a drawing, a text): it may show, not run or load."""
SAFE = "/:?#[]@!&'()*+,;=%-._~"


@dataclass(frozen=True, slots=True)
class OldPath:
    """An old path (decoded, without a last slash) and the address, percent-encoded, it leads to.

    Without an address it is gone.
    """

    old: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class QueryWay:
    """An old path as in ``OldPath`` ("/" for the host's root) that leads on with these parameters.

    Names are as staff wrote them; hosts compare them in small letters where they can.
    """

    old: str
    pairs: tuple[tuple[str, str], ...]
    to: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names in small letters, which are in order."""
        return tuple(name.lower() for name, _ in self.pairs)

    @property
    def key(self) -> str:
        """The address with its parameters in order: ``/tin.aspx?itemid=123``."""
        return f"{self.old}?{'&'.join(f'{name.lower()}={value}' for name, value in self.pairs)}"


@dataclass(frozen=True, slots=True)
class HostedPortal:
    """One portal: ``root`` is its base path without the last slash, ``site`` its host's address.

    ``scripts`` is where pages' scripts may come from, ``script`` the hash of their inline script,
    ``service`` the origin of the live service
    where it is another one, ``pictures`` the origin of the map's streets; ``has_service`` tells
    that the service answers below the portal itself. ``taken`` are the folders at the portal's root
    in which something else lies than old addresses, ``drawings`` the addresses of the SVG files
    that data files name.
    """

    root: str
    site: str = ""
    scripts: str = "'self'"
    script: str = ""
    service: str = ""
    pictures: str = ""
    has_service: bool = False
    taken: frozenset[str] = frozenset()
    moved: tuple[OldAddress, ...] = ()
    drawings: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[FileHeaders, ...]:
        """All kinds in their order: what is well known, then those of the table."""
        return (FileHeaders("wellknown", WELL_KNOWN, policy="sandbox", shared=True), *KINDS)

    @property
    def page_policy(self) -> str:
        """The content security policy of all pages.

        It is what the page's own policy says (theme/templates/base.html), with the sources that
        only some pages name: the map's streets and the film player. Each page's own policy, which
        the browser obeys as well, takes these away again where they are not needed; so that a host
        need not be told of each article that has a film.
        """
        parts = {
            "default-src": "'none'",
            "script-src": f"{self.scripts} {self.script}",
            "style-src": "'self'",
            "font-src": "'self'",
            "connect-src": f"'self' {self.service}",
            "media-src": "'self'",
            "img-src": f"'self' data: {self.pictures}",
            "frame-src": FILM_PLAYER,
            "manifest-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
        }
        said = [f"{name} {value.strip()}" for name, value in parts.items()]
        return "; ".join([*said, ALONE])

    def policy(self, kind: FileHeaders) -> str:
        """Return the content security policy of a kind."""
        return {"page": self.page_policy, "sandbox": SANDBOX}.get(kind.policy, ALONE)

    def pattern(self, inner: str) -> str:
        """Return the regular expression of whole paths for one of paths below the portal."""
        return f"^{re.escape(self.root)}/({inner})$"

    def ways(self, below: bool | None = None) -> Iterator[OldPath]:
        """Yield the old addresses: all, those below the portal, or those outside of it.

        One with a letter that no address has (a line break, percent-encoded) is left out: it could
        end a line of a host's file.
        """
        for item in self.moved:
            old = unquote(item.old).rstrip("/")
            is_below = old.startswith(f"{self.root}/")
            if "?" in item.old or not old or not old.isprintable() or below is (not is_below):
                continue
            to = "" if item.is_gone else quote(item.target(self.root), safe=SAFE)
            yield OldPath(old, to)

    def query_ways(self, below: bool) -> list[list[QueryWay]]:
        """Return the old addresses with a query, below the portal or outside of it.

        Those with the same parameters are together; who names more of them comes first.
        """
        groups: dict[tuple[str, ...], list[QueryWay]] = {}
        for item in self.moved:
            path, sign, query = item.old.partition("?")
            old = unquote(path).rstrip("/") or "/"
            is_below = f"{old}/".startswith(f"{self.root}/")
            if not sign or not old.isprintable() or below is not is_below:
                continue
            given = [part.partition("=") for part in query.split("&")]
            pairs = sorted((name.lower(), name, value) for name, _, value in given)
            to = quote(item.target(self.root), safe=SAFE)
            way = QueryWay(old, tuple((name, value) for _, name, value in pairs), to)
            groups.setdefault(way.names, []).append(way)
        return sorted(groups.values(), key=lambda ways: (-len(ways[0].names), ways[0].names))

    @property
    def name(self) -> str:
        """A word that tells this portal from others on one server."""
        parts = urlsplit(self.site)
        return re.sub(r"[^a-z0-9]+", "_", f"{parts.netloc}{self.root}".lower()).strip("_")


def iter_folder_addresses(build: Build) -> Iterator[str]:
    """Yield addresses in all folders directly below the portal's root that it takes."""
    yield from build.claims
    yield from (month.url for month in build.site.articles.months())
    yield from build.list_facts("hidden").values()
