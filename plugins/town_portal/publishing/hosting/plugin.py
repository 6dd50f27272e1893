"""Pelican's side of the files for hosts: some lie in the site, some beside it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.storage import replace_file
from town_portal.publishing.hosting import apache, caddy, iis, nginx, pages_hosts
from town_portal.publishing.hosting.portal import HostedPortal, iter_folder_addresses
from town_portal.publishing.hosting.table import FOLDER

OURS = frozenset({"static", "khoi", "sitemap", "du-lieu-mo"})
"""Folders of the site that are no pages' addresses."""
Write = Callable[[HostedPortal], str]
IN_SITE: Mapping[str, Write] = {
    apache.FILE: apache.format_htaccess,
    iis.FILE: iis.format_web_config,
    pages_hosts.HEADERS: pages_hosts.format_headers,
    pages_hosts.REDIRECTS: pages_hosts.format_redirects,
}
BESIDE: Mapping[str, Write] = {
    nginx.HTTP: nginx.format_http,
    nginx.SERVER: nginx.format_server,
    caddy.FILE: caddy.format_snippet,
    "outside.htaccess": apache.format_outside,
}


def write_files(generator: Any, _writer: Any) -> None:
    """Write what hosts look for in the site now, the rest when the site is in its place."""
    build: Build = generator.settings["BUILD"]
    sources = str(generator.context["scripts_from"]), str(generator.context["early"].source)
    portal = build_portal(build, *sources)
    for name, write in IN_SITE.items():
        if text := write(portal):
            build.outlet.put(name, text, partial(text.encode))
    for folder, text in apache.format_folders(portal).items():
        build.outlet.put(f"{folder}/{apache.FILE}", text, partial(text.encode))
    build.when_done.append(partial(write_beside, portal, build.state / FOLDER))


def build_portal(build: Build, scripts: str, script: str) -> HostedPortal:
    """Return the data for host files: script sources of the pages, and the inline script's."""
    town = build.town
    address = (town.live.address if town.live else None) or ""
    return HostedPortal(
        root=town.root,
        site=town.site or "",
        scripts=scripts,
        script=script,
        service=address,
        pictures=town.streets.host if town.streets else "",
        has_service=bool(town.live and not address),
        taken=OURS.union(url.partition("/")[0] for url in iter_folder_addresses(build)),
        moved=build.moved,
        drawings=tuple(sorted(build.claims.drawings())),
    )


def write_beside(portal: HostedPortal, folder: Path) -> None:
    """Write what the server reads into ``folder``; a file that stays the same is not touched."""
    for name, write in BESIDE.items():
        file, text = folder / name, write(portal).encode()
        if not file.is_file() or file.read_bytes() != text:
            replace_file(file, text)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_files))
