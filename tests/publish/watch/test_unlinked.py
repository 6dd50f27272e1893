"""What nobody links to, and what the monitor does not compare: all of it is named."""

from __future__ import annotations

import pytest

from tests.publish.watch.attacks import BET, HTML
from tests.publish.watch.town import Live, Reply, Request, Town, kinds, named, told
from town_portal.publishing.watch_site import crawl, page_contents

JSON = {"Content-Type": "application/json"}


def sitemap(live: Live, *paths: str) -> None:
    """Have a strange sitemap that names paths of the site."""
    places = "".join(f"<url><loc>{live.address}{path}</loc></url>" for path in paths)
    live.files["wp-sitemap.xml"] = f"<urlset>{places}</urlset>".encode()


def test_page_in_a_listed_folder(town: Town, live: Live) -> None:
    """Where the host lists its files, a page to which nothing leads is found in the list."""
    live.files["static/la.html"] = BET
    names = sorted(path.removeprefix("static/") for path in live.files if path[:7] == "static/")
    links = "".join(f'<a href="{name}">{name}</a>' for name in ("../", *names))
    page = f"<title>Index of /static/</title>{links}".encode()
    live.answers["static/"] = Reply(200, page, HTML)
    report = town.look(live)
    assert [fault.address for fault in report.faults] == [f"{live.address}static/la.html"]
    assert named(report, "listing") == [f"{live.address}static/"]
    del live.files["static/la.html"]
    assert kinds(town.look(live)) == []


def test_listing_of_what_is_hidden(town: Town, live: Live) -> None:
    """A list with nothing in it but the way up is one too."""
    page = b'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/x.dtd">'
    page += b'<title>Index of /static</title><a href="/">Parent Directory</a>'
    live.answers["static/"] = Reply(200, page, HTML)
    assert kinds(town.look(live)) == []


LISTED = b'<a href="/2026/11/28/bai-1/">1</a>'
STRANGE = {
    "2026/11/": BET,
    "2026/": BET + LISTED,
    "2026/11/28/": BET + LISTED + b"<script>x</script>",
    "quan-tri-mang/": BET,
    "healthz-la-gi/": BET,
    "v10/": BET,
    "quan-tri/slot.html": BET,
    "v1/slot/": BET,
    "quan-tri/": BET,
}
"""Pages of folders, at names that only begin like the live service's, and below its own."""


def test_strange_pages(town: Town, live: Live) -> None:
    """A folder without a page of its own answers with none; spam is found wherever it lies."""
    live.answers |= {path: Reply(200, body, HTML) for path, body in STRANGE.items()}
    sitemap(live, *(item for item in STRANGE if not item.startswith("2026/")))
    faults = {fault.address.removeprefix(live.address) for fault in town.look(live).faults}
    assert STRANGE.keys() <= faults


def test_what_the_service_answers_is_named(town: Town, live: Live) -> None:
    """Its answers can't be compared, and each that was met is told as such."""
    answers = {"healthz": b'{"ok": true}', "quan-tri/": b"<title>x</title>", "v1/stats": b"{}"}

    def service(request: Request) -> Reply | None:
        body = answers.get(request.path.partition("?")[0])
        kind = HTML if request.path == "quan-tri/" else JSON
        return None if body is None else Reply(200, body, kind)

    live.rules.append(service)
    live.change("robots.txt", b"Allow: /\n", b"Sitemap: /v1/stats?page=/\n")
    report = town.look(live)
    assert kinds(report) == ["changed"]
    skipped = {item.removeprefix(live.address) for item in named(report, "not-tried")}
    assert skipped == {".htaccess", "_headers", "healthz", "quan-tri/", "v1/stats?page=/"}
    assert f"- {live.address}quan-tri/" in told(report)


def test_page_with_too_many_links(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """That its links were not all looked at is told."""
    monkeypatch.setattr(page_contents, "MOST", 5)
    live.files["la/index.html"] = BET + b"".join(
        b'<a href="/x%d/">x</a>' % item for item in range(9)
    )
    sitemap(live, "la/")
    assert f"{live.address}la/" in named(town.look(live), "not-tried")


def test_more_strange_addresses_than_are_looked_at(
    town: Town, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each that was left is named."""
    monkeypatch.setattr(crawl, "MOST", 12)
    paths = [f"la-{number}/" for number in range(20)]
    sitemap(live, *paths)
    live.files |= {f"{path}index.html": BET for path in paths}
    report = town.look(live)
    extra = {fault.address for fault in report.faults if fault.address.rpartition("/la-")[1]}
    left = {item for item in named(report, "not-tried") if item.rpartition("/la-")[1]}
    assert extra | left == {f"{live.address}{path}" for path in paths}
    assert extra
    assert left
    assert not extra & left
